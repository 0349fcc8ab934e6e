from http import HTTPStatus
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from analytics.domain.report.workflow import Status, Step
from analytics.models import Snapshot, UnitAction, UnitReport
from analytics.models.frozen import FrozenRow
from analytics.services.reports.drafting import (
    AlreadyDrafted,
    ReportRefused,
    SnapshotPasses,
    correct_report,
    draft_report,
    judge_report,
)
from analytics.services.reports.settling import Incomplete, NotTheirs, decide_report, seal_of, take_step
from analytics.services.snapshots import take_snapshot
from lms.base.models import AuditEvent

pytestmark = pytest.mark.django_db


def url(report, view="report"):
    return reverse(f"analytics:{view}", args=[report.public_id])


def step(client, report, name, **more):
    return client.post(url(report, "report_step"), {"step": name, **more})


def test_the_whole_way_takes_two_people_and_ends_with_actions(as_, quarter, units, hua, max_, now):
    wanted = {"unit": units["X"].public_id, "at": quarter.public_id}
    as_(hua).post(reverse("analytics:report_draft"), wanted)
    report = UnitReport.objects.get()
    form = as_(hua).get(url(report, "report_edit")).content.decode()
    assert "Unit X1" in form
    answers = {"targets-critical_coverage": 75, "targets-single_points": 0, "targets-assessed_share": 60}
    for place in range(len(report.figures["gaps"])):
        answers |= {
            f"gap{place}-service": "=Registration <b>of firms</b>",
            f"gap{place}-option": "train",
            f"gap{place}-owner": "max@example.org",
            f"gap{place}-due": "2027-03-01",
            f"gap{place}-cost": "12000",
        }
    assert as_(hua).post(url(report, "report_edit"), answers).status_code == HTTPStatus.FOUND
    assert step(as_(hua), report, "review").status_code == HTTPStatus.NOT_FOUND
    for name in ("review", "sign", "publish"):
        assert step(as_(max_), report, name).status_code == HTTPStatus.FOUND
    page = as_(hua).get(url(report)).content.decode()
    assert "Signed by Max" in page
    assert "&lt;b&gt;of firms" in page and "<b>of firms" not in page
    assert "at least 75 %" in page
    assert step(as_(max_), report, "decide", letter="A", remark="Go on.").status_code == HTTPStatus.FOUND
    action = UnitAction.objects.get()
    assert (action.owner, action.due_on.isoformat(), action.unit, action.cost) == (
        max_,
        "2027-03-01",
        units["X1"],
        12000,
    )
    assert "Max chose A" in as_(hua).get(url(report)).content.decode()
    assert step(as_(max_), report, "decide", letter="B").status_code == HTTPStatus.NOT_FOUND
    done = AuditEvent.objects.filter(action__startswith="report.").values_list("action", flat=True)
    assert set(done) == {f"report.{one}" for one in ["drafted", "judged", "reviewed", "signed", "published", "decided"]}


def test_readers_meet_it_once_it_is_published_and_strangers_never(
    as_, client, judged, max_, ben, ada, hua, ola, iris, now
):
    for who, before in ((hua, 200), (max_, 200), (iris, 404), (ben, 404), (ada, 404), (ola, 404)):
        assert as_(who).get(url(judged)).status_code == before
    for one in (Step.REVIEW, Step.SIGN, Step.PUBLISH):
        take_step(report=judged, step=one, by=max_, at=now)
    for who, after in ((hua, 200), (iris, 200), (ben, 404), (ada, 404), (ola, 404)):
        assert as_(who).get(url(judged)).status_code == after
        for kind in ("pdf", "docx"):
            address = reverse("analytics:report_file", args=[judged.public_id, kind])
            assert after == HTTPStatus.OK or as_(who).get(address).status_code == after
    assert reverse("analytics:report", args=[judged.public_id]) not in as_(ola).get("/hr/report/").content.decode()
    assert step(as_(iris), judged, "correct").status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert client.get(url(judged)).status_code == HTTPStatus.FOUND


def test_only_writers_in_reach_draft_judge_and_set_calendars(as_, quarter, units, report, ben, max_, ola, iris):
    wanted = {"unit": units["X"].public_id, "at": quarter.public_id}
    for who in (ben, max_, ola, iris):
        assert as_(who).post(reverse("analytics:report_draft"), wanted).status_code == HTTPStatus.NOT_FOUND
        assert as_(who).get(url(report, "report_edit")).status_code == HTTPStatus.NOT_FOUND
        calendar = reverse("analytics:budget_calendar", args=[units["X"].public_id])
        assert as_(who).get(calendar).status_code == HTTPStatus.NOT_FOUND


def test_neither_the_figures_nor_the_published_report_change_afterwards(published, hua, max_, now, quarter, units):
    figures, seal = published.figures, published.seal
    assert seal == seal_of(published)
    with pytest.raises(ReportRefused):
        judge_report(report=published, judgement={}, by=hua, at=now)
    with pytest.raises(NotTheirs):
        take_step(report=published, step=Step.SEND_BACK, by=max_, at=now)
    with pytest.raises(FrozenRow):
        UnitReport.objects.get().save()
    take_snapshot(at=now, occasion=Snapshot.Occasion.REQUEST)
    held = UnitReport.objects.get()
    assert (held.figures, held.seal) == (figures, seal)
    with pytest.raises(AlreadyDrafted):
        draft_report(unit=units["X"], snapshot=quarter, by=hua, at=now)
    corrected = correct_report(report=published, by=hua, at=now)
    assert (corrected.edition, corrected.status, corrected.figures) == (2, Status.DRAFT, figures)


def test_the_database_too_refuses_to_let_the_author_sign(report, hua, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitReport.objects.filter(pk=report.pk).update(signed_by=hua)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitReport.objects.filter(pk=report.pk).update(status="published")


def test_an_unfinished_judgement_is_not_reviewed_and_sending_back_takes_the_signature_off(
    report, judged, max_, hua, now
):
    whole = judged.judgement
    judge_report(report=judged, judgement={**whole, "gaps": []}, by=hua, at=now)
    with pytest.raises(Incomplete):
        take_step(report=judged, step=Step.REVIEW, by=max_, at=now)
    judge_report(report=judged, judgement=whole, by=hua, at=now)
    for one in (Step.REVIEW, Step.SIGN, Step.SEND_BACK):
        held = take_step(report=judged, step=one, by=max_, at=now)
    assert (held.status, held.signed_by, held.seal) == (Status.DRAFT, None, "")


def test_an_owner_elsewhere_is_found_as_little_as_nobody(as_, report, hua, cleo):
    for typed in (cleo.email, "nobody@example.org"):
        answers = {"targets-critical_coverage": 75, "targets-single_points": 0, "targets-assessed_share": 60}
        reply = as_(hua).post(url(report, "report_edit"), {**answers, "gap0-option": "train", "gap0-owner": typed})
        page = reply.content.decode()
        assert "Nobody of this unit has this address" in page
        assert page.index('href="#id_gap0-owner"') < page.index('id="id_gap0-owner"'), "told above, with the way to it"


def test_figures_say_what_the_pages_say(report, quarter, as_, hua, units):
    page = as_(hua).get(reverse("analytics:competency", args=[units["X1"].public_id, "S1"]), {"at": quarter.public_id})
    gap = report.figures["gaps"][0]
    assert (gap["code"], gap["unit"]["code"]) == ("S1", "X1")
    assert f"{gap['coverage']} % of the {gap['assessed']} people assessed" in page.content.decode()
    assert f"interval {gap['low']} to {gap['high']} %" in page.content.decode()


def test_a_unit_that_nobody_has_assessed_says_what_to_assess_first(as_, academy, units, hua, now):
    from assessments.models import Evidence

    Evidence.objects.all().delete()
    snapshot = take_snapshot(at=now, occasion=Snapshot.Occasion.REQUEST)
    report = draft_report(unit=units["X"], snapshot=snapshot, by=hua, at=now)
    page = as_(hua).get(url(report)).content.decode()
    assert "Assess about" in page and "unknown" in page
    assert ">0 %<" not in page and ">0<" not in page.split("2. Three numbers")[1].split("3. The widest")[0]


def test_a_unit_too_small_to_be_shown_names_no_figure(as_, earlier, units, hua, now):
    snapshot = take_snapshot(at=now, occasion=Snapshot.Occasion.REQUEST)
    report = draft_report(unit=units["X2"], snapshot=snapshot, by=hua, at=now)
    assert report.figures["gaps"] == []
    assert as_(hua).get(url(report)).status_code == HTTPStatus.OK


def test_the_next_report_opens_with_what_was_done(as_, published, max_, hua, units, now):
    from analytics.models import ActionEvent
    from analytics.services.actions import end_action

    decide_report(report=published, letter="A", remark="", by=max_, at=now)
    end_action(
        action=UnitAction.objects.get(), what=ActionEvent.What.DONE, outcome="Twelve people trained.", by=max_, at=now
    )
    later = take_snapshot(at=now, occasion=Snapshot.Occasion.REQUEST)
    report = draft_report(unit=units["X"], snapshot=later, by=hua, at=now)
    page = as_(hua).get(url(report)).content.decode()
    assert "Twelve people trained." in page
    assert "S1: coverage" in page
    assert report.judgement["targets"] == {"critical_coverage": 80}


def test_daily_figures_carry_no_report(academy, units, hua, now):
    daily = take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    with pytest.raises(SnapshotPasses):
        draft_report(unit=units["X"], snapshot=daily, by=hua, at=now)


def test_what_does_not_exist_is_not_found(as_, hua, max_, report):
    assert as_(hua).get(reverse("analytics:report", args=[uuid4()])).status_code == HTTPStatus.NOT_FOUND
    assert step(as_(hua), report, "nonsense").status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).post(reverse("analytics:report_draft"), {"unit": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).get(reverse("analytics:report_file", args=[report.public_id, "exe"])).status_code == 404
