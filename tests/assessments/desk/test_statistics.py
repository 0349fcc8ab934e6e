"""What the answers say, at the desk: in words, never too early, and without keys in lists."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Attempt, CutScore, DrawnItem, Examination, ItemKey, ItemVersion
from assessments.selectors.statistics.examination import examination_report
from assessments.selectors.statistics.fairness import fairness_of
from assessments.selectors.statistics.given_marks import first_attempts, marks_in
from assessments.selectors.statistics.item import item_report
from lms.people.models import EmploymentRecord
from tests.assessments.desk.conftest import CANARY
from tests.assessments.sittings import DAY, crowd, sit

TODAY = date(2026, 4, 1)


@pytest.fixture
def examination(bank):
    return Examination.objects.get(code="E-01")


def version_of(bank, number):
    return ItemVersion.objects.select_related("item__bank", "key").get(item__bank=bank, item__number=number)


def at(name, bank, *rest):
    return reverse(f"authoring:{name}", args=[bank.public_id, *rest])


def misleading(number, ability):
    """Item 3 draws whoever is able to option "b"; the other items behave."""
    return ("b" if ability > 0 else "a") if number == 3 else None


def test_an_item_that_misleads_the_strong_comes_first_and_says_why(client, bank, examination, ann):
    sit(examination, crowd(150), choose=misleading)
    client.force_login(ann)
    rows = client.get(at("statistics", bank)).context["page"].object_list
    assert str(rows[0].version) == "B-003 v1"
    assert "check the key" in rows[0].words[0]
    page = client.get(at("item_version", bank, 3, 1))
    words = page.context["statistics"].line.words
    assert words[0] == "Option 2 attracts stronger people than the key: is the key right?"
    assert words[0] in page.content.decode()


def test_sound_items_are_left_alone(client, bank, examination, ann):
    ItemVersion.objects.update(body={"options": [{"id": one, "text": {"en": one}} for one in "abc"]})
    sit(examination, crowd(300, name="many"))
    client.force_login(ann)
    context = client.get(at("statistics", bank)).context
    assert context["needing"] == 0
    assert {row.words[0] for row in context["page"]} == {"Nothing to do: it works as it should."}
    assert item_report(version_of(bank, 1)).line.words == ["Nothing to do: it works as it should."]


@pytest.mark.parametrize(("people", "words"), [(12, "Not enough answers yet: 12 of 30."), (40, "wait for 100 answers")])
def test_nothing_is_said_too_early(client, bank, examination, ann, people, words):
    sit(examination, crowd(people), choose=misleading)
    report = item_report(version_of(bank, 3))
    assert words in report.line.words[0]
    assert bool(report.options) == (people >= 30)
    assert not any(option.flags for option in report.options)
    client.force_login(ann)
    assert words in client.get(at("statistics", bank)).content.decode()
    assert client.get(at("examination_statistics", bank, examination.public_id)).status_code == 200


def test_the_table_of_options_counts_what_was_chosen(bank, examination):
    sit(examination, crowd(100), choose=lambda number, ability: "a" if ability > 0 else "bc"[ability > -0.5])
    report = item_report(version_of(bank, 1))
    assert sum(option.count for option in report.options) == 100
    (right, *_wrong, never) = report.options
    assert (right.number, right.is_right, right.mean_rest) == ("1", True, "100%")
    assert (never.number, never.count, never.mean_rest) == ("4", 0, "–")
    assert report.time == "40 seconds"
    assert (report.drawn, report.sittings) == (100, 100)


def test_only_first_attempts_count(bank, examination):
    people = crowd(40)
    first = sit(examination, people)
    sit(examination, people, start=DAY.replace(month=5), choose=lambda number, ability: "a")
    assert set(marks_in(first_attempts(examination)).sittings.tolist()) == {one.pk for one in first}
    report = item_report(version_of(bank, 1))
    assert report.line.figures.count == 40
    assert report.drawn == 80


def test_marks_that_do_not_count_are_left_out(bank, examination):
    attempts = sit(examination, crowd(40))
    DrawnItem.objects.filter(attempt=attempts[0], position=1).update(mark=None)
    assert item_report(version_of(bank, 1)).line.figures.count == 39


def test_kinds_without_options_have_no_table_of_them(bank, examination):
    sit(examination, crowd(40))
    version = version_of(bank, 1)
    version.kind, version.body = "numeric", {}
    assert item_report(version).options == []
    assert item_report(version).line.figures.count == 40


def test_lists_neither_show_nor_ask_for_keys(client, bank, examination, ann):
    sit(examination, crowd(120))
    client.force_login(ann)
    for address in (
        at("statistics", bank),
        at("examination_statistics", bank, examination.public_id),
        at("fairness", bank, examination.public_id),
    ):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address).content.decode()
        assert CANARY not in page
        assert not [query for query in asked if ItemKey._meta.db_table in query["sql"]]


def test_the_list_is_sorted_as_asked(client, bank, examination, ann):
    sit(examination, crowd(200), difficulties={5: 2.0, 2: -2.0})
    client.force_login(ann)
    by_share = client.get(at("statistics", bank), {"order": "share"}).context["page"].object_list
    assert (by_share[0].version.item.number, by_share[-1].version.item.number) == (5, 2)
    by_item = client.get(at("statistics", bank), {"order": "item"}).context["page"].object_list
    assert [row.version.item.number for row in by_item] == [1, 2, 3, 4, 5, 6]
    assert client.get(at("statistics", bank), {"order": "nonsense"}).context["order"] == "attention"


def test_an_examination_says_how_far_it_can_be_trusted(client, bank, examination, ann):
    CutScore.objects.create(examination=examination, level=2, share=0.5, method="test", effective_from=date(2025, 1, 1))
    sit(examination, crowd(200))
    report = examination_report(examination, TODAY)
    assert report.reliability.is_fixed_form
    assert not report.is_enough
    assert "items like these instead of 6" in report.verdict
    assert report.at_cut.points == "3.0"
    assert 50 < report.same_result < 100
    client.force_login(ann)
    assert report.verdict in client.get(at("examination_statistics", bank, examination.public_id)).content.decode()


def test_an_item_that_is_harder_for_one_group_is_found(client, bank, examination, ann):
    young, old = crowd(150, name="young"), crowd(150, name="old")
    EmploymentRecord.objects.bulk_create(
        EmploymentRecord(user=user, birth_date=date(1995 if user in young else 1970, 1, 1)) for user in (*young, *old)
    )
    sit(examination, young, seed=1)
    sit(examination, old, seed=2, difficulties={4: 2.5})
    audits = {str(audit.title): audit.comparisons for audit in fairness_of(examination)}
    (comparison,) = audits["By age"]
    assert comparison.items == 6
    worst = comparison.differences[0]
    assert worst.version.item.number == 4
    assert worst.is_large
    assert worst.is_harder == (comparison.focal == "45 and older")
    assert audits["By staff group"] == []
    client.force_login(ann)
    page = client.get(at("fairness", bank, examination.public_id)).content.decode()
    assert "large: read it before it is drawn again" in page
    assert "young 1" not in page


def test_an_item_is_told_apart_by_the_language_it_was_read_in(client, bank, examination, ann):
    sit(examination, crowd(40, name="english"), language="en", seed=1)
    sit(examination, crowd(35, name="chinese"), language="zh-hant", seed=2, difficulties={1: 3.0})
    sit(examination, crowd(8, name="simplified"), language="zh-hans", seed=3)  # the item has none: shown in zh-hant
    mixed = sit(examination, crowd(31, name="both"), language="en", seed=4)
    Attempt.objects.filter(pk__in=[one.pk for one in mixed]).update(saw_other_languages=True)
    report = item_report(version_of(bank, 1))
    assert [(one.name, one.figures.count) for one in report.languages] == [("English", 40), ("繁體中文", 43), ("", 31)]
    english, chinese, _ = report.languages
    assert english.figures.share.value > chinese.figures.share.value + 0.2
    assert report.line.figures.count == 114
    client.force_login(ann)
    page = client.get(at("item_version", bank, 1, 1)).content.decode()
    assert "several languages, or not known" in page


def test_few_answers_in_a_language_are_counted_and_no_more(bank, examination):
    sit(examination, crowd(40, name="english"), language="en")
    assert item_report(version_of(bank, 1)).languages == []  # all in one
    sit(examination, crowd(29, name="chinese"), language="zh-hant")
    english, chinese = item_report(version_of(bank, 1)).languages
    assert english.figures.share is not None
    assert (chinese.figures.count, chinese.figures.share, chinese.share) == (29, None, "–")


def test_nothing_is_said_of_languages_that_nobody_knows(bank, examination):
    sit(examination, crowd(40))
    assert item_report(version_of(bank, 1)).languages == []


def test_the_list_is_narrowed_to_a_language_that_enough_people_read(client, bank, examination, ann):
    sit(examination, crowd(40, name="english"), language="en")
    sit(examination, crowd(30, name="chinese"), language="zh-hant")
    sit(examination, crowd(29, name="simplified"), language="zh-hans")
    client.force_login(ann)

    def counts(language):
        context = client.get(at("statistics", bank), {"language": language, "order": "item"}).context
        assert context["languages"] == [("en", "English"), ("zh-hant", "繁體中文")]
        return {row.figures.count for row in context["page"]}

    assert [counts(one) for one in ("", "en", "zh-hant", "zh-hans", "xx")] == [{99}, {40}, {30}, {99}, {99}]


def test_an_item_that_is_harder_in_one_language_is_found(bank, examination):
    sit(examination, crowd(150, name="english"), seed=1, language="en")
    sit(examination, crowd(150, name="chinese"), seed=2, language="zh-hant", difficulties={4: 2.5})
    mixed = sit(examination, crowd(150, name="both"), seed=3, language="zh-hant")
    Attempt.objects.filter(pk__in=[one.pk for one in mixed]).update(saw_other_languages=True)
    audits = {str(audit.title): audit.comparisons for audit in fairness_of(examination)}
    (comparison,) = audits["By language"]
    assert {comparison.focal, comparison.reference} == {"English", "繁體中文"}
    worst = comparison.differences[0]
    assert (worst.version.item.number, worst.is_large) == (4, True)
    assert worst.is_harder == (comparison.focal == "繁體中文")


def test_the_page_of_the_statistics_costs_no_statement_an_item(client, bank, examination, ann):
    sit(examination, crowd(40, name="english"), language="en")
    sit(examination, crowd(30, name="chinese"), language="zh-hant")
    client.force_login(ann)
    client.get(at("statistics", bank))
    with CaptureQueriesContext(connection) as asked:
        client.get(at("statistics", bank), {"language": "en"})
    assert len(asked) <= 16
    with CaptureQueriesContext(connection) as asked:
        fairness_of(examination)
    assert len(asked) <= 5


def test_an_examination_of_another_bank_is_not_found_here(client, bank, examination, ann):
    other = Examination.objects.create(
        code="O-01", title={"en": "Other"}, bank=type(bank).objects.create(code="O"), level=2, minutes=5
    )
    client.force_login(ann)
    for name in ("examination_statistics", "fairness"):
        assert client.get(at(name, bank, other.public_id)).status_code == 404
