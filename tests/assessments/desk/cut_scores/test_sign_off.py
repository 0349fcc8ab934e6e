"""From the panel's cut to one in force: proposed by its convener, signed by a second person, for later days only."""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Attempt, CutProposal, CutScore
from assessments.selectors.examinations import cuts_in_force
from assessments.selectors.standard_setting.preview import consequences_of
from assessments.services.delivery import start_attempt, submit_attempt
from assessments.services.standard_setting.refusal import PanelRefused
from assessments.services.standard_setting.sign_off import propose, send_back, sign
from lms.base.models import AuditEvent
from tests.assessments.services.answers import answer

from .conftest import LATER, NOW, Status

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def proposal(closed, ann) -> CutProposal:
    return propose(panel=closed, effective_from=LATER, actor=ann, at=NOW)


def test_the_proposal_freezes_what_the_panel_found(proposal):
    assert proposal.share == pytest.approx(0.65)
    # The totals are 6.0, 6.2 … 7.0 of 10 points: SD .3742, over √6.
    assert proposal.standard_error == pytest.approx(0.01528, abs=1e-5)
    assert proposal.judges == 6


def test_a_signed_cut_holds_from_its_day_on(proposal, exam, rex):
    cut = sign(proposal=proposal, actor=rex, at=NOW)
    assert (cut.proposal.proposed_by.name, cut.proposal.decided_by.name) == ("Ann", "Rex")
    assert cuts_in_force(exam, LATER - timedelta(days=1)) == {1: 0.3, 2: 0.6}
    assert cuts_in_force(exam, LATER) == {1: 0.3, 2: pytest.approx(0.65)}
    proposal.panel.refresh_from_db()
    assert proposal.panel.status == Status.IN_FORCE


def test_a_new_cut_judges_only_sittings_that_begin_later(proposal, exam, rex, ada, cleo):
    """Both earn 6 of 10 points, which is the old cut; one begins a minute before the day, one on it."""
    sign(proposal=proposal, actor=rex, at=NOW)
    midnight = timezone.make_aware(datetime.combine(LATER, time()))
    before = start_attempt(examination=exam, learner=ada, session_key="desk", at=midnight - timedelta(minutes=1))
    after = start_attempt(examination=exam, learner=cleo, session_key="desk", at=midnight)
    for attempt in (before, after):
        answered(attempt, right=6)
    # Closed after the new cut has begun, and still judged by the one it began under.
    first = submit_attempt(attempt=before, at=midnight + timedelta(minutes=20))
    second = submit_attempt(attempt=after, at=midnight + timedelta(minutes=20))
    assert (first.share, first.has_passed) == (pytest.approx(0.6), True)
    assert (second.share, second.has_passed) == (pytest.approx(0.6), False)
    values = {who: evidence_value(attempt) for who, attempt in (("before", first), ("after", second))}
    assert values["before"] == pytest.approx(1.5)  # on the cut of level 2
    assert values["after"] < 1.5


def evidence_value(attempt: Attempt) -> float:
    """On the level scale, over all competencies of the sitting."""
    values = list(attempt.evidence.values_list("value", flat=True))
    return float(sum(values) / len(values))


def answered(attempt: Attempt, *, right: int) -> None:
    """Half of them on each competency, whatever was drawn where."""
    left = {"S1": right // 2, "P2": right // 2}
    for one in attempt.drawn.select_related("version__competency"):
        code = one.version.competency.code
        answer(attempt, one.position, "a" if left[code] > 0 else "b", at=attempt.started_at)
        left[code] -= 1


def test_nobody_signs_their_own_proposal(closed, both, ann, rex):
    closed.convener = both  # writes and reviews in the bank
    closed.save()
    proposal = propose(panel=closed, effective_from=LATER, actor=both, at=NOW)
    for person in (both, ann):  # Ann only writes there
        with pytest.raises(PanelRefused, match="reviewer"):
            sign(proposal=proposal, actor=person, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CutProposal.objects.update(decision="signed", decided_by=both, decided_at=NOW)
    assert sign(proposal=proposal, actor=rex, at=NOW).share == pytest.approx(0.65)


def test_a_judge_does_not_sign(proposal, rex):
    proposal.panel.judges.create(user=rex, expertise="reviewer")
    with pytest.raises(PanelRefused, match="sat on the panel"):
        sign(proposal=proposal, actor=rex, at=NOW)


@pytest.mark.parametrize("days", [0, -1])
def test_a_cut_never_reaches_back(closed, ann, days):
    with pytest.raises(PanelRefused, match="never reaches back"):
        propose(panel=closed, effective_from=TODAY + timedelta(days=days), actor=ann, at=NOW)


def test_a_proposal_that_waited_past_its_day_is_not_signed(proposal, rex):
    with pytest.raises(PanelRefused, match="never reaches back"):
        sign(proposal=proposal, actor=rex, at=NOW + timedelta(days=14))
    assert not CutScore.objects.filter(proposal=proposal).exists()


def test_a_shift_is_explained_and_held_to_one_error_of_measurement(closed, ann, rex):
    # At 65 % of ten items the error is √(6.5 · 3.5 / 9) / 10 = 15.9 points of a hundred.
    for shift, reason, match in ((-0.16, "scarce staff", "may not exceed"), (-0.1, " ", "needs a reason")):
        with pytest.raises(PanelRefused, match=match):
            propose(panel=closed, effective_from=LATER, shift=shift, reason=reason, actor=ann, at=NOW)
    proposal = propose(panel=closed, effective_from=LATER, shift=-0.1, reason="first year", actor=ann, at=NOW)
    assert sign(proposal=proposal, actor=rex, at=NOW).share == pytest.approx(0.55)


def test_cuts_of_the_levels_stay_in_order(closed, exam, ann):
    CutScore.objects.create(examination=exam, level=1, share=0.7, method="test", effective_from=TODAY)
    with pytest.raises(PanelRefused, match="rise one above the other"):
        propose(panel=closed, effective_from=LATER, actor=ann, at=NOW)


def test_a_returned_proposal_says_why_and_may_be_made_again(proposal, closed, ann, rex):
    with pytest.raises(PanelRefused, match="waits"):
        propose(panel=closed, effective_from=LATER, actor=ann, at=NOW)
    with pytest.raises(PanelRefused, match="comment"):
        send_back(proposal=proposal, comment=" ", actor=rex, at=NOW)
    assert send_back(proposal=proposal, comment="Too early.", actor=rex, at=NOW).comment == "Too early."
    with pytest.raises(PanelRefused, match="decided already"):
        sign(proposal=proposal, actor=rex, at=NOW)
    assert propose(panel=closed, effective_from=LATER + timedelta(days=30), actor=ann, at=NOW).decision == "waiting"


def test_consequences_are_counts_of_sittings_and_silent_below_ten(exam, ada):
    for place in range(10):
        if place == 9:
            assert consequences_of(exam, {2: 0.65}, LATER) == (9, None)
        Attempt.objects.create(
            learner=ada,
            examination=exam,
            status=Attempt.Status.SUBMITTED,
            started_at=NOW,
            deadline=NOW,
            closed_at=NOW,
            seed=1,
            score=place,
            max_score=10,
        )
    sittings, lines = consequences_of(exam, {2: 0.65}, LATER)
    assert sittings == 10
    assert [(one.level, one.reached_before, one.reached_after) for one in lines] == [(1, 7, 7), (2, 4, 3)]


def test_the_log_tells_every_act_and_no_rating(proposal, rex):
    sign(proposal=proposal, actor=rex, at=NOW)
    events = AuditEvent.objects.filter(action__regex=r"^(panel|cut_score)\.").order_by("sequence")
    acts = [event.action for event in events]
    assert acts[0] == "panel.convened" and acts.count("panel.judge_appointed") == 6
    assert acts[-5:] == [
        "panel.round_1",
        "panel.discussion",
        "panel.closed",
        "cut_score.proposed",
        "cut_score.signed",
    ]
    assert events.last().detail["percent"] == "65.0"
