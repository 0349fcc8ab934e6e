"""Everything the rules ask about people, for one or for thousands in the same few queries."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeVar

from django.utils import timezone

from assessments.domain.weighing import Weighing
from assessments.selectors.level_models import level_models
from assessments.selectors.results import PassedCase, PassedExam, evidence_of, passed_cases, passed_exams
from lms.competencies.selectors.framework import competencies
from lms.people.selectors.requirements import demanded_of

from ..domain.award_rules import Pass, parse_rule
from ..domain.awarding import Held, History, Observation, Offer
from ..models import Achievement, Credential

T = TypeVar("T")
logger = logging.getLogger(__name__)


def current_achievements() -> list[Achievement]:
    """Without those that name competencies of an older framework: nobody could say today what they attest."""
    known = competencies().keys()
    rows = list(Achievement.objects.filter(is_current=True))
    outdated = [one.code for one in rows if not _named_by(one) <= known]
    if outdated:
        logger.error("Not offered, since the framework has not all their competencies: %s", ", ".join(outdated))
    return [one for one in rows if one.code not in outdated]


def _named_by(achievement: Achievement) -> frozenset[str]:
    return parse_rule(achievement.rule).competencies | frozenset(achievement.attests)


def offer_of(achievement: Achievement) -> Offer:
    return Offer(code=achievement.code, rule=parse_rule(achievement.rule), validity_months=achievement.validity_months)


def histories_of(learner_ids: Collection[int]) -> dict[int, History]:
    """Learner → history; people who have shown nothing are left out."""
    examinations = _by_learner((one.learner_id, _exam_pass(one)) for one in passed_exams(learner_ids))
    cases = _by_learner((one.learner_id, _case_pass(one)) for one in passed_cases(learner_ids))
    held = _held(learner_ids)
    demanded, models = demanded_of(learner_ids, timezone.localdate()), level_models()
    half_lives = {card.code: float(card.half_life_months) for card in competencies().values()}
    return {
        learner_id: History(
            examinations=examinations.get(learner_id, ()),
            cases=cases.get(learner_id, ()),
            observations=[
                Observation(
                    competency=one.competency, kind=one.kind, value=one.value, at=one.observed_at, ceiling=one.ceiling
                )
                for one in evidence
            ],
            held=held.get(learner_id, ()),
            weighing=Weighing(models, half_lives, demanded.get(learner_id, frozenset())),
        )
        for learner_id, evidence in evidence_of(learner_ids).items()
    }


def _held(learner_ids: Collection[int]) -> dict[int, list[Held]]:
    rows = Credential.objects.filter(learner_id__in=learner_ids).values_list(
        "learner_id", "achievement__code", "basis", "issued_at", "valid_until", "revocation__revoked_at"
    )
    return _by_learner(
        (
            learner_id,
            Held(code=code, basis=tuple(basis), issued_at=issued_at, valid_until=until, revoked_at=revoked_at),
        )
        for learner_id, code, basis, issued_at, until, revoked_at in rows
    )


def _by_learner(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for learner_id, one in pairs:
        found[learner_id].append(one)
    return dict(found)


def _exam_pass(one: PassedExam) -> Pass:
    return Pass(
        code=one.code,
        title=one.title,
        at=one.closed_at,
        basis=f"attempt:{one.attempt_public_id}",
        is_supervised=one.is_invigilated,
    )


def _case_pass(one: PassedCase) -> Pass:
    return Pass(code=one.code, title=one.title, at=one.finished_at, basis=f"run:{one.run_public_id}")
