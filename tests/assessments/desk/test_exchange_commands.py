"""The same doors for operators: what was written comes back as drafts, what was not is told."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import ItemBank, ItemImport, ItemVersion
from assessments.services.authoring.content import content_of
from lms.base.models import AuditEvent


def told(capsys) -> str:
    return capsys.readouterr().out


def bring_in(path: Path, *more: str, author: str = "ann@example.org") -> None:
    call_command("import_items", "B2", str(path), "--author", author, "--competency", "S1", "--level", "1", *more)


@pytest.fixture
def other_bank(bank, units) -> ItemBank:
    return ItemBank.objects.create(code="B2", name={"en": "Second"}, unit=units["X"])


def test_a_bank_moves_into_another_by_file(other_bank, bank, ann, tmp_path, capsys):
    path = tmp_path / "b.zip"
    call_command("export_items", "B", "--format", "qti3", "--live", "--to", str(path))
    assert path.stat().st_mode & 0o077 == 0
    assert AuditEvent.objects.latest("sequence").action == "item_bank.exported"
    bring_in(path, "--dry-run")
    assert "6 of 6 entries can be read; nothing was created" in told(capsys)
    assert ItemImport.objects.count() == 0
    bring_in(path)
    assert "6 drafts created, 0 left out, 0 not read" in told(capsys)
    for number in range(1, 7):
        one, other = (
            ItemVersion.objects.select_related("competency", "key").get(item__bank=some, item__number=number)
            for some in (bank, other_bank)
        )
        assert content_of(one) == content_of(other)
        assert (other.status, other.author) == ("draft", ann)


@pytest.mark.parametrize(
    ("author", "text", "reason"),
    [
        ("rex@example.org", "Q?{=a ~b ~c}", "Only authors"),
        ("nobody@example.org", "Q?{=a ~b ~c}", "nobody has the address"),
        ("ann@example.org", "nothing in it", "none of the formats"),
    ],
)
def test_what_cannot_be_done_is_an_error(other_bank, ann, rex, tmp_path, author, text, reason):
    path = tmp_path / "q.txt"
    path.write_text(text)
    with pytest.raises(CommandError, match=reason):
        bring_in(path, author=author)
    assert ItemVersion.objects.filter(item__bank=other_bank).count() == 0
