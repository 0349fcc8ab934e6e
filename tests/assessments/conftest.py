"""A small bank on the framework of the tests: ten items on S1, ten on P2; keys are always option "a"."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import timezone

from assessments.models import BlueprintCell, CutScore, Examination, Item, ItemBank, ItemKey, ItemVersion
from lms.competencies.models import Framework

ITEMS_A_COMPETENCY = 10
DRAWN_A_COMPETENCY = 5


def canary(number: int) -> str:
    """Text that only a key holds; it must reach nobody who sits the exam."""
    return f"KEY-CANARY-{number:03d}"


@pytest.fixture
def examination(framework: Framework) -> Examination:
    """Level 2, cut at 60 %, five items on S1 and five on P2."""
    bank = ItemBank.objects.create(code="T", name={"en": "Test bank"})
    examination = Examination.objects.create(code="T-01", title={"en": "Test exam"}, bank=bank, level=2, minutes=30)
    number = 0
    for code in ("S1", "P2"):
        competency = framework.competencies.get(code=code)
        BlueprintCell.objects.create(
            examination=examination, competency=competency, cognitive="apply", count=DRAWN_A_COMPETENCY
        )
        for _ in range(ITEMS_A_COMPETENCY):
            number += 1
            version = ItemVersion.objects.create(
                item=Item.objects.create(bank=bank, number=number),
                kind="single",
                competency=competency,
                level=2,
                cognitive="apply",
                stem={"en": f"Stem {number}", "zh-hant": f"題目 {number}"},
                body={"options": [{"id": one, "text": {"en": f"Option {one} of {number}"}} for one in "abcd"]},
                status=ItemVersion.Status.LIVE,
                reviewed_at=timezone.now(),
            )
            ItemKey.objects.create(version=version, right={"correct": ["a"]}, rationales={"a": {"en": canary(number)}})
    for level, share in ((1, 0.3), (2, 0.6)):
        CutScore.objects.create(
            examination=examination, level=level, share=share, method="test", effective_from=date(2025, 1, 1)
        )
    return examination


PLACEMENT_ITEMS_A_LEVEL = 5


@dataclass(frozen=True)
class PlacementBank:
    bank: ItemBank
    keys: list[ItemKey]


@pytest.fixture
def placement_bank(framework: Framework) -> PlacementBank:
    """Bank PL: for each of S1, C1 and P2 five items at each level, 75 in all; option "a" is right."""
    bank = ItemBank.objects.create(code="PL", name={"en": "Placement"})
    keys, number = [], 0
    for code in ("S1", "C1", "P2"):
        for level in range(1, 6):
            for place in range(PLACEMENT_ITEMS_A_LEVEL):
                number += 1
                version = ItemVersion.objects.create(
                    item=Item.objects.create(bank=bank, number=number),
                    kind="single",
                    competency=framework.competencies.get(code=code),
                    level=level,
                    cognitive="apply",
                    difficulty=0.4 * (place - 2),
                    stem={"en": f"Stem {number}", "zh-hant": f"題目 {number}"},
                    body={"options": [{"id": one, "text": {"en": f"Option {one} of {number}"}} for one in "abcd"]},
                    status=ItemVersion.Status.LIVE,
                    reviewed_at=timezone.now(),
                )
                reason = {"a": {"en": canary(number)}}
                right = {"correct": ["a"]}
                keys.append(ItemKey.objects.create(version=version, right=right, rationales=reason))
    return PlacementBank(bank, keys)
