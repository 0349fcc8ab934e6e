"""Once a week, those who promised something are reminded of what is overdue."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from lms.base.outbox import announce_many
from lms.people.selectors.posted import people_with_right

from ...models import BudgetCalendar, UnitAction
from ...report_readers import WRITERS
from .calendar import is_reported

ACTION_OVERDUE, REPORT_OVERDUE = "analytics.action_overdue", "analytics.report_overdue"
PAUSE = timedelta(days=7)
AT_ONCE = 500


def remind(*, today: date) -> int:
    """Running it twice on a day reminds nobody twice. Returns how many things are overdue and were not named lately."""
    return _actions(today) + _reports(today)


@transaction.atomic
def _actions(today: date) -> int:
    late = UnitAction.objects.filter(_silent(today), status=UnitAction.Status.OPEN, due_on__lt=today)
    keys = list(late.order_by("due_on", "pk").values_list("pk", flat=True)[:AT_ONCE])
    UnitAction.objects.filter(pk__in=keys).update(reminded_on=today)
    announce_many(ACTION_OVERDUE, [{"action": pk} for pk in keys])
    return len(keys)


@transaction.atomic
def _reports(today: date) -> int:
    rounds = BudgetCalendar.objects.filter(_silent(today), snapshot__isnull=False).select_related("unit")
    late = [one for one in rounds if one.round.report_due < today and not is_reported(one)]
    for calendar in late:
        told = people_with_right(calendar.unit, *WRITERS).values_list("pk", flat=True)
        announce_many(REPORT_OVERDUE, [{"calendar": calendar.pk, "person": pk} for pk in told])
        BudgetCalendar.objects.filter(pk=calendar.pk).update(reminded_on=today)
    return len(late)


def _silent(today: date) -> Q:
    return Q(reminded_on=None) | Q(reminded_on__lte=today - PAUSE)
