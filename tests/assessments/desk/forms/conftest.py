"""A bank of county X that is large enough for forms: 36 items each on S1 and P2, keys spread over the places."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from assessments.form_moves import FormStep
from assessments.models import (
    BlueprintCell,
    CutScore,
    Examination,
    Item,
    ItemBank,
    ItemKey,
    ItemVersion,
    TestForm,
)
from assessments.selectors.assembly import Wish, propose_forms, recipe_of
from assessments.services.test_forms import Plan, keep_forms, move_form
from lms.competencies.models import Framework
from lms.people.models import OrgUnit, User
from tests.assessments.desk.conftest import CANARY, STEM_CANARY

NOW = timezone.now()
ITEMS, SCORED = 36, 10  # a competency: in the bank, on a form


def write(bank: ItemBank, number: int, competency: object, status: str = "live") -> ItemVersion:
    version = ItemVersion.objects.create(
        item=Item.objects.create(bank=bank, number=number),
        kind="single",
        competency=competency,
        level=2,
        cognitive="apply",
        stem={"en": f"{STEM_CANARY} {number}"},
        body={"options": [{"id": one, "text": {"en": f"Option {one} of {number}"}} for one in "abcd"]},
        difficulty=(number % 7 - 3) / 4,
        status=status,
        reviewed_at=NOW,
        content_hash=f"{number:064d}",
    )
    key = "abcd"[number % 4]
    ItemKey.objects.create(version=version, right={"correct": [key]}, rationales={key: {"en": f"{CANARY} {number}"}})
    return version


@pytest.fixture
def exam(framework: Framework, units: dict[str, OrgUnit]) -> Examination:
    """Twenty scored items, cut at 70 %."""
    bank = ItemBank.objects.create(code="F", name={"en": "Bank of forms"}, unit=units["X"])
    found = Examination.objects.create(code="F-01", title={"en": "Exam of forms"}, bank=bank, level=2, minutes=30)
    number = 0
    for code in ("S1", "P2"):
        competency = framework.competencies.get(code=code)
        BlueprintCell.objects.create(examination=found, competency=competency, cognitive="apply", count=SCORED)
        for _ in range(ITEMS):
            number += 1
            write(bank, number, competency)
    CutScore.objects.create(examination=found, level=2, share=0.7, method="test", effective_from=date(2025, 1, 1))
    return Examination.objects.select_related("bank__unit").get(pk=found.pk)


@pytest.fixture
def make_forms(exam: Examination) -> Callable[..., list[TestForm]]:
    """Drafts by somebody, as the desk would keep them."""

    def make(maker: User, forms: int = 2, *, seed: int = 1, has_anchors: bool = True) -> list[TestForm]:
        wish = Wish(forms=forms, has_anchors=has_anchors, may_share=False, tolerance=0, seed=seed)
        proposal = propose_forms(exam, recipe_of(exam, wish))
        assert proposal.assembly.breaches == ()
        scored = [[entry.version_id for entry in form] for form in proposal.assembly.forms]
        plan = Plan(scored=scored, trials=proposal.trials, wish=wish, search={})
        return keep_forms(examination=exam, plan=plan, actor=maker, at=NOW)

    return make


@pytest.fixture
def put_in_use(make_forms: Callable[..., list[TestForm]], both: User, rex: User) -> Callable[..., list[TestForm]]:
    """Made by Bo, approved and put in use by Rex."""

    def put(forms: int = 2, **wish: object) -> list[TestForm]:
        kept = make_forms(both, forms, **wish)
        for step in (FormStep.APPROVED, FormStep.USED):
            kept = [move_form(form=form, step=step, actor=rex, at=NOW) for form in kept]
        return kept

    return put
