"""Who may move a test form on: made by one person, approved by another, put in use and withdrawn by reviewers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from lms.people.models import User

from .models import TestForm
from .permissions import may_review

Status = TestForm.Status


class FormStep(StrEnum):
    APPROVED = "approved"
    USED = "used"  # put in use
    RESTED = "rested"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMove:
    start: frozenset[str]
    end: Status
    needs_second_person: bool = False


FORM_MOVES: Mapping[FormStep, FormMove] = {
    FormStep.APPROVED: FormMove(start=frozenset({Status.DRAFT}), end=Status.APPROVED, needs_second_person=True),
    FormStep.USED: FormMove(start=frozenset({Status.APPROVED, Status.RESTING}), end=Status.IN_USE),
    FormStep.RESTED: FormMove(start=frozenset({Status.IN_USE}), end=Status.RESTING),
    FormStep.RETIRED: FormMove(start=frozenset({Status.DRAFT, Status.APPROVED, Status.RESTING}), end=Status.RETIRED),
}


def form_refusal(step: FormStep, form: TestForm, user: User) -> str | None:
    """Why this person may not take this step now, in words; None if they may. Whoever made a draft may drop it."""
    move = FORM_MOVES[step]
    is_own_draft = form.made_by_id == user.pk and form.status == Status.DRAFT
    if form.status not in move.start:
        return _("The form is no longer in a state that allows this step.")
    if move.needs_second_person and form.made_by_id == user.pk:
        return _("This takes a second person: a reviewer who did not make the form.")
    if may_review(user, form.examination.bank) or (step is FormStep.RETIRED and is_own_draft):
        return None
    return _("Only a reviewer can do this.")


def open_form_steps(user: User, form: TestForm) -> list[FormStep]:
    return [step for step in FormStep if form_refusal(step, form, user) is None]
