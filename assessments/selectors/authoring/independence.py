"""Who knows a bank or a scenario too well to be examined in it (trust.md, decision 11)."""

from django.db.models import Exists, Q, QuerySet

from lms.base.db.prepared import Prepared
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
    traces = _in_scenario if isinstance(home, Scenario) else _in_bank
    return bool(traces(user.pk, home.pk))


@Prepared
def _in_bank(user: int, bank: int) -> QuerySet[ItemBank, tuple[int]]:
    # A judge has seen items and keys from the opening of the panel on, whatever became of it.
    judged = Judge.objects.filter(user_id=user, panel__examination__bank_id=bank, panel__opened_at__isnull=False)
    return ItemBank.objects.filter(
        Q(Exists(ItemVersion.objects.filter(_signed_by(user), item__bank_id=bank)))
        | Q(Exists(ReviewStep.objects.filter(actor_id=user, item_version__item__bank_id=bank)))
        | Q(Exists(judged))
        | Q(Exists(Panel.objects.filter(convener_id=user, examination__bank_id=bank))),
        pk=bank,
    ).values_list("pk")


@Prepared
def _in_scenario(user: int, scenario: int) -> QuerySet[Scenario, tuple[int]]:
    return Scenario.objects.filter(
        Q(Exists(ScenarioVersion.objects.filter(_signed_by(user), scenario_id=scenario)))
        | Q(Exists(ReviewStep.objects.filter(actor_id=user, scenario_version__scenario_id=scenario)))
        | Q(Exists(Rater.objects.filter(user_id=user, panel__version__scenario_id=scenario)))
        | Q(Exists(ScenarioPanel.objects.filter(convener_id=user, version__scenario_id=scenario))),
        pk=scenario,
    ).values_list("pk")


def _signed_by(user: int) -> Q:
    return Q(author_id=user) | Q(reviewer_id=user)
