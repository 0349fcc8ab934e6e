"""The law behind an item: from the file, at the desk, into the next version, and when it expires."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.models import ItemVersion, SourceRecord
from assessments.services.authoring.items import add_version
from assessments.services.bank_loading import load_bank
from tests.assessments.desk.conftest import content

pytestmark = pytest.mark.django_db


def entry(number, source):
    options = [{"id": one, "correct": one == "a", "text": {"en": one * 3}, "rationale": {"en": "why"}} for one in "abc"]
    facts = {"competency": "S1", "level": 2, "cognitive": "apply", "kind": "single", "difficulty": 0.0, "lesson": ""}
    return {"number": number, "source": source, "review_by": None, "stem": {"en": "?"}, "options": options, **facts}


def test_a_file_may_name_its_source_in_a_line_or_in_fields(framework):
    law = {"title": "Data Act", "clause": "§ 12", "valid_until": date(2027, 1, 1), "url": "https://law.example/12"}
    load_bank(
        code="N",
        entries=[entry(1, "practice"), entry(2, law), entry(3, {"title": "Rule"})],
        author=None,
        reviewer=None,
        unit=None,
    )
    lines = dict(ItemVersion.objects.values_list("item__number", "source"))
    assert lines == {1: "practice", 2: "Data Act § 12", 3: "Rule"}
    assert list(SourceRecord.objects.order_by("pk").values_list("title", "clause", "valid_until", "url")) == [
        ("Data Act", "§ 12", date(2027, 1, 1), "https://law.example/12"),
        ("Rule", "", None, ""),
    ]


def test_an_author_writes_it_a_reviewer_does_not_and_the_next_version_keeps_it(open_as, bank, ann, rex):
    home = f"/cms/item-banks/{bank.public_id}/"
    posted = {"title": "Data Act", "clause": "§ 3", "valid_until": timezone.localdate() + timedelta(days=30), "url": ""}
    open_as(rex).post(f"{home}1/v1/source/", posted)
    assert not SourceRecord.objects.exists()
    client = open_as(ann)
    assert "Data Act" in client.post(f"{home}1/v1/source/", posted, follow=True).text
    assert "Sources that expire" in client.get(home).text
    draft = add_version(item=bank.items.get(number=1), content=content(), author=ann)
    assert draft.source_record.clause == "§ 3"
    assert SourceRecord.objects.count() == 2
    client.post(f"{home}1/v1/source/", {**posted, "valid_until": "2090-01-01"})
    assert "Sources that expire" not in client.get(home).text


def test_an_address_that_would_run_code_is_refused(open_as, bank, ann):
    address = f"/cms/item-banks/{bank.public_id}/1/v1/source/"
    open_as(ann).post(address, {"title": "Act", "url": "javascript:alert(1)"})
    assert not SourceRecord.objects.exists()
