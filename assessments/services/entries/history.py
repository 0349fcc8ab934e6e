"""A believable past of entries for the starter academy: ratings, portfolios, certificates and self-ratings.

Everything follows from the seed and the day of loading. How able people are follows from what examinations and cases
showed of them, so that the sources tell of the same people.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from lms.competencies.selectors.demands import requirements_of_posts
from lms.competencies.selectors.framework import competencies
from lms.people.models import RoleAssignment, User
from lms.people.selectors.seniority import ranks_of

from ...domain.portfolio_raters import RATERS, are_apart
from ...models import Evidence
from ..history import STANDING

SEED = 20_260_105
OLDEST = timedelta(days=420)
RATED, WITH_ARTEFACT, RATES_SELF, HANDS_IN, CERTIFIED = 0.25, 0.7, 0.2, 0.03, 0.02  # shares of people, of ratings
SETTLED = 0.8  # share of portfolios
STILL_WAITING = 30  # days
LENIENCY = {True: 0.15, False: 0.3}  # levels; with and without a piece of work
SPREAD = {"supervisor": 0.8, "rater": 0.55, "self": 1.1}  # standard deviations, levels


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody with a post, whoever leads their unit, and how able they are."""

    user: User
    manager: User | None
    since: date
    ability: Mapping[int, float]  # competency → true level


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One entry to be made. `levels`: of the entry, or of the raters of a portfolio in the order of their places."""

    kind: str
    character: Character
    competency: int | None
    levels: Sequence[int]
    day: date
    text: str
    reference: str = ""
    choice: int = 0  # which of the starter's certificates


def characters(today: date) -> Iterator[Character]:
    """Everybody of the roster with a post, in a fixed order."""
    demands = requirements_of_posts(today)
    codes = {code: card.pk for code, card in competencies().items()}
    rows = list(
        RoleAssignment.objects.current()
        .select_related("user", "unit")
        .order_by("user__is_demo", "user__employee_number", "pk")
    )
    managers, offsets = _managers(rows), _offsets(rows, demands, codes)
    for row in rows:
        if not row.user.is_demo:
            above = offsets.get(row.user_id, STANDING.get(row.unit.level, 0.0))
            ability = {codes[one.competency]: one.level + above for one in demands.get(row.post_id, [])}
            manager = managers.get(row.unit_id)
            yield Character(row.user, manager if manager != row.user else None, row.starts_on, ability)


def draw(character: Character, texts: Mapping[str, Any], *, today: date, rng: Random) -> Iterator[Drawn]:
    """What became of one person, mostly nothing."""
    days = (today - max(character.since, today - OLDEST)).days
    if days < 10 or not character.ability:
        return
    asked = sorted(character.ability)

    def day() -> date:
        return today - timedelta(days=rng.randrange(5, days))

    if rng.random() < RATED and character.manager is not None:
        for competency in rng.sample(asked, min(2, len(asked))):
            shown = rng.random() < WITH_ARTEFACT
            level = _level(character.ability[competency] + LENIENCY[shown], "supervisor", rng)
            number = f"{rng.randrange(2025, 2027)}-{rng.randrange(1000, 9999)}" if shown else ""
            words = rng.choice(texts["rating"])
            yield _one("supervisor", character, competency, [level], day=day(), text=words, reference=number)
    if rng.random() < RATES_SELF:
        for competency in rng.sample(asked, min(2, len(asked))):
            level = _level(character.ability[competency] + 0.5, "self", rng)
            yield _one("self_rating", character, competency, [level], day=day(), text=rng.choice(texts["self"]))
    if rng.random() < HANDS_IN:
        competency = rng.choice(asked)
        levels = _rated(character.ability[competency], rng)
        finished = (
            day() if len(levels) == RATERS else today - timedelta(days=rng.randrange(5, min(days, STILL_WAITING)))
        )
        yield _one("portfolio", character, competency, levels, day=finished, text=rng.choice(texts["portfolio"]))
    if rng.random() < CERTIFIED:
        choice = rng.randrange(len(texts["certificates"]))
        yield Drawn(
            kind="certificate", character=character, competency=None, levels=[], day=day(), text="", choice=choice
        )


def _one(kind: str, character: Character, competency: int, levels: Sequence[int], **facts: Any) -> Drawn:
    return Drawn(kind=kind, character=character, competency=competency, levels=levels, **facts)


def _rated(ability: float, rng: Random) -> list[int]:
    """By two who agree, or by none or one of them, where the portfolio still waits."""
    levels = [_level(ability, "rater", rng) for _ in range(2)]
    if rng.random() > SETTLED:
        return levels[: rng.randrange(2)]
    return [levels[0], levels[0]] if are_apart(levels) else levels


def _level(true: float, spread: str, rng: Random) -> int:
    return min(max(round(true + rng.gauss(0, SPREAD[spread])), 0), 5)


def _managers(rows: Sequence[RoleAssignment]) -> dict[int, User]:
    """Unit → who ranks highest there; where a demonstration account leads a unit, that one."""
    ranks = ranks_of([row.user_id for row in rows])
    found: dict[int, tuple[int, User]] = {}
    for row in rows:
        rank = ranks.get(row.user_id, 0) + 10 * row.user.is_demo
        if ranks.get(row.user_id, 0) and rank > found.get(row.unit_id, (0,))[0]:
            found[row.unit_id] = (rank, row.user)
    return {unit: user for unit, (_, user) in found.items()}


def _offsets(rows: Sequence[RoleAssignment], demands: Mapping[int, Any], codes: Mapping[str, int]) -> dict[int, float]:
    """Person → by how many levels what they showed lies above what their post asks."""
    asked = {row.user_id: {codes[one.competency]: one.level for one in demands.get(row.post_id, [])} for row in rows}
    apart: dict[int, list[float]] = defaultdict(list)
    shown = Evidence.objects.in_force().values_list("learner_id", "competency_id", "value")
    for learner, competency, value in shown.iterator(chunk_size=5000):
        if competency in asked.get(learner, {}):
            apart[learner].append(value - asked[learner][competency])
    return {learner: sum(each) / len(each) for learner, each in apart.items()}


def moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
