"""The debrief through its page: the story, both lines, rules and filters, lessons, and who may read it."""

import re

import pytest
from django.urls import reverse

from lms.base import lessons
from lms.base.lessons import LessonPlace

from .conftest import golden, play

pytestmark = pytest.mark.django_db


def url(run, query=""):
    return reverse("assessments:case_debrief", args=[run.public_id]) + query


@pytest.fixture
def page_of(client, ada, practice):
    """Plays a scripted line and reads its debrief."""

    def read(name, query=""):
        if practice.actions.count() == 0:
            play(practice, golden(practice, name))
        client.force_login(ada)
        return client.get(url(practice, query)).content.decode()

    return read


def part(page, name):
    return page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def test_the_story_tells_cause_before_consequence(page_of):
    story = part(page_of("do_everything"), "citizen")
    told = [
        "You sent: Notice of what is missing",
        "spent a day collecting papers",
        "lost half a day at the tax office",
        "brought the co-owner&#x27;s consent",
        "You sent: Decision and letter",
        "loses her deposit on the shop",
    ]
    places = [story.index(one) for one in told]
    assert places == sorted(places)


def test_an_expert_stands_beside_with_what_was_missed_and_what_was_needless(page_of):
    page = part(page_of("do_everything"), "beside")
    rows = {re.sub(r"<[^>]+>|\s+", " ", row): row for row in page.split("<li")}
    missed = next(row for words, row in rows.items() if "Consent of the co-owner" in words)
    assert "sz-beside__row--missed" in missed
    needless = next(row for words, row in rows.items() if "Marriage registry" in words)
    assert "not in the expert&#x27;s line" in needless
    notice = next(row for words, row in rows.items() if words.count("Notice of what is missing") >= 2)
    assert "with other content than the expert&#x27;s" in notice
    assert "rules not kept" in notice


def test_the_expert_agrees_with_the_expert(page_of):
    page = part(page_of("expert"), "beside")
    marks = set(re.findall(r"sz-beside__row--(\w+)", page))
    assert marks == {"alike", "plain"}
    assert "The expert did 0 things that you did not" in page


def test_a_rule_shows_what_was_done_what_had_been_seen_the_law_and_the_points(page_of):
    page = page_of("do_everything")
    rule = page.partition('id="rule-d3_once_only"')[2].partition("</details>")[0]
    assert "Copy of the household register" in rule  # ticked in the notice
    assert "You had looked at by then:" in rule
    assert "Property registry" in rule
    assert "An expert had also looked at:" in rule
    assert "Government Data Sharing Regulation" in rule
    assert re.search(r"0 / \d", rule)


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?show=lost", "One notice with everything in it", "Read before writing"),
        ("?show=kept", "Read before writing", "One notice with everything in it"),
        ("?show=breach", "The right decision", "A sentence people understand"),
        ("?show=nothing&by=colour", "Read before writing", "No rule of this sort"),
    ],
)
def test_rules_are_filtered_without_scripts(page_of, query, shown, hidden):
    rules = part(page_of("do_everything", query), "rules") + page_of("do_everything", query).partition('id="rules"')[2]
    assert shown in rules
    assert hidden not in rules


def test_rules_stand_by_competency_or_by_kind(page_of):
    by_kind = page_of("do_everything", "?by=kind").partition('id="rules"')[2]
    assert "Looking before deciding" in by_kind
    assert "Competency S1" not in by_kind
    assert "Competency S1" in page_of("do_everything").partition('id="rules"')[2]


def test_points_of_a_group_are_those_of_the_sheet(page_of, practice):
    page = page_of("do_everything")
    practice.refresh_from_db()
    for one in practice.result["competencies"]:
        group = page.partition(f'id="g-{one["competency"]}"')[2].partition("</section>")[0]
        assert f"{one['earned']:g} of {one['possible']} points" in group


def test_what_to_practise_leads_to_the_lesson_where_there_is_one(page_of, monkeypatch):
    place = LessonPlace(course="F-11", title="One complete notice", minutes=35, url="/courses/F-11/one-notice/")
    monkeypatch.setattr(lessons, "_finders", [lambda refs, language: {ref: place for ref in refs if ref == "F-11/2"}])
    practise = part(page_of("do_everything"), "next")
    assert practise.count("<li>") == 3
    assert '<a href="/courses/F-11/one-notice/">One complete notice</a>' in practise
    assert "about 35 minutes" in practise
    assert "G-02, lesson 2" in practise  # named, though not published here
    assert practise.count("<a ") == 1


def test_nobody_else_reads_it(client, practice, ben, cleo, hua):
    play(practice, golden(practice, "rubber_stamp"))
    assert client.get(url(practice)).url.startswith(reverse("account_login"))
    for person in (ben, cleo, hua):
        client.force_login(person)
        assert client.get(url(practice)).status_code == 404


def test_it_is_only_read(client, ada, practice):
    client.force_login(ada)
    assert client.post(url(practice)).status_code == 405


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans"])
def test_it_speaks_the_readers_language(client, page_of, language):
    client.cookies["django_language"] = language
    assert "林秀芬" in part(page_of("careless_disclosure"), "citizen")


def test_its_cost_does_not_grow_with_the_run(client, ada, practice, django_assert_max_num_queries):
    client.force_login(ada)
    play(practice, [{"type": "finish"}])
    with django_assert_max_num_queries(25) as few:
        client.get(url(practice))
    again = client.post(reverse("assessments:case", args=["SIM-1"]), {"mode": "practice", "variant": "a"})
    assert again.status_code == 302
    longer = ada.case_runs.get(status="open")
    play(longer, golden(longer, "do_everything"))
    with django_assert_max_num_queries(25) as many:
        client.get(url(longer))
    assert len(many) == len(few)
