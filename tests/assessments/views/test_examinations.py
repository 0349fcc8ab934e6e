import json
from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt, DrawnItem, Evidence, ItemVersion, Response
from assessments.services.overdue import close_overdue
from lms.competencies.models import Framework
from tests.assessments.conftest import canary

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(client, examination, ada):
    """Ada has started in her browser; returns (client, attempt)."""
    client.force_login(ada)
    client.post(reverse("assessments:examination", args=[examination.code]))
    return client, Attempt.objects.get(learner=ada)


def page(attempt, position=1):
    return reverse("assessments:attempt", args=[attempt.public_id, position])


def put(client, attempt, position, body, *, token=None):
    token = token or client.get(page(attempt, position)).context["token"]
    return client.put(
        reverse("assessments:save", args=[attempt.public_id, position]),
        body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers={"X-Exam-Token": token},
    )


def token_of(attempt, position, option):
    tokens = DrawnItem.objects.get(attempt=attempt, position=position).tokens
    return next(token for token, option_id in tokens if option_id == option)


def test_the_whole_way_without_scripts(sitting):
    client, attempt = sitting
    for position in range(1, 11):
        reply = client.post(page(attempt, position), {"value": token_of(attempt, position, "a"), "go": "next"})
    assert reply.url == reverse("assessments:review", args=[attempt.public_id])
    reply = client.post(reply.url, follow=True)
    assert reply.context["percent"] == 100
    assert "Passed" in reply.text
    attempt.refresh_from_db()
    assert attempt.has_passed


def test_an_answer_comes_back_when_the_page_is_opened_again(sitting):
    client, attempt = sitting
    client.post(page(attempt), {"value": token_of(attempt, 1, "c"), "flag": "on", "go": "next"})
    sheet = client.get(page(attempt)).context["sheet"]
    assert [choice.is_chosen for choice in sheet.question.only.choices].count(True) == 1
    assert sheet.is_flagged


def test_right_and_wrong_answers_get_the_same_bytes_but_for_time_and_receipt(sitting):
    client, attempt = sitting
    replies = []
    for seq, option in ((1, "a"), (2, "b")):
        reply = put(client, attempt, 1, {"seq": seq, "value": [token_of(attempt, 1, option)]})
        body = {key: value for key, value in reply.json().items() if key not in {"seq", "server_time", "receipt"}}
        replies.append((reply.status_code, body, sorted(reply.headers), len(reply.content)))
    assert replies[0] == replies[1]


@pytest.mark.parametrize(
    "body",
    [
        "not json",
        {"seq": 1},
        {"seq": "1", "value": []},
        {"seq": True, "value": []},
        {"seq": 0, "value": []},
        {"seq": 1, "value": "abc"},
        {"seq": 1, "value": [1]},
        {"seq": 1, "value": [], "score": 5},
        {"seq": -1, "value": []},
        {"seq": 10**30, "value": []},
        {"seq": 1, "value": ["x" * 8]},
        {"seq": 1, "value": ["0" * 9]},
        {"seq": 1, "value": ["\0" * 8]},
        {"seq": 1, "value": ["\ud800" * 8]},
        {"seq": 1, "value": ["00000000\n"]},
        {"seq": 1, "value": ["00000000"] * 81},
        {"seq": 1, "value": [["00000000"]]},
        {"seq": 1, "value": ["text=" + "x" * 4000]},
        {"seq": 1, "value": ["text=\0"]},
        {"seq": 1, "value": ["<b>=x"]},
        {"seq": 1, "value": [], "is_flagged": "yes"},
        "[" * 4000,
        "[" * 64 * 1024,
    ],
)
def test_a_body_that_the_player_never_sends_is_refused_whole(sitting, body):
    client, attempt = sitting
    assert put(client, attempt, 1, body).status_code == HTTPStatus.BAD_REQUEST
    assert not Response.objects.exists()


@pytest.mark.parametrize("position", [0, 1001, 32768, 10**30])
def test_a_place_that_no_examination_has_is_refused(sitting, position):
    client, attempt = sitting
    token = client.get(page(attempt)).context["token"]
    reply = put(client, attempt, position, {"seq": 1, "value": []}, token=token)
    assert reply.status_code == HTTPStatus.BAD_REQUEST


def test_nothing_is_kept_where_nothing_was_drawn(sitting):
    client, attempt = sitting
    token = client.get(page(attempt)).context["token"]
    assert put(client, attempt, 11, {"seq": 1, "value": []}, token=token).status_code == HTTPStatus.CONFLICT
    assert not Response.objects.exists()


def test_the_token_must_be_of_the_attempt_that_the_address_names(sitting):
    client, attempt = sitting
    address = reverse("assessments:save", args=[uuid4(), 1])
    token = client.get(page(attempt)).context["token"]
    reply = client.put(address, '{"seq": 1, "value": []}', headers={"X-Exam-Token": token})
    assert reply.status_code == HTTPStatus.CONFLICT
    assert not Response.objects.exists()


def test_a_number_is_taken_again_only_with_the_same_answer(sitting):
    """Two windows that count on from the same page: the second is told, and neither choice is lost unseen."""
    client, attempt = sitting
    first, second = ({"seq": 1, "value": [token_of(attempt, 1, option)]} for option in "ab")
    replies = [put(client, attempt, 1, body) for body in (first, first, second)]
    assert [reply.status_code for reply in replies] == [HTTPStatus.OK, HTTPStatus.OK, HTTPStatus.CONFLICT]
    assert [reply.json()["seq"] for reply in replies] == [1, 1, 1]
    assert replies[0].json()["receipt"] == replies[1].json()["receipt"]
    assert Response.objects.get().value == first["value"]


def test_a_receipt_is_for_the_answer_that_is_held(sitting):
    client, attempt = sitting
    later, earlier = (put(client, attempt, 1, {"seq": seq, "value": []}).json() for seq in (2, 1))
    assert earlier["receipt"] == later["receipt"]


def test_a_choice_on_its_way_does_not_overtake_the_posted_form(sitting):
    """The script numbers its choices, and the form that follows them carries the number of the last."""
    client, attempt = sitting
    first, last = token_of(attempt, 1, "b"), token_of(attempt, 1, "a")
    client.post(page(attempt), {"value": last, "seq": "2", "go": "next"})
    put(client, attempt, 1, {"seq": 1, "value": [first]})
    put(client, attempt, 1, {"seq": 2, "value": [last]})
    held = Response.objects.get()
    assert (held.seq, held.value) == (2, [last])


@pytest.mark.parametrize("seq", ["1", "2"])
def test_a_page_older_than_what_is_held_shows_what_is_held(sitting, seq):
    client, attempt = sitting
    kept = [token_of(attempt, 1, "a")]
    put(client, attempt, 1, {"seq": 2, "value": kept})
    reply = client.post(page(attempt), {"value": token_of(attempt, 1, "b"), "seq": seq, "go": "next"}, follow=True)
    assert reply.context["sheet"].position == 1
    assert "Another window of yours" in reply.text
    assert Response.objects.get().value == kept


@pytest.mark.parametrize("seq", ["", "x", "-3", "٣"])
def test_without_the_script_the_latest_post_counts(sitting, seq):
    client, attempt = sitting
    for option in "ba":
        client.post(page(attempt), {"value": token_of(attempt, 1, option), "seq": seq, "go": "next"})
    assert Response.objects.get().value == [token_of(attempt, 1, "a")]


@pytest.mark.parametrize("data", [{"value": "\0" * 8}, {"value": "a"}, {"seq": str(2**63)}])
def test_a_form_that_the_page_never_sends_is_refused(sitting, data):
    client, attempt = sitting
    assert client.post(page(attempt), data).status_code == HTTPStatus.BAD_REQUEST
    assert not Response.objects.exists()


def test_the_overview_can_send_what_the_browser_kept(sitting):
    client, attempt = sitting
    overview = client.get(reverse("assessments:review", args=[attempt.public_id]))
    assert "assessments/exam.js" in overview.text
    reply = put(client, attempt, 1, {"seq": 1, "value": []}, token=overview.context["token"])
    assert reply.status_code == HTTPStatus.OK


def test_the_save_needs_no_session_and_at_most_two_statements(sitting, client, django_assert_max_num_queries):
    browser, attempt = sitting
    token = browser.get(page(attempt)).context["token"]
    browser.cookies.clear()
    with django_assert_max_num_queries(3):  # SAVEPOINT and RELEASE are the test's own; one statement stores
        reply = put(browser, attempt, 1, {"seq": 1, "value": []}, token=token)
    assert reply.status_code == HTTPStatus.OK


@pytest.mark.parametrize("is_required", [True, False])
def test_a_save_is_one_statement_also_where_a_second_factor_is_required(sitting, settings, is_required):
    """As in production: no session, no user, whatever cookies the browser sends along."""
    client, attempt = sitting
    token = client.get(page(attempt)).context["token"]
    settings.SECOND_FACTOR_REQUIRED = is_required
    with CaptureQueriesContext(connection) as queries:
        reply = put(client, attempt, 1, {"seq": 1, "value": []}, token=token)
    statements = [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert (reply.status_code, len(statements)) == (HTTPStatus.OK, 1)
    assert "INSERT INTO assessments_response" in statements[0]


def test_only_the_save_is_excused_from_the_second_factor(sitting, settings, ada):
    client, attempt = sitting
    settings.SECOND_FACTOR_REQUIRED = True
    type(ada).objects.filter(pk=ada.pk).update(is_privileged=True)
    for url in (page(attempt), reverse("assessments:review", args=[attempt.public_id])):
        assert client.get(url).url == "/account/2fa/?required"
    assert put(client, attempt, 1, {"seq": 1, "value": []}, token="-").status_code == HTTPStatus.NOT_FOUND


def test_a_token_of_another_attempt_or_none_stores_nothing(sitting):
    client, attempt = sitting
    for token in (
        "",
        "1.x.y",
        "1.\u00e9.\u00e9",
        "\u00b9." + "0" * 32 + "." + "0" * 32,
        "999999." + "0" * 32 + "." + "0" * 32,
    ):
        reply = put(client, attempt, 1, {"seq": 1, "value": []}, token=token or "-")
        assert reply.status_code == HTTPStatus.NOT_FOUND
    assert not Response.objects.exists()


def test_tokens_of_another_place_earn_nothing(sitting):
    client, attempt = sitting
    put(client, attempt, 1, {"seq": 1, "value": [token_of(attempt, 2, "a")]})
    client.post(reverse("assessments:review", args=[attempt.public_id]))
    assert DrawnItem.objects.get(attempt=attempt, position=1).mark == 0


def test_no_page_of_the_examination_holds_a_key(sitting):
    client, attempt = sitting
    urls = [
        reverse("assessments:examination", args=[attempt.examination.code]),
        *(page(attempt, position) for position in range(1, 11)),
        reverse("assessments:review", args=[attempt.public_id]),
    ]
    seen = "".join(client.get(url).text for url in urls)
    client.post(reverse("assessments:review", args=[attempt.public_id]))
    seen += client.get(reverse("assessments:result", args=[attempt.public_id])).text
    assert "Stem" in seen
    assert not [number for number in range(1, 21) if canary(number) in seen]
    option_ids = [f'value="{one}"' for one in "abcd"]
    assert not [one for one in option_ids if one in seen]


@pytest.mark.parametrize("name", ["attempt", "review", "result"])
def test_nobody_else_can_open_an_attempt(sitting, client, ben, cleo, hua, name):
    _, attempt = sitting
    args = [attempt.public_id, 1] if name == "attempt" else [attempt.public_id]
    url = reverse(f"assessments:{name}", args=args)
    for outsider in (ben, cleo, hua):
        client.force_login(outsider)
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert client.get(url).url.startswith("/account/login/")


def test_a_second_device_must_take_over(sitting, ada, django_user_model):
    first, attempt = sitting
    second = type(first)()
    second.force_login(ada)
    assert second.get(page(attempt)).status_code == HTTPStatus.CONFLICT
    overview = reverse("assessments:review", args=[attempt.public_id])
    assert second.get(overview).status_code == HTTPStatus.CONFLICT
    assert second.post(overview).status_code == HTTPStatus.CONFLICT
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.OPEN
    second.post(reverse("assessments:take_over", args=[attempt.public_id]))
    assert second.get(page(attempt)).status_code == HTTPStatus.OK
    assert first.get(page(attempt)).status_code == HTTPStatus.CONFLICT


def test_an_overdue_attempt_is_scored_when_it_is_next_opened(sitting):
    client, attempt = sitting
    for position in range(1, 7):
        put(client, attempt, position, {"seq": 1, "value": [token_of(attempt, position, "a")]})
    hour = timedelta(hours=1)
    Attempt.objects.update(started_at=attempt.started_at - hour, deadline=attempt.deadline - hour)
    assert client.get(page(attempt)).url == reverse("assessments:result", args=[attempt.public_id])
    attempt.refresh_from_db()
    assert (attempt.status, attempt.score) == ("expired", 6)


def test_the_sweeper_scores_what_nobody_opens(sitting):
    _, attempt = sitting
    assert close_overdue(at=attempt.deadline) == 0
    assert close_overdue(at=attempt.deadline + timedelta(minutes=1)) == 1
    assert close_overdue(at=attempt.deadline + timedelta(minutes=2)) == 0


def test_the_item_page_costs_six_statements_at_most(sitting, django_assert_max_num_queries):
    client, attempt = sitting
    with django_assert_max_num_queries(6):
        client.get(page(attempt))


def test_an_attempt_keeps_the_language_it_was_started_in(client, examination, ada):
    client.force_login(ada)
    chinese = {"Accept-Language": "zh-hant"}
    client.post(reverse("assessments:examination", args=[examination.code]), headers=chinese)
    attempt = Attempt.objects.get(learner=ada)
    assert (attempt.language, attempt.saw_other_languages) == ("zh-hant", False)
    for language, is_mixed in (("zh-hant", False), ("en", True), ("zh-hant", True)):
        client.get(page(attempt), headers={"Accept-Language": language})
        attempt.refresh_from_db()
        assert (attempt.language, attempt.saw_other_languages) == ("zh-hant", is_mixed)


def test_a_page_without_a_task_changes_no_language(client, examination, ada):
    client.force_login(ada)
    client.post(reverse("assessments:examination", args=[examination.code]), headers={"Accept-Language": "zh-hans"})
    attempt = Attempt.objects.get(learner=ada)
    for address in (page(attempt, 99), reverse("assessments:review", args=[attempt.public_id])):
        client.get(address, headers={"Accept-Language": "en"})
    attempt.refresh_from_db()
    assert (attempt.language, attempt.saw_other_languages) == ("zh-hans", False)


def test_the_level_page_explains_each_line(sitting):
    client, attempt = sitting
    for position in range(1, 11):
        put(client, attempt, position, {"seq": 1, "value": [token_of(attempt, position, "a")]})
    client.post(reverse("assessments:review", args=[attempt.public_id]))
    reply = client.get(reverse("assessments:level", args=["S1"]))
    explanation = reply.context["explanation"]
    assert [line.value for line in explanation.lines] == [2.5]
    assert explanation.lines[0].weight + explanation.prior_weight == pytest.approx(1)
    assert client.get(reverse("assessments:level", args=["Z9"])).status_code == HTTPStatus.NOT_FOUND


def test_an_examination_that_is_not_complete_says_so_instead_of_failing(client, examination, ada):
    ItemVersion.objects.update(status=ItemVersion.Status.RESTING)
    client.force_login(ada)
    reply = client.post(reverse("assessments:examination", args=[examination.code]))
    assert reply.status_code == HTTPStatus.OK
    assert "This examination cannot be taken at present." in reply.text
    assert not Attempt.objects.exists()


def test_the_level_page_outlives_its_framework(sitting):
    client, attempt = sitting
    for position in range(1, 11):
        put(client, attempt, position, {"seq": 1, "value": [token_of(attempt, position, "a")]})
    client.post(reverse("assessments:review", args=[attempt.public_id]))
    Framework.objects.update(is_current=False)
    assert client.get(reverse("assessments:level", args=["S1"])).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("assessments:result", args=[attempt.public_id])).status_code == HTTPStatus.OK


@pytest.mark.parametrize(("age", "words"), [(0, "Confidence in this level: medium."), (1500, "in this level: low.")])
def test_the_level_page_says_how_sure_the_level_is(sitting, age, words):
    client, attempt = sitting
    nothing_shown = client.get(reverse("assessments:level", args=["S1"]))
    assert "Confidence" not in nothing_shown.text
    client.post(reverse("assessments:review", args=[attempt.public_id]))
    Evidence.objects.update(observed_at=timezone.now() - timedelta(days=age))
    assert words in client.get(reverse("assessments:level", args=["S1"])).text


@pytest.mark.parametrize("token", ["", "-"])
def test_an_answer_is_guarded_like_every_request_though_it_takes_the_short_way(sitting, settings, token):
    client, attempt = sitting
    good = client.get(page(attempt)).context["token"]
    usual = client.get(reverse("account_login"))
    reply = put(client, attempt, 1, {"seq": 1, "value": []}, token=token or good)
    for header in (
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
    ):
        assert reply[header] == usual[header]
    settings.ALLOWED_HOSTS = ["academy.example.org"]
    assert put(client, attempt, 1, {"seq": 2, "value": []}, token=good).status_code == HTTPStatus.BAD_REQUEST
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["testserver"], True
    fresh = Client()  # whose server has read the settings as they are now
    assert put(fresh, attempt, 1, {"seq": 2, "value": []}, token=good).status_code == HTTPStatus.MOVED_PERMANENTLY


def test_a_token_opens_no_other_view(sitting, client):
    browser, attempt = sitting
    token = browser.get(page(attempt)).context["token"]
    browser.cookies.clear()
    for url in (page(attempt), reverse("assessments:review", args=[attempt.public_id])):
        reply = browser.post(url, headers={"X-Exam-Token": token})
        assert reply.status_code == HTTPStatus.FOUND and reply.url.startswith("/account/login/")
    assert browser.put("/nowhere/", headers={"X-Exam-Token": token}).status_code == HTTPStatus.NOT_FOUND
