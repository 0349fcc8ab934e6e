"""What has been passed, and the evidence behind it: for the apps that certify, plan and report."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ..domain.levels import EvidenceKind
from ..models import Attempt, AttemptResult, CaseRun, Evidence, Examination, Scenario
from .examinations import attempts_of as attempts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedExam:
    learner_id: int
    attempt_public_id: UUID
    code: str
    title: LocalizedText
    closed_at: datetime
    is_invigilated: bool
    score_share: float  # of the maximum, 0 to 1
    cut_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedCase:
    learner_id: int
    run_public_id: UUID
    code: str
    title: LocalizedText
    finished_at: datetime
    score_share: float  # 0 to 1
    has_critical_breach: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvidence:
    competency: str
    kind: EvidenceKind
    value: float  # on the level scale
    ceiling: float  # the most that the instrument can show
    observed_at: datetime


def passed_exams(learner_ids: Collection[int]) -> list[PassedExam]:
    """Every pass of these people, oldest first."""
    return [_passed_exam(row) for row in _passed_attempts(learner_ids).order_by("closed_at", "pk")]


def passed_cases(learner_ids: Collection[int]) -> list[PassedCase]:
    """Every pass in examination mode, oldest first."""
    return [_passed_case(row) for row in _passed_runs(learner_ids).order_by("finished_at", "pk")]


def evidence_of(learner_ids: Collection[int]) -> dict[int, list[DatedEvidence]]:
    """Learner → all evidence, oldest first."""
    code_of = {card.pk: code for code, card in competencies().items()}
    found: dict[int, list[DatedEvidence]] = defaultdict(list)
    rows = Evidence.objects.in_force().filter(learner_id__in=learner_ids).order_by("observed_at", "pk")
    for row in rows.only("learner_id", "competency_id", "kind", "value", "ceiling", "observed_at"):
        if row.competency_id in code_of:
            found[row.learner_id].append(
                DatedEvidence(
                    competency=code_of[row.competency_id],
                    kind=EvidenceKind(row.kind),
                    value=row.value,
                    ceiling=row.ceiling,
                    observed_at=row.observed_at,
                )
            )
    return dict(found)


def people_with_evidence() -> list[int]:
    return list(Evidence.objects.in_force().order_by("learner_id").values_list("learner_id", flat=True).distinct())


def public_ids_of(attempt_ids: Collection[int]) -> dict[int, UUID]:
    return dict(Attempt.objects.filter(pk__in=attempt_ids).values_list("pk", "public_id"))


def runs_of(user: User) -> QuerySet[CaseRun]:
    """Latest first, without test plays."""
    runs = CaseRun.objects.filter(learner=user).exclude(mode=CaseRun.Mode.TEST)
    return runs.select_related("version__scenario").order_by("-started_at")


def examination_titles(codes: Iterable[str]) -> dict[str, LocalizedText]:
    return dict(Examination.objects.filter(code__in=codes).values_list("code", "title"))


def scenario_titles(codes: Iterable[str]) -> dict[str, LocalizedText]:
    return dict(Scenario.objects.filter(code__in=codes).values_list("code", "title"))


def _passed_attempts(learner_ids: Collection[int]) -> QuerySet[Attempt]:
    found = Attempt.objects.filter(learner_id__in=learner_ids, has_passed=True, closed_at__isnull=False)
    return found.filter(set_aside_at=None).select_related("examination")


def _passed_runs(learner_ids: Collection[int]) -> QuerySet[CaseRun]:
    return (
        CaseRun.objects.filter(
            learner_id__in=learner_ids, mode=CaseRun.Mode.EXAM, has_passed=True, finished_at__isnull=False
        )
        .select_related("version__scenario")
        .defer("version__definition", "version__report", "result")
    )


def _passed_exam(row: Attempt) -> PassedExam:
    assert row.closed_at is not None  # noqa: S101  (the query leaves open attempts out)
    return PassedExam(
        learner_id=row.learner_id,
        attempt_public_id=row.public_id,
        code=row.examination.code,
        title=row.examination.title,
        closed_at=row.closed_at,
        is_invigilated=row.is_invigilated,
        score_share=row.share,
        cut_share=float(row.cuts.get(str(row.examination.level), 0.0)),
    )


def _passed_case(row: CaseRun) -> PassedCase:
    assert row.finished_at is not None  # noqa: S101  (the query leaves open runs out)
    return PassedCase(
        learner_id=row.learner_id,
        run_public_id=row.public_id,
        code=row.version.scenario.code,
        title=row.version.scenario.title,
        finished_at=row.finished_at,
        score_share=(row.score or 0.0) / 100,
        has_critical_breach=bool(row.has_critical_breach),
    )


def passed_sittings() -> dict[str, int]:
    """`attempt:…` and `run:…`, as credentials name their basis, of everything ever passed → learner.

    A pass that a regrade took back or people set aside was one: what rests on it is genuine until two people revoke it.
    """
    once = AttemptResult.objects.filter(has_passed=True)
    attempts = Attempt.objects.filter(Q(has_passed=True) | Q(pk__in=once.values("attempt_id"))).values_list(
        "public_id", "learner_id"
    )
    runs = CaseRun.objects.filter(has_passed=True, mode=CaseRun.Mode.EXAM).values_list("public_id", "learner_id")
    return {
        **{f"attempt:{public_id}": learner_id for public_id, learner_id in attempts.iterator()},
        **{f"run:{public_id}": learner_id for public_id, learner_id in runs.iterator()},
    }
