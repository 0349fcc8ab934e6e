"""What cannot be done about conduct, and to whom it falls."""

from django.utils.translation import gettext as _

from lms.people.models import User

from ...models import ConductCase
from ...permissions import may_review
from ...selectors.conduct.cases import cases_of, watched_over


class ConductRefused(Exception):
    """The message says why, in words for the person at the page."""


def refusal_to_work_on(case: ConductCase, user: User) -> str | None:
    """In words; None for a reviewer of the bank who has nothing to do with the person or the room."""
    examination = case.run.examination
    if not may_review(user, examination.bank) or not cases_of(examination, user).filter(pk=case.pk).exists():
        return _("Only a reviewer of this bank who has nothing to do with the person can do this.")
    if watched_over(case, user):
        return _("You watched over this sitting: somebody else has to do this.")
    return None


def refusal_to_decide(case: ConductCase, user: User) -> str | None:
    if user.pk == case.found_by_id:
        return _("This takes a second person: a reviewer who did not write the finding.")
    return refusal_to_work_on(case, user)


def refusal_to_hear_appeal(case: ConductCase, user: User) -> str | None:
    if user.pk in (case.found_by_id, case.decided_by_id):
        return _("This takes a third person: a reviewer who took no part in the decision.")
    return refusal_to_work_on(case, user)
