"""Every published cell of a snapshot once more: plain loops over raw rows and the formulas of the design.

None of the code under test is used, and no numpy: people one by one, groups one by one. Which groups are shown is taken
from the snapshot, because who is veiled (docs/decisions/0040) depends on it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from math import erf, floor, sqrt

from django.db.models import Q
from django.utils import timezone

from analytics.models import Snapshot, SnapshotCell
from assessments.models import Evidence
from lms.competencies.models import Competency, RoleProfile, RoleRequirement
from lms.people.models import OrgUnit, RoleAssignment

# domain.md 5.8: validity, bias, dependence, and whether it can show anything by itself
KINDS = {
    "exam": (0.78, 0.0, 0.5, True),
    "portfolio": (0.75, 0.0, 0.5, True),
    "simulation": (0.70, 0.0, 0.3, True),
    "supervisor_artefact": (0.65, 0.15, 0.5, True),
    "external_certificate": (0.65, 0.0, 0.5, False),
    "supervisor": (0.55, 0.30, 0.5, False),
    "self_rating": (0.30, 0.50, 0.5, False),
}


@dataclass
class Person:
    path: str
    post: str
    fte: float
    demands: dict[str, tuple[int, int]]  # code → level, criticality


@dataclass
class Figures:
    people: int = 0
    fte: float = 0.0
    assessed_fte: float = 0.0
    able_fte: float = 0.0
    spread: float = 0.0
    met: int = 0
    gap: int = 0
    undetermined: int = 0
    levels: list[int] = field(default_factory=lambda: [0] * 6)

    @property
    def assessed(self) -> int:
        return self.met + self.gap + self.undetermined


def differences(snapshot: Snapshot) -> tuple[int, list[str]]:
    """How many cells were compared, and what differs by more than rounding; of a snapshot held against no other."""
    expected = _expected(snapshot.as_of, _shown(snapshot))
    found, compared = [], 0
    for cell in SnapshotCell.objects.filter(group__snapshot=snapshot).select_related("group"):
        key = (cell.group.path, cell.group.kind, cell.group.post_code, cell.competency)
        if key not in expected:
            found.append(f"{key}: of nobody")
        elif cell.hides == "":
            compared += 1
            found += [f"{key}: {text}" for text in _compared(cell, expected[key])]
    stored = set(
        SnapshotCell.objects.filter(group__snapshot=snapshot).values_list(
            "group__path", "group__kind", "group__post_code", "competency"
        )
    )
    return compared, [*found, *(f"{key}: missing" for key in expected.keys() - stored)]


def _compared(cell: SnapshotCell, raw: Figures) -> Iterator[str]:
    yield from _compared_counts(cell, raw)
    kept = cell.figures["levels"]
    unknown = _nearest_five(raw.people - raw.assessed)
    if kept != {"verified": _fives_together(raw.levels), "not_assessed": unknown}:
        yield f"levels {kept} instead of {raw.levels}"
    if (cell.coverage is None) != (not raw.assessed_fte):
        yield "coverage of nobody"
    elif cell.coverage is not None:
        coverage = raw.able_fte / raw.assessed_fte
        reach = 1.64 * sqrt(raw.spread) / raw.assessed_fte
        if abs(cell.coverage - coverage) > 0.0051:
            yield f"coverage {cell.coverage} instead of {coverage}"
        low, high = max(0.0, coverage - reach), min(1.0, coverage + reach)
        if not (_is_just_below(cell.low, low) and _is_just_below(high, cell.high)):
            yield f"interval {cell.low}–{cell.high} instead of {coverage} ± {reach}"
    lowest = raw.able_fte / raw.fte
    highest = (raw.able_fte + raw.fte - raw.assessed_fte) / raw.fte
    if not (_is_just_below(cell.bound_low, lowest) and _is_just_below(highest, cell.bound_high)):
        yield f"bounds {cell.bound_low}–{cell.bound_high} instead of {lowest}–{highest}"


def _compared_counts(cell: SnapshotCell, raw: Figures) -> Iterator[str]:
    counts = {"people": raw.people, "fte": raw.fte, "assessed": raw.assessed}
    for name, value in counts.items():
        if getattr(cell, name) != _nearest_five(value):
            yield f"{name} {getattr(cell, name)} instead of {value}"
    states = {"met": raw.met, "gap": raw.gap, "undetermined": raw.undetermined}
    if sum(getattr(cell, name) for name in states) != cell.assessed:
        yield f"states of {cell.assessed} assessed do not add up"
    for name, value in states.items():
        if abs(getattr(cell, name) - value) >= 5:
            yield f"{name} {getattr(cell, name)} instead of {value}"


def _is_just_below(one: float, other: float) -> bool:
    """Rounded outwards to a whole per cent."""
    return -1e-6 <= other - one < 0.01 + 1e-6


def _nearest_five(number: float) -> int:
    return 5 * floor(number / 5 + 0.5)


def _fives_together(numbers: list[int]) -> list[int]:
    """Down to fives; then those with most left over go up, until they add up to the rounded total."""
    found = [5 * (one // 5) for one in numbers]
    while sum(found) < _nearest_five(sum(numbers)):
        place = max(range(len(numbers)), key=lambda place: (numbers[place] - found[place], -place))
        found[place] += 5
    return found


Group = tuple[str, str, str]  # path, kind, post


@dataclass
class Shown:
    """What one person shows in one competency."""

    user: int
    groups: list[Group]  # the smallest first
    fte: float
    required: int
    p: float | None
    level: int


def _shown(snapshot: Snapshot) -> set[tuple[str, str, str, str]]:
    """Groups and competencies of which results are shown."""
    cells = SnapshotCell.objects.filter(group__snapshot=snapshot, hides="", assessed__gt=0)
    return set(cells.values_list("group__path", "group__kind", "group__post_code", "competency"))


def _expected(at: datetime, shown: set[tuple[str, str, str, str]]) -> dict[tuple[str, str, str, str], Figures]:
    evidence = _evidence(at)
    parents = {unit[: unit[:-1].rfind("/") + 1] for unit in _paths()}
    by_code: dict[str, list[Shown]] = defaultdict(list)
    for user, person in _people(at).items():
        groups = [(person.path, "post", person.post)]
        if person.path in parents:
            groups.append((person.path, "own", ""))
        ends = [end for end, sign in enumerate(person.path) if sign == "/"]
        groups += [(person.path[: end + 1], "subtree", "") for end in reversed(ends)]
        for code, (required, _) in person.demands.items():
            p, level = _estimate(evidence.get((user, code), []), required)
            by_code[code].append(Shown(user, groups, person.fte, required, p, level))
    found: dict[tuple[str, str, str, str], Figures] = defaultdict(Figures)
    for code, people in by_code.items():
        _veil(people, {group[:3] for group in shown if group[3] == code})
        for one in people:
            for group in one.groups:
                _count(found[(*group, code)], one.fte, one.p, one.level)
    return dict(found)


def _veil(people: list[Shown], shown: set[Group]) -> None:
    """Where all of a rest meet the demand, or none does, one is counted as just beyond the boundary."""
    rests: dict[Group, list[Shown]] = defaultdict(list)
    for one in people:
        around = next((group for group in one.groups if group in shown), None)
        if one.p is not None and around is not None:
            rests[around].append(one)
    for alike in rests.values():
        met = [one.p >= 0.75 for one in alike]
        if len(alike) > 1 and all(met):
            chosen = min(alike, key=lambda one: (-one.fte, one.p, one.user))
            chosen.p, chosen.level = 0.5, min(chosen.level, chosen.required - 1)
        elif len(alike) > 1 and not any(met):
            chosen = min(alike, key=lambda one: (-one.fte, -one.p, one.user))
            chosen.p, chosen.level = 0.75, max(chosen.level, chosen.required)


def _count(figures: Figures, fte: float, p: float | None, level: int) -> None:
    figures.people += 1
    figures.fte += fte
    if p is None:
        return
    figures.assessed_fte += fte
    figures.able_fte += fte * p
    figures.spread += fte * fte * p * (1 - p)
    figures.levels[level] += 1
    if p >= 0.75:
        figures.met += 1
    elif p <= 0.25:
        figures.gap += 1
    else:
        figures.undetermined += 1


def _estimate(pieces: list[tuple[str, float, float, float, float]], required: int) -> tuple[float | None, int]:
    """The probability that the demand is met, and the verified level; pieces are (kind, value, ceiling, age, H)."""
    spoken = [
        one
        for one in pieces
        if not (
            one[1] >= one[2] - 1
            and any(other[0] == one[0] and other[2] > one[2] and other[1] > one[1] for other in pieces)
        )
    ]
    if not any(KINDS[one[0]][3] for one in spoken):
        return None, 0
    precision, pull = 1 / 1.5, 2.5 / 1.5
    for kind, value, _, age, half_life in spoken:
        validity, bias, dependence, _ = KINDS[kind]
        same = sum(1 for other in spoken if other[0] == kind)
        variance = (1 / validity**2 - 1) * (1 + max(0.0, age) / half_life) * (1 + (same - 1) * dependence)
        precision += 1 / variance
        pull += (value - bias) / variance
    mean, sd = pull / precision, sqrt(1 / precision)
    reached = [level for level in range(1, 6) if _at_least(level, mean, sd) >= 0.75]
    return _at_least(required, mean, sd), max(reached, default=0)


def _at_least(level: int, mean: float, sd: float) -> float:
    return 0.5 * (1 + erf((mean - (level - 0.5)) / (sd * sqrt(2))))


def _evidence(at: datetime) -> dict[tuple[int, str], list[tuple[str, float, float, float, float]]]:
    current = Competency.objects.filter(framework__is_current=True)
    half_lives = {one.pk: (one.code, one.half_life_months) for one in current}
    found: dict[tuple[int, str], list[tuple[str, float, float, float, float]]] = defaultdict(list)
    for row in Evidence.objects.filter(observed_at__lte=at, superseded_at=None, competency_id__in=half_lives):
        code, half_life = half_lives[row.competency_id]
        age = (at - row.observed_at).total_seconds() / 86400 / 30.4375
        found[row.learner_id, code].append((row.kind, row.value, row.ceiling, age, half_life))
    return found


def _people(at: datetime) -> dict[int, Person]:
    day = timezone.localdate(at)
    demands = _demands(day)
    held: dict[int, list[RoleAssignment]] = defaultdict(list)
    in_force = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
    for row in RoleAssignment.objects.filter(in_force).select_related("unit", "post"):
        held[row.user_id].append(row)
    people = {}
    for user, rows in held.items():
        main = min(rows, key=lambda row: (-row.fte, row.starts_on, row.unit.path, row.post.code))
        strictest: dict[str, tuple[int, int]] = {}
        for row in rows:
            for code, (level, criticality) in demands.get(row.post_id, {}).items():
                known = strictest.get(code, (0, 0))
                strictest[code] = (max(level, known[0]), max(criticality, known[1]))
        fte = min(1.0, float(sum(row.fte for row in rows)))
        people[user] = Person(main.unit.path, main.post.code, fte, strictest)
    return people


def _demands(day: date) -> dict[int, dict[str, tuple[int, int]]]:
    latest: dict[int, RoleProfile] = {}
    for profile in RoleProfile.objects.filter(effective_from__lte=day).order_by("effective_from"):
        latest[profile.post_id] = profile
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for post, profile in latest.items():
        for row in RoleRequirement.objects.filter(profile=profile).select_related("competency"):
            found[post][row.competency.code] = (row.level, row.criticality)
    return found


def _paths() -> list[str]:
    return list(OrgUnit.objects.values_list("path", flat=True))
