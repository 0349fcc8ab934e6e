"""Who takes part in the simulated past of the starter academy, how able they are, and when they sit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from lms.competencies.selectors.demands import requirements_of_posts
from lms.people.models import RoleAssignment, User

from ..domain.casework.scenario import Scenario as Script
from ..domain.timetable import RENEWAL, Window, retries
from ..models import Attempt, Examination
from .exam_history import ExamHall, Records, Sitter, store

SEED = 20_240_508
MONTHS = 18
EVERYBODY, FRONT_LINE = "G-02", "F-11"

# Levels by which people stand above (or below) what their posts demand, by level of administration: a divide to find.
STANDING = {"province": 0.25, "city": 0.05, "county": -0.3, "township": -0.6}
SPREAD_OF_PEOPLE, SPREAD_OF_SKILLS = 0.5, 0.45  # standard deviations, in levels

# Share of a unit's people who take part; some units have hardly begun, and the map must say so.
TAKING_PART = {"province": 0.95, "city": 0.9, "county": 0.85, "township": 0.65}
HARDLY_BEGUN = {"XT05": 0.1, "YT07": 0.0, "Y05": 0.2, "X08": 0.15}
FRONT_LINE_COURSE = {"CC": 0.8, "AO": 0.7, "HA": 0.3}
# In which people read; the few who read English are those who often work with partners abroad.
LANGUAGES = {"zh-hant": 0.66, "zh-hans": 0.27, "en": 0.07}
WAIT_FOR_COURSE = (timedelta(days=20), timedelta(days=150))
RENEWS, TRIES_AGAIN = 0.75, 0.85
CASE_WORKERS = 60  # of each case but the front line's: enough for a panel and for the spread of decisions


@dataclass(frozen=True, slots=True)
class Character:
    """A person of the roster as the simulation sees them."""

    sitter: Sitter
    post: str
    since: date  # when the post began
    takes_part: bool


@dataclass(slots=True)
class Past:
    """What was made: examinations, and who is ready to work cases from when."""

    records: Records = field(default_factory=Records)
    at_the_counter: list[tuple[Sitter, datetime]] = field(default_factory=list)  # passed the course of the front line
    everywhere: list[tuple[Sitter, datetime]] = field(default_factory=list)  # passed what everybody has to

    def workers_of(self, script: Script, rng: Random) -> list[tuple[Sitter, datetime]]:
        """A few, who in their posts have come furthest in what the case asks for."""
        claimed = [claim.competency for claim in script.claims]
        drawn = rng.sample(self.everywhere, len(self.everywhere))
        return sorted(drawn, key=lambda one: -sum(one[0].ability.get(code, 0) for code in claimed))[:CASE_WORKERS]


def has_history() -> bool:
    return Attempt.objects.filter(learner__is_demo=False).exists()


def window_until(until: datetime) -> Window:
    return Window(until - timedelta(days=MONTHS * 30), until - timedelta(hours=2), timezone.get_default_timezone())


def simulate_examinations(*, until: datetime, rng: Random) -> Past:
    """Make and store all attempts of the past months."""
    window = window_until(until)
    halls = {one.code: ExamHall(one, rng) for one in Examination.objects.filter(code__in=[EVERYBODY, FRONT_LINE])}
    past = Past()
    for character in characters(until, rng):
        in_post = window.since(character.since)
        if character.takes_part and not in_post.is_empty:
            _live(character, halls, window=in_post, past=past, rng=rng)
    store(past.records)
    return past


def characters(on: datetime, rng: Random) -> Iterator[Character]:
    """Everybody with a post, in a fixed order, each with abilities around what the post demands."""
    demands = requirements_of_posts(timezone.localdate(on))
    rows = (
        RoleAssignment.objects.current()
        .filter(user__is_demo=False)
        .select_related("user", "unit", "post")
        .order_by("user__employee_number", "pk")
    )
    for row in rows:
        person = STANDING[row.unit.level] + rng.gauss(0, SPREAD_OF_PEOPLE)
        ability = {
            one.competency: one.level + person + rng.gauss(0, SPREAD_OF_SKILLS) for one in demands.get(row.post_id, [])
        }
        share = HARDLY_BEGUN.get(row.unit.code, TAKING_PART[row.unit.level])
        sitter = Sitter(row.user, ability, reading_language(row.user))
        yield Character(sitter, row.post.code, row.starts_on, rng.random() < share)


def reading_language(user: User) -> str:
    """Always the same of a person; drawn apart from everything else, so that nothing else depends on it."""
    rng = Random(f"{SEED} {user.employee_number}")  # noqa: S311
    return rng.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]


def _live(character: Character, halls: dict[str, ExamHall], *, window: Window, past: Past, rng: Random) -> None:
    first = window.moment(rng)
    last = _sit(character, halls[EVERYBODY], first, window=window, past=past, rng=rng)
    if last is not None and last.has_passed:
        again = window.after(last.started_at, RENEWAL, rng)
        if again < window.ends and rng.random() < RENEWS:
            _sit(character, halls[EVERYBODY], again, window=window, past=past, rng=rng)
        past.everywhere.append((character.sitter, last.started_at))
    if rng.random() < FRONT_LINE_COURSE.get(character.post, 0):
        begins = window.after(first, WAIT_FOR_COURSE, rng)
        course = _sit(character, halls[FRONT_LINE], begins, window=window, past=past, rng=rng)
        if course is not None and course.has_passed:
            past.at_the_counter.append((character.sitter, course.started_at))


def _sit(
    character: Character, hall: ExamHall, first: datetime, *, window: Window, past: Past, rng: Random
) -> Attempt | None:
    if first >= window.ends:
        return None
    tries = 3 if rng.random() < TRIES_AGAIN else 1
    moments = [moment for moment, _ in zip(retries(window, first, rng), range(tries), strict=False)]
    return hall.sit(character.sitter, moments, past.records)
