"""Mail about reports and actions, in every language of the academy: nobody did anything just now."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.people.models import User

from ...models import BudgetCalendar, UnitAction
from .calendar import is_reported


def notify_action_overdue(*, action_id: int) -> None:
    """Nothing where it was brought to an end meanwhile."""
    action = UnitAction.objects.select_related("owner", "unit").get(pk=action_id)
    if action.status == UnitAction.Status.OPEN:
        context = {"action": action, "url": _address("analytics:action", action.public_id)}
        _send(action.owner, "action_overdue", context, lambda: _("An action of yours is overdue"))


def notify_report_overdue(*, calendar_id: int, person_id: int) -> None:
    calendar = BudgetCalendar.objects.select_related("unit").get(pk=calendar_id)
    if not is_reported(calendar):
        _of_round(calendar, person_id, "report_overdue", lambda: _("A skills report is overdue"))


def notify_frozen(*, calendar_id: int, person_id: int) -> None:
    calendar = BudgetCalendar.objects.select_related("unit").get(pk=calendar_id)
    _of_round(calendar, person_id, "round_frozen", lambda: _("Figures for the budget round are ready"))


def _of_round(calendar: BudgetCalendar, person_id: int, kind: str, subject: Callable[[], str]) -> None:
    context = {"unit": calendar.unit, "round": calendar.round, "url": _address("analytics:reports")}
    _send(User.objects.get(pk=person_id), kind, context, subject)


def _address(view: str, *args: object) -> str:
    return settings.SITE_ADDRESS + reverse(view, args=args)


def _send(person: User, kind: str, context: dict[str, object], subject: Callable[[], str]) -> None:
    if not person.is_active:
        return
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(subject())
            bodies.append(render_to_string(f"analytics/mail_{kind}.txt", {**context, "name": person.name}))
    send_mail(" / ".join(dict.fromkeys(subjects)), "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [person.email])
