"""My desk: what my post needs, what I have shown, the next best hour, what comes due. Thirteen statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from assessments.selectors.evidence_cube import standings_of
from assessments.selectors.levels import RECHECK_AFTER_MONTHS, Standing, is_recheck_due
from assessments.selectors.placements import last_placement
from assessments.selectors.results import attempts_of, runs_of
from certificates.domain.calendar import add_months
from certificates.domain.credential import State as CredentialState
from certificates.selectors.credentials import CredentialCard, credentials_of
from courses.selectors.pathway import NextStep, next_steps
from lms.competencies.domain.gaps import State
from lms.people.models import User

from ..domain.coverage import NINETY_PERCENT
from ..domain.deadlines import DueDate, Matter, coming_up
from .posts import HeldPost, posts_of

if TYPE_CHECKING:
    from assessments.models import Placement

STEPS_SHOWN = 3
RESULTS_SHOWN = 5
HIGHEST = 5.0  # levels


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A standing with the interval that its meter draws."""

    standing: Standing
    url: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class AreaLines:
    name: str
    lines: list[LevelLine]


@dataclass(frozen=True, slots=True)
class Result:
    """An examination sat or a case worked, done or still open."""

    code: str  # of the examination or case
    title: str
    kind: str  # "exam", "case", "practice" or "placement"
    on: datetime
    percent: int | None
    has_passed: bool | None
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    posts: list[HeldPost]
    critical: list[LevelLine]
    areas: list[AreaLines]
    counts: dict[str, int]  # state → competencies that the post demands
    steps: list[NextStep]
    to_resume: list[Result]
    shown: list[Result]
    due: list[DueDate]
    certificates: list[CredentialCard]
    has_been_placed: bool  # or is being placed

    @property
    def ending(self) -> list[CredentialCard]:
        """Certificates that expire within the time in which they should be renewed."""
        return [card for card in self.certificates if card.state is CredentialState.EXPIRES_SOON]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def has_demands(self) -> bool:
        return self.total > 0

    @property
    def has_shown_nothing(self) -> bool:
        return self.counts[State.NOT_ASSESSED] == self.total


def desk_of(user: User, at: datetime) -> Desk:
    today = timezone.localdate(at)
    held = posts_of(user, today)
    standings = standings_of({user.pk: held.required}, at)[user.pk]
    attempts, runs, placement = _attempts(user), _runs(user), last_placement(user)
    results = sorted([*(one for one, _ in attempts), *runs], key=lambda one: one.on, reverse=True)
    certificates = credentials_of(user, today)
    lines = [_line(one) for one in standings]
    demanded = [line for line in lines if line.standing.required]
    states = [line.standing.state for line in demanded]
    return Desk(
        posts=held.posts,
        critical=[line for line in demanded if line.standing.is_critical],
        areas=_by_area(lines),
        counts={state.value: states.count(state) for state in State},
        steps=next_steps(user, standings, passed=_passed(results))[:STEPS_SHOWN],
        to_resume=[*(one for one in results if one.is_open), *_open_placement(placement)],
        shown=[one for one in results if not one.is_open][:RESULTS_SHOWN],
        due=coming_up([*_renewals(attempts), *_rechecks(standings, today)], today),
        certificates=certificates,
        has_been_placed=placement is not None,
    )


def _line(standing: Standing) -> LevelLine:
    url = reverse("assessments:level", args=[standing.code])
    estimate = standing.estimate
    if not estimate.is_assessed:
        return LevelLine(standing, url, None, None)
    reach = NINETY_PERCENT * estimate.sd
    return LevelLine(standing, url, max(0.0, estimate.mean - reach), min(HIGHEST, estimate.mean + reach))


def _by_area(lines: Sequence[LevelLine]) -> list[AreaLines]:
    """Within an area critical ones first."""
    return [
        AreaLines(name, sorted(ones, key=lambda line: not line.standing.is_critical))
        for name, ones in groupby(lines, key=lambda line: str(line.standing.area_name))
    ]


def _attempts(user: User) -> list[tuple[Result, DueDate | None]]:
    """Each attempt, and for a pass when it has to be renewed."""
    found = []
    for attempt in attempts_of(user):
        title, is_open = str(attempt.examination.title), attempt.closed_at is None
        name, place = ("assessments:attempt", [1]) if is_open else ("assessments:result", [])
        result = Result(
            code=attempt.examination.code,
            title=title,
            kind="exam",
            on=attempt.closed_at or attempt.started_at,
            percent=round(100 * attempt.share) if attempt.is_scored else None,
            has_passed=attempt.has_passed,
            url=reverse(name, args=[attempt.public_id, *place]),
            is_open=is_open,
        )
        until = None
        if attempt.has_passed and attempt.closed_at:
            day = add_months(timezone.localdate(attempt.closed_at), attempt.examination.valid_months)
            page = reverse("assessments:examination", args=[attempt.examination.code])
            until = DueDate(day, Matter.EXAM_RENEWAL, title, page)
        found.append((result, until))
    return found


def _runs(user: User) -> list[Result]:
    rows = runs_of(user).defer("version__definition", "version__report", "result")
    return [
        Result(
            code=run.version.scenario.code,
            title=str(run.version.scenario.title),
            kind="case" if run.mode == "exam" else "practice",
            on=run.finished_at or run.started_at,
            percent=round(run.score) if run.score is not None else None,
            has_passed=run.has_passed,
            url=reverse(
                "assessments:case_debrief" if run.finished_at else "assessments:case_run", args=[run.public_id]
            ),
            is_open=run.finished_at is None,
        )
        for run in rows
    ]


def _open_placement(placement: "Placement | None") -> list[Result]:
    if placement is None or placement.closed_at is not None:
        return []
    return [
        Result(
            code="",
            title=gettext("Placement test"),
            kind="placement",
            on=placement.started_at,
            percent=None,
            has_passed=None,
            url=reverse("assessments:placement", args=[placement.public_id]),
            is_open=True,
        )
    ]


def _passed(results: Iterable[Result]) -> dict[str, datetime]:
    """Practice proves nothing."""
    return {one.code: one.on for one in results if one.has_passed and one.kind != "practice"}


def _renewals(attempts: Iterable[tuple[Result, DueDate | None]]) -> list[DueDate]:
    """Of several passes of one examination the latest counts."""
    latest: dict[str, DueDate] = {}
    for _, until in attempts:
        if until and (until.url not in latest or latest[until.url].on < until.on):
            latest[until.url] = until
    return list(latest.values())


def _rechecks(standings: Iterable[Standing], today: date) -> list[DueDate]:
    return [
        DueDate(
            add_months(timezone.localdate(one.last_evidence_at), RECHECK_AFTER_MONTHS),
            Matter.RECHECK,
            f"{one.code} {one.name}",
            reverse("assessments:level", args=[one.code]),
        )
        for one in standings
        if one.last_evidence_at and is_recheck_due(one, today)
    ]
