"""Who judges and who invigilates at the moment: the navigation leads them there without a role."""

from collections.abc import Collection

from lms.people.services.duties import keep_duty

from ..models import ExamSession, Judge, Panel, Rater, ScenarioPanel

PANELS, SESSIONS = "panels", "sessions"
JUDGED_IN = (Panel.Status.ROUND_1, Panel.Status.DISCUSSION, Panel.Status.ROUND_2)


def refresh_panel_duties(people: Collection[int]) -> None:
    """After a panel of theirs began, ended or let them go."""
    judging = Judge.objects.filter(user__in=people, panel__status__in=JUDGED_IN).values_list("user_id", flat=True)
    rating = Rater.objects.filter(user__in=people, panel__status=ScenarioPanel.Status.RATING)
    keep_duty(PANELS, people=people, doing={*judging, *rating.values_list("user_id", flat=True)})


def refresh_session_duties(people: Collection[int]) -> None:
    """After a session of theirs was set up or closed."""
    open_ones = ExamSession.objects.filter(closed_at=None, invigilators__in=people)
    keep_duty(SESSIONS, people=people, doing=set(open_ones.values_list("invigilators", flat=True)))
