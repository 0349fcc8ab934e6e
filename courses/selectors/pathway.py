"""The next steps of one person, in words and with links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.selectors.levels import Standing
from lms.people.models import User

from ..domain.pathways import Action, Need, Offer, Step
from ..domain.pathways import next_steps as order_steps
from ..domain.structure import CourseStructure
from .lessons import OutlineEntry, outline
from .progress import Footprints, footprints_of
from .structure import all_courses, current_editions

HOUR = 60  # minutes
COMPETENCIES_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    title: str
    url: str
    why: str
    minutes: int  # of the piece offered now, not of the whole course
    course_code: str
    action: Action


def next_steps(user: User, standings: Sequence[Standing], *, passed: Mapping[str, datetime]) -> list[NextStep]:
    """Best first; the first is the next best hour. Only courses with content are offered.

    `passed` tells when each examination or case was passed last: the desk has them in hand.
    """
    structures = all_courses(get_language() or "en", current=current_editions())
    return steps_from(standings, structures, footprints_of(user, passed=passed))


def steps_from(
    standings: Sequence[Standing], structures: Mapping[str, CourseStructure], footprints: Footprints
) -> list[NextStep]:
    """The same from what is known, or supposed, of the person's progress."""
    steps = order_steps(_needs(standings), [_offer(one, footprints) for one in structures.values()])
    names = {standing.code: str(standing.name) for standing in standings}
    return [_in_words(step, structures, footprints, names) for step in steps]


def _needs(standings: Sequence[Standing]) -> list[Need]:
    return [
        Need(
            competency=standing.code,
            required=standing.required,
            verified=standing.verified_level,
            criticality=standing.criticality,
            state=standing.state,
        )
        for standing in standings
        if standing.required is not None
    ]


def _offer(structure: CourseStructure, footprints: Footprints) -> Offer:
    completion = footprints.completion(structure)
    return Offer(
        code=structure.code,
        claims=structure.claim_levels,
        all_of=frozenset(structure.all_of),
        any_of=frozenset(structure.any_of),
        hours_left=structure.hours * completion.share_left,
        stage=completion.stage,
        has_content=structure.has_content,
        has_evidence_task=bool(structure.examination_code or structure.scenario_code),
    )


def _in_words(
    step: Step, structures: Mapping[str, CourseStructure], footprints: Footprints, names: Mapping[str, str]
) -> NextStep:
    structure = structures[step.code]
    if step.action is Action.EXAMINE:
        url = reverse("courses:course", args=[structure.code]) + "#assessment"
        title = _("Show what you have learned: %(course)s") % {"course": structure.title}
        return _step(step, title=title, url=url, why=_why(step, structures, names), minutes=HOUR)
    entry = _next_entry(structure, footprints)
    if entry is None:
        url = reverse("courses:course", args=[structure.code])
        return _step(step, title=structure.title, url=url, why=_why(step, structures, names), minutes=HOUR)
    title = _("%(course)s: %(lesson)s") % {"course": structure.title, "lesson": entry.lesson.title}
    return _step(
        step,
        title=title,
        url=entry.resume_url,
        why=_why(step, structures, names),
        minutes=max(1, entry.state.minutes_left),
    )


def _next_entry(structure: CourseStructure, footprints: Footprints) -> OutlineEntry | None:
    upcoming = footprints.upcoming(structure)
    return next((one for one in outline(structure, footprints) if one.lesson.key == upcoming), None)


def _step(step: Step, *, title: str, url: str, why: str, minutes: int) -> NextStep:
    return NextStep(title=title, url=url, why=why, minutes=minutes, course_code=step.code, action=step.action)


def _why(step: Step, structures: Mapping[str, CourseStructure], names: Mapping[str, str]) -> str:
    served = _(", ").join(names.get(code, code) for code in step.serves[:COMPETENCIES_NAMED])
    if step.opens:
        words = {"course": structures[step.opens].title, "competencies": served}
        return _("Comes before “%(course)s”, which your post needs for: %(competencies)s") % words
    if step.action is Action.EXAMINE:
        return _("No lesson is left; evidence is still missing for: %(competencies)s") % {"competencies": served}
    if step.action is Action.CONTINUE:
        return _("Begun already, and your post needs it for: %(competencies)s") % {"competencies": served}
    return _("Your post needs it for: %(competencies)s") % {"competencies": served}
