"""Calls and visitors that interrupt, statutory clocks, the calendar, and what each page costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import CaseAction
from assessments.services.casework import start_practice

from .conftest import NOW, golden
from .pages import SECTIONS, send, url

pytestmark = pytest.mark.django_db
DAY, HOUR = {"type": "wait", "until": "next_day"}, {"type": "wait", "until": "hour"}
RINGS, WAITS = "data-ring", "waiting for you"


@pytest.fixture
def leak(ada, client, second):
    """A practice desk of SIM-2, whose report is due in hours."""
    client.force_login(ada)
    return start_practice(scenario=second, learner=ada, variant="a", at=NOW)


@pytest.fixture
def call(desk, practice):
    """The telephone has rung during the last act."""
    send(desk, practice, DAY, 0)
    send(desk, practice, HOUR, 1)
    return url("case_part", practice, "inbox", "phone_call")


def page(client, run, section="rules"):
    return client.get(url("case_section", run, section)).content.decode()


def test_a_call_interrupts_whatever_page_one_is_on(desk, practice, call):
    for section in SECTIONS:
        body = page(desk, practice, section)
        assert body.count(RINGS) == 1
        assert 'role="alertdialog"' in body
        assert f'href="{call}#opened"' in body


def test_answering_ends_the_ringing(desk, practice, call):
    assert RINGS not in desk.get(call).content.decode()
    body = page(desk, practice)
    assert RINGS not in body
    assert WAITS not in body


def test_who_is_put_off_stays_marked_until_turned_to(desk, practice, call):
    rules = url("case_section", practice, "rules")
    answer = desk.post(rules, {"later": "phone_call"})
    assert answer.url == f"{rules}#opened"
    for section in SECTIONS:
        body = page(desk, practice, section)
        assert RINGS not in body
        assert WAITS in body
    desk.get(call)
    assert WAITS not in page(desk, practice)


def test_a_call_let_ring_through_another_act_still_waits(desk, practice, call):
    send(desk, practice, {"type": "open", "document": "lease"}, 2)
    body = page(desk, practice)
    assert RINGS not in body
    assert WAITS in body


def test_what_lay_there_at_the_start_and_plain_notes_do_not_interrupt(desk, practice):
    assert RINGS not in page(desk, practice)
    assert WAITS not in page(desk, practice)


def test_a_forged_name_in_the_cookie_of_put_off_matters_is_dropped(desk, practice, call):
    desk.post(url("case_section", practice, "rules"), {"later": "phone_call.<b>. x.\u00e9"})
    assert desk.cookies["sz_later"].value == "phone_call"
    assert desk.cookies["sz_later"]["path"] == url("case_run", practice)


def test_writing_is_not_interrupted(desk, practice, call):
    answer = desk.post(url("case_part", practice, "letters", "decision"), {"go": "preview"}).content.decode()
    assert RINGS not in answer
    assert WAITS in answer


def test_hours_run_down_on_every_page_and_in_the_calendar(client, leak):
    assert "4 h 00 min left" in page(client, leak)
    send(client, leak, HOUR, 0)
    body = page(client, leak, "calendar")
    assert body.count("3 h 00 min left") >= 2
    assert "4 hours, nights and days off included" in body
    assert re.search(r"Ended</dt><dd>Tuesday · Nov. 10, 2026 10:00", body)  # the shortest of the three
    assert 'href="' + url("case_section", leak, "rules") + '#law-report"' in body


def test_the_calendar_tells_working_days_today_and_what_falls_due(desk, practice):
    body = page(desk, practice, "calendar")
    assert "5 working days left" in body
    assert re.search(r'class="is-working is-today" aria-current="date">\s*<time datetime="2026-09-21"', body)
    assert re.search(r'class="is-off">\s*<time datetime="2026-09-25"', body)  # a holiday
    due = re.search(r'<time datetime="2026-09-29">.*?</td>', body, re.DOTALL)
    assert due and "One complete notice" in due[0]


def test_the_calendar_holds_the_dates_that_ones_own_letters_set(desk, practice):
    assert "2026-09-30" not in re.findall(r"sz-dues.*?</ol>", page(desk, practice, "calendar"), re.DOTALL)[0]
    payload = {"items": ["floor_plan"], "reason": "owner_reason", "clause": "al32", "wording": "plain"}
    letter = {"type": "submit", "form": "one_time_notice", "payload": {**payload, "reply_by": "2026-09-30"}}
    assert send(desk, practice, letter, 0).status_code == 302
    dues = re.findall(r"sz-dues.*?</ol>", page(desk, practice, "calendar"), re.DOTALL)[0]
    assert "September 30" in dues


def test_a_scenario_names_its_tools_where_they_are_no_registries(client, leak, desk, practice):
    body = client.get(url("case_part", leak, "registries", "access_log")).content.decode()
    assert "Consoles and registers" in body
    assert "Open the console" in body
    assert "Registries" not in body
    assert "Ask the registry" in client.get(url("case_part", practice, "registries", "tax_registry")).content.decode()


def cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_no_section_of_the_desk_asks_more_than_the_inbox(desk, practice):
    for action in golden(practice, "expert")[:9]:
        send(desk, practice, action, practice.actions.count())
    costs = {section: cost(desk, url("case_section", practice, section)) for section in SECTIONS}
    costs["lease"] = cost(desk, url("case_part", practice, "file", "lease"))
    # The journal of practice reads the acts once more, for it can be resumed after each of them.
    assert costs.pop("journal") == costs["inbox"] + 1
    assert set(costs.values()) == {costs["inbox"]}
    assert costs["inbox"] <= 6


def test_queries_do_not_grow_with_the_length_of_the_log(desk, practice):
    def costs(seen):
        with CaptureQueriesContext(connection) as act:
            assert send(desk, practice, {"type": "open", "document": "lease"}, seen).status_code == 302
        return cost(desk, url("case_run", practice)), len(act)

    send(desk, practice, {"type": "open", "document": "lease"}, 0)
    few = costs(1)
    CaseAction.objects.bulk_create(
        CaseAction(run=practice, seq=seq, action={"type": "open", "document": "lease"}, at=timezone.now())
        for seq in range(3, 190)
    )
    assert costs(189) == few
    assert few[1] <= 10


def test_drafting_a_letter_costs_no_more_than_looking_at_it(desk, practice):
    letter = url("case_part", practice, "letters", "one_time_notice")
    looking = cost(desk, letter)
    with CaptureQueriesContext(connection) as asked:
        assert desk.post(letter, {"go": "draft", "many-items": "floor_plan"}).status_code == 200
    assert len(asked) <= looking
