"""Reading item banks and examinations from files; what is already there is left alone."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.competencies.selectors.framework import competencies
from lms.lib.canonical import digest
from lms.people.models import OrgUnit, User

from ..domain.calibration.scale import LOGITS_A_LEVEL
from ..domain.cut_scores import borderline_share
from ..domain.items.content import ItemContent
from ..domain.items.files import read_entry, read_source
from ..domain.items.parts import ItemInvalid
from ..domain.items.registry import faults_of
from ..domain.items.soundness import untranslated
from ..models import BlueprintCell, CutScore, Examination, Item, ItemBank, ItemKey, ItemVersion, SourceRecord
from .authoring.content import STORED_AS_WRITTEN
from .authoring.pictures import PictureRefused, keep_picture, read_picture


class BankFault(ValueError):
    """A file that does not say what an item needs; the message names the item and the field."""


@transaction.atomic
def load_bank(
    *,
    code: str,
    entries: Iterable[Mapping[str, Any]],
    author: User | None,
    reviewer: User | None,
    unit: OrgUnit | None,
    pictures: Path | None = None,
) -> int:
    """Add the items that the bank does not have yet, live from the start; returns how many.

    `pictures`: the folder of the files that pictures name.
    """
    bank, _ = ItemBank.objects.get_or_create(code=code, defaults={"name": {"en": code}, "unit": unit})
    held = set(bank.items.values_list("number", flat=True))
    new = [entry for entry in entries if entry["number"] not in held]
    contents = [_content(code, _with_picture(bank, entry, pictures)) for entry in new]
    items = Item.objects.bulk_create(Item(bank=bank, number=entry["number"]) for entry in new)
    versions = ItemVersion.objects.bulk_create(
        [_version(item, content, author, reviewer) for item, content in zip(items, contents, strict=True)]
    )
    ItemKey.objects.bulk_create(
        ItemKey(version=version, right=content.right, rationales=content.rationales)
        for version, content in zip(versions, contents, strict=True)
    )
    SourceRecord.objects.bulk_create(
        SourceRecord(version=version, **source)
        for version, source in zip(versions, map(read_source, new), strict=True)
        if source is not None
    )
    if new:
        record(author, "item_bank.loaded", bank, items=len(new))
    return len(new)


@transaction.atomic
def load_examination(entry: Mapping[str, Any], *, on: date) -> Examination | None:
    """Create the examination with blueprint and cut scores; None if it exists already."""
    if Examination.objects.filter(code=entry["code"]).exists():
        return None
    bank = ItemBank.objects.get(code=entry["bank"])
    examination = Examination.objects.create(
        code=entry["code"],
        title=entry["title"],
        bank=bank,
        level=entry["level"],
        minutes=entry["minutes"],
        valid_months=entry["valid_months"],
    )
    cards = competencies()
    BlueprintCell.objects.bulk_create(
        BlueprintCell(examination=examination, competency_id=cards[code].pk, cognitive=cognitive, count=count)
        for code, mix in entry["blueprint"].items()
        for cognitive, count in mix.items()
    )
    CutScore.objects.bulk_create(_cut_scores(examination, on))
    record(None, "examination.created", examination)
    return examination


def _cut_scores(examination: Examination, on: date) -> list[CutScore]:
    difficulties = list(
        ItemVersion.objects.filter(item__bank=examination.bank, status=ItemVersion.Status.LIVE).values_list(
            "difficulty", flat=True
        )
    )
    return [
        CutScore(
            examination=examination,
            level=level,
            share=round(borderline_share(difficulties, LOGITS_A_LEVEL * (level - examination.level)), 3),
            method="Angoff, expert priors",
            effective_from=on,
        )
        for level in (examination.level - 1, examination.level)
        if level > 0
    ]


def _with_picture(bank: ItemBank, entry: Mapping[str, Any], folder: Path | None) -> Mapping[str, Any]:
    """The picture that an entry names by its file is kept in the bank, and the entry names it by its digest."""
    picture = entry.get("body", {}).get("picture", {})
    if folder is None or "file" not in picture:
        return entry
    try:
        with (folder / picture["file"]).open("rb") as file:
            drawing = read_picture(file)
    except (OSError, PictureRefused) as error:
        raise BankFault(f"{bank.code}-{entry['number']}: picture: {error}") from None
    keep_picture(bank=bank, drawing=drawing, by=None)
    known = {"digest": drawing.digest, "width": drawing.width, "height": drawing.height, "alt": picture["alt"]}
    return {**entry, "body": {**entry["body"], "picture": known}}


def _content(bank: str, entry: Mapping[str, Any]) -> ItemContent:
    """Raises BankFault for an item that no candidate could be given."""
    where = f"{bank}-{entry['number']}"
    if entry["competency"] not in competencies():
        raise BankFault(f"{where}: competency: {entry['competency']} is not in the framework")
    try:
        content = read_entry(entry)
    except ItemInvalid as error:
        raise BankFault(f"{where}: {error}") from None
    found = [str(fault) for fault in faults_of(content.kind, content.body, content.right)]
    found += [f"no {language} text at {place or 'the stem'}" for language, place in untranslated(content)]
    if found:
        raise BankFault(f"{where}: {'; '.join(found)}")
    return content


def _version(item: Item, content: ItemContent, author: User | None, reviewer: User | None) -> ItemVersion:
    return ItemVersion(
        item=item,
        competency_id=competencies()[content.competency].pk,
        status=ItemVersion.Status.LIVE,
        author=author,
        reviewer=reviewer,
        reviewed_at=timezone.now(),
        content_hash=digest({"stem": content.stem, "body": content.body}),
        **{name: getattr(content, name) for name in STORED_AS_WRITTEN},
    )
