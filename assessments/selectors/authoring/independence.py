"""Who knows a bank or a scenario too well to be examined in it (trust.md, decision 11)."""

from django.db.models import Exists, Q

from lms.people.access import scope_of
from lms.people.models import Role, User

from ...models import (
    ItemBank,
    ItemVersion,
    Judge,
    Panel,
    Rater,
    ReviewStep,
    Scenario,
    ScenarioPanel,
    ScenarioVersion,
)


def has_worked_on(user: User, home: ItemBank | Scenario) -> bool:
    """Wrote, reviewed or moved any version of it, judged its items, graded its runs, or may open its keys or truth.

    One query for a learner, two for a holder of rights.
    """
    if home.unit is not None and scope_of(user, Role.AUTHOR, Role.REVIEWER).covers(home.unit):
        return True
    traces = _in_scenario(user, home) if isinstance(home, Scenario) else _in_bank(user, home)
    return type(home)._default_manager.filter(traces, pk=home.pk).exists()


def _in_bank(user: User, bank: ItemBank) -> Q:
    # A judge has seen items and keys from the opening of the panel on, whatever became of it.
    judged = Judge.objects.filter(user=user, panel__examination__bank=bank, panel__opened_at__isnull=False)
    return (
        Q(Exists(ItemVersion.objects.filter(_signed_by(user), item__bank=bank)))
        | Q(Exists(ReviewStep.objects.filter(actor=user, item_version__item__bank=bank)))
        | Q(Exists(judged))
        | Q(Exists(Panel.objects.filter(convener=user, examination__bank=bank)))
    )


def _in_scenario(user: User, scenario: Scenario) -> Q:
    return (
        Q(Exists(ScenarioVersion.objects.filter(_signed_by(user), scenario=scenario)))
        | Q(Exists(ReviewStep.objects.filter(actor=user, scenario_version__scenario=scenario)))
        | Q(Exists(Rater.objects.filter(user=user, panel__version__scenario=scenario)))
        | Q(Exists(ScenarioPanel.objects.filter(convener=user, version__scenario=scenario)))
    )


def _signed_by(user: User) -> Q:
    return Q(author=user) | Q(reviewer=user)
