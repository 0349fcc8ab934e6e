"""Convening a panel and leading it through its rounds."""

import pytest
from django.test import Client

from assessments.models import ItemVersion, Panel
from assessments.selectors.authoring import has_worked_on
from assessments.selectors.examinations import permission_to_start
from assessments.selectors.standard_setting.figures import item_figures
from assessments.selectors.standard_setting.results import panel_result
from assessments.services.delivery import start_attempt
from assessments.services.standard_setting.judges import appoint, dismiss
from assessments.services.standard_setting.panels import convene
from assessments.services.standard_setting.ratings import rate
from assessments.services.standard_setting.refusal import PanelRefused
from assessments.services.standard_setting.rounds import move_panel
from lms.base.outbox import drain

from .conftest import NOW, TEXTS, Status, rate_all

pytestmark = pytest.mark.django_db


def move(panel, to, actor):
    return move_panel(panel=panel, to=to, actor=actor, at=NOW)


def test_the_items_and_what_they_count_are_frozen_when_the_panel_is_convened(panel, exam):
    # Ten live items in each of two cells, five drawn of each: every item counts half a point.
    assert [item.points for item in panel.items.all()] == [0.5] * 20
    ItemVersion.objects.filter(item__bank=exam.bank, item__number=1).update(status=ItemVersion.Status.RESTING)
    assert panel.items.count() == 20


def test_a_chosen_set_must_cover_the_blueprint(exam, ann):
    chosen = convene(examination=exam, level=2, borderline=TEXTS, convener=ann, numbers={1, 2, 11})
    assert [(item.version.item.number, item.points) for item in chosen.items.all()] == [(1, 2.5), (2, 2.5), (11, 5.0)]
    with pytest.raises(PanelRefused, match="P2 apply"):
        convene(examination=exam, level=2, borderline=TEXTS, convener=ann, numbers={1, 2})
    with pytest.raises(PanelRefused, match="99"):
        convene(examination=exam, level=2, borderline=TEXTS, convener=ann, numbers={1, 11, 99})


def test_only_people_of_the_bank_convene(exam, yan, ada):
    for stranger in (yan, ada):
        with pytest.raises(PanelRefused):
            convene(examination=exam, level=2, borderline=TEXTS, convener=stranger)


def test_the_convener_and_open_candidates_are_no_judges(panel, exam, ann, ada):
    with pytest.raises(PanelRefused, match="does not sit"):
        appoint(panel=panel, user=ann, expertise="author", actor=ann)
    start_attempt(examination=exam, learner=ada, session_key="desk", at=NOW)
    with pytest.raises(PanelRefused, match="sitting an examination"):
        appoint(panel=panel, user=ada, expertise="clerk", actor=ann)


def test_a_round_opens_with_six_judges_and_a_described_person(panel, ann):
    dismissed = panel.judges.first()
    dismiss(judge=dismissed, actor=ann)
    with pytest.raises(PanelRefused, match="six judges"):
        move(panel, Status.ROUND_1, ann)
    appoint(panel=panel, user=dismissed.user, expertise="counter", actor=ann)
    Panel.objects.update(borderline={"en": "Only English"})
    with pytest.raises(PanelRefused, match="described"):
        move(panel, Status.ROUND_1, ann)


def test_only_the_convener_leads(panel, both):
    with pytest.raises(PanelRefused, match="Only the convener"):
        move(panel, Status.ROUND_1, both)


def test_no_step_is_skipped(panel, ann):
    for step in (Status.DISCUSSION, Status.ROUND_2, Status.CLOSED):
        with pytest.raises(PanelRefused, match="state"):
            move(panel, step, ann)


def test_the_first_round_closes_once_six_have_rated_everything(opened, ann):
    rate_all(opened, lambda *_: 60, judges=5)
    with pytest.raises(PanelRefused, match="At least six"):
        move(opened, Status.DISCUSSION, ann)


def test_ratings_are_taken_while_a_round_is_open(panel, ann):
    judge, item = panel.judges.first(), panel.items.first()
    with pytest.raises(PanelRefused, match="No round"):
        rate(judge=judge, item=item, percent=50, at=NOW)
    move(panel, Status.ROUND_1, ann)
    rate(judge=judge, item=item, percent=50, at=NOW)
    rate(judge=judge, item=item, percent=55, at=NOW)
    assert list(judge.ratings.values_list("round", "percent")) == [(1, 55)]
    with pytest.raises(PanelRefused, match="0 to 100"):
        rate(judge=judge, item=item, percent=101, at=NOW)


def test_nothing_is_known_of_the_ratings_before_the_first_round_is_closed(opened, ann):
    rate_all(opened, lambda place, _: 50 + 6 * place)
    assert item_figures(opened) == []
    assert panel_result(opened) is None
    discussion = move(opened, Status.DISCUSSION, ann)
    figures = item_figures(discussion)
    assert {(one.spread, one.is_wide, one.ratings) for one in figures} == {(30, True, (50, 56, 62, 68, 74, 80))}
    assert panel_result(discussion).final.points == pytest.approx(6.5)


def test_what_is_not_rated_anew_stands(opened, ann):
    rate_all(opened, lambda place, _: 50 + 6 * place)
    move(opened, Status.DISCUSSION, ann)
    second = move(opened, Status.ROUND_2, ann)
    judge = second.judges.last()  # who said 80
    rate(judge=judge, item=second.items.first(), percent=70, at=NOW)
    result = panel_result(second)
    # Of ten points, one judge takes back a tenth of half a point: the mean of six falls by 0.05 / 6.
    assert result.final.points == pytest.approx(6.5 - 0.05 / 6)
    assert (result.rounds.moved, result.rounds.wide_before, result.rounds.wide_after) == (1, 20, 19)


def test_a_judge_who_has_not_finished_is_left_out_and_counted(panel, hire, ann):
    appoint(panel=panel, user=hire("Late"), expertise="teacher", actor=ann)
    opened = move(panel, Status.ROUND_1, ann)
    rate_all(opened, lambda *_: 60)
    rate(judge=opened.judges.last(), item=opened.items.first(), percent=10, at=NOW)
    discussion = move(opened, Status.DISCUSSION, ann)
    result = panel_result(discussion)
    assert (result.final.judges, result.left_out, result.final.share) == (6, 1, pytest.approx(0.6))


def test_judges_know_the_items_once_the_round_is_open_even_if_the_panel_is_discarded(panel, exam, ann, seated):
    judge = seated[0]
    assert not has_worked_on(judge, exam.bank)
    assert permission_to_start(exam, judge, NOW).is_granted
    move(panel, Status.ROUND_1, ann)
    move(panel, Status.DISCARDED, ann)
    assert has_worked_on(judge, exam.bank)
    assert not permission_to_start(exam, judge, NOW).is_granted


def test_a_judge_named_for_a_panel_that_never_opened_has_seen_nothing(panel, exam, ann, seated):
    move(panel, Status.DISCARDED, ann)
    assert permission_to_start(exam, seated[0], NOW).is_granted


def test_judges_are_told_of_each_round_and_find_their_panel_in_the_navigation(panel, ann, seated, mailoutbox):
    def sees_the_panels(user):
        client = Client()
        client.force_login(user)
        return 'href="/panels/"' in client.get("/panels/").content.decode()

    drain()
    assert not mailoutbox
    assert not sees_the_panels(seated[0])
    move(panel, Status.ROUND_1, ann)
    drain()
    assert sorted(message.to[0] for message in mailoutbox) == sorted(panel.judges.values_list("user__email", flat=True))
    assert f"/panels/{panel.public_id}/" in mailoutbox[0].body
    assert sees_the_panels(seated[0])
    assert not sees_the_panels(ann)
    rate_all(panel, lambda judge, item: 50)
    move(panel, Status.DISCUSSION, ann)
    mailoutbox.clear()
    move(panel, Status.ROUND_2, ann)
    move(panel, Status.CLOSED, ann)
    drain()  # too late for the second round: nothing is asked any more
    assert not mailoutbox
    assert not sees_the_panels(seated[0])
