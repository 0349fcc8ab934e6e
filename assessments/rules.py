"""What of measuring each role may see. Candidates see their own; keys have no rule, so no view can fetch them."""

from django.db.models import Q, QuerySet

from lms.people.access import rule, scope_of
from lms.people.models import Role, User
from lms.people.selectors.posted import people_in

from .contest_permissions import contests_for
from .evidence_permissions import certificates_for, portfolios_for
from .models import (
    Accommodation,
    Artefact,
    Attempt,
    CaseRun,
    ConductCase,
    Evidence,
    EvidenceContest,
    EvidenceEntry,
    Examination,
    ExamSession,
    ItemBank,
    Judge,
    LevelModelVersion,
    Panel,
    Placement,
    Rater,
    Scenario,
    ScenarioDraft,
    ScenarioPanel,
)
from .selectors.conduct.cases import own_cases
from .selectors.standard_setting.grading import raterships_of
from .selectors.standard_setting.judging import judgeships_of


@rule(Attempt)
def visible_attempts(user: User) -> QuerySet[Attempt]:
    return Attempt.objects.filter(learner=user).select_related("examination")


@rule(Accommodation)
def visible_accommodations(user: User) -> QuerySet[Accommodation]:
    """Of the people in one's units; never one's own, which the page of the examination shows without the reason."""
    people = people_in(scope_of(user, Role.HR_VIEWER, Role.TRAINING_MANAGER, Role.AUDITOR))
    return Accommodation.objects.filter(learner__in=people).exclude(learner=user)


@rule(ExamSession)
def visible_sessions(user: User) -> QuerySet[ExamSession]:
    """Those that one invigilates, and those of one's units for who opens or audits them. Candidates see none."""
    scope = scope_of(user, Role.TRAINING_MANAGER, Role.HR_VIEWER, Role.AUDITOR)
    own = ExamSession.invigilators.through.objects.filter(user=user).values("examsession_id")
    found = ExamSession.objects.filter(Q(pk__in=own) | scope.condition("unit__path"))
    return found.exclude(seats__learner=user).select_related("unit", "examination")


@rule(ConductCase)
def visible_cases_of_conduct(user: User) -> QuerySet[ConductCase]:
    """One's own. The reviewers of the bank come through its examination: see `selectors.conduct.cases`."""
    return own_cases(user)


@rule(CaseRun)
def visible_runs(user: User) -> QuerySet[CaseRun]:
    return CaseRun.objects.filter(learner=user)


@rule(Placement)
def visible_placements(user: User) -> QuerySet[Placement]:
    return Placement.objects.filter(learner=user)


@rule(ItemBank)
def visible_banks(user: User) -> QuerySet[ItemBank]:
    """Banks owned by a unit in which the user writes or reviews."""
    return ItemBank.objects.filter(scope_of(user, Role.AUTHOR, Role.REVIEWER).condition("unit__path"))


@rule(Scenario)
def visible_scenarios(user: User) -> QuerySet[Scenario]:
    return Scenario.objects.filter(scope_of(user, Role.AUTHOR, Role.REVIEWER).condition("unit__path"))


@rule(ScenarioDraft)
def visible_drafts(user: User) -> QuerySet[ScenarioDraft]:
    """Read by all who write or review in the unit; changed by its authors alone."""
    drafts = ScenarioDraft.objects.filter(scope_of(user, Role.AUTHOR, Role.REVIEWER).condition("unit__path"))
    return drafts.select_related("unit", "scenario", "started_by", "edited_by")


@rule(Examination)
def examinations_at_desk(user: User) -> QuerySet[Examination]:
    """Those drawn from the user's banks. Sitting one needs no right: its page asks `permission_to_start`."""
    banks = scope_of(user, Role.AUTHOR, Role.REVIEWER).condition("bank__unit__path")
    return Examination.objects.filter(banks).select_related("bank__unit")


@rule(Panel)
def panels_at_desk(user: User) -> QuerySet[Panel]:
    """Panels on the user's banks. Judges have no right here: they meet theirs through `Judge`."""
    banks = scope_of(user, Role.AUTHOR, Role.REVIEWER).condition("examination__bank__unit__path")
    return Panel.objects.filter(banks).select_related("examination__bank__unit", "convener")


@rule(Judge)
def own_judgeships(user: User) -> QuerySet[Judge]:
    return judgeships_of(user)


@rule(ScenarioPanel)
def scenario_panels_at_desk(user: User) -> QuerySet[ScenarioPanel]:
    scenarios = scope_of(user, Role.AUTHOR, Role.REVIEWER).condition("version__scenario__unit__path")
    return ScenarioPanel.objects.filter(scenarios).select_related("version__scenario__unit", "convener")


@rule(Rater)
def own_raterships(user: User) -> QuerySet[Rater]:
    return raterships_of(user)


@rule(Evidence)
def own_evidence(user: User) -> QuerySet[Evidence]:
    return Evidence.objects.filter(learner=user).select_related("competency")


@rule(EvidenceEntry)
def visible_entries(user: User) -> QuerySet[EvidenceEntry]:
    """One's own, and what one entered about others. Raters and checkers come through their queues."""
    entries = EvidenceEntry.objects.filter(Q(learner=user) | Q(entered_by=user))
    return entries.select_related("learner", "competency", "entered_by", "certificate__mapping")


@rule(Artefact)
def visible_artefacts(user: User) -> QuerySet[Artefact]:
    """Of entries that one may see, of portfolios that one took, and of what one has to check or decide."""
    taken = portfolios_for(user).filter(ratings__rater=user, status=EvidenceEntry.Status.WAITING)
    checked = certificates_for(user).filter(status=EvidenceEntry.Status.WAITING)
    contested = contests_for(user).filter(status=EvidenceContest.Status.OPEN)
    return Artefact.objects.filter(
        Q(entry__in=visible_entries(user).values("pk"))
        | Q(entry__in=taken.values("pk"))
        | Q(entry__in=checked.values("pk"))
        | Q(entry__in=contested.values("evidence__entry_id"))
    ).select_related("entry")


@rule(EvidenceContest)
def own_contests(user: User) -> QuerySet[EvidenceContest]:
    """The person's own. Those who decide come through `contest_permissions.contests_for`."""
    return EvidenceContest.objects.filter(evidence__learner=user).select_related("evidence", "decided_by")


@rule(LevelModelVersion)
def visible_level_models(user: User) -> QuerySet[LevelModelVersion]:
    """It is one table for the whole administration."""
    scope = scope_of(user, Role.ADMINISTRATOR, Role.AUDITOR)
    return LevelModelVersion.objects.all() if scope.is_everything else LevelModelVersion.objects.none()
