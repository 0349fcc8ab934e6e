"""The starter's items of the newer kinds: what ships can be loaded, drawn and marked."""

import pytest
import yaml

from assessments.domain.items.registry import KINDS, read_keyed
from assessments.management.commands.load_items import STARTER
from assessments.models import ItemPicture, ItemVersion
from assessments.services.authoring.content import content_of, faults
from assessments.services.bank_loading import BankFault, load_bank
from lms.competencies.models import Framework

FILES = sorted((STARTER / "items").glob("*-kinds.yaml"))


@pytest.fixture
def everything(framework: Framework):
    """The framework of the tests, with all competencies that the files name."""
    area = framework.competencies.first().area
    for position, code in enumerate(("P1", "P4", "D1", "D3", "C1"), start=50):
        framework.competencies.get_or_create(
            code=code, defaults={"name": {"en": code}, "area": area, "position": position}
        )


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_loads_into_sound_items_that_the_right_answer_fulfils(everything, path):
    bank = yaml.safe_load(path.read_text(encoding="utf-8"))
    pictures = STARTER / "pictures"
    loaded = load_bank(
        code=bank["bank"], entries=bank["items"], author=None, reviewer=None, unit=None, pictures=pictures
    )
    versions = ItemVersion.objects.filter(item__bank__code=bank["bank"]).select_related("key", "competency")
    assert loaded == len(versions) == len(bank["items"])
    assert {version.kind for version in versions} >= {kind for kind in KINDS if kind not in OTHER}
    for version in versions:
        assert faults(content_of(version)) == []
        keyed = read_keyed(version.kind, version.body, version.key.right)
        assert keyed.mark(keyed.solution()) == 1.0
        if version.kind == "hot_spot":
            assert ItemPicture.objects.filter(
                bank__code=bank["bank"], digest=version.body["picture"]["digest"]
            ).exists()


OTHER = {"single", "multiple", "hot_spot", "short_text"}


@pytest.mark.django_db
def test_a_picture_that_is_not_there_is_named(everything, tmp_path):
    (entry,) = [
        item
        for path in FILES
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["items"]
        if item["kind"] == "hot_spot"
    ]
    with pytest.raises(BankFault, match=rf"T-{entry['number']}: picture: "):
        load_bank(code="T", entries=[entry], author=None, reviewer=None, unit=None, pictures=tmp_path)
