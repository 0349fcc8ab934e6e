"""Wrong beliefs: the texts for people of the bank, subjects for whoever plans training, nothing for anybody else."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from analytics.models import OptionCount
from analytics.services.option_counts import count_options
from assessments.models import Examination, ItemVersion
from tests.analytics.views.test_gaps import reads
from tests.assessments.desk.conftest import (
    CANARY,
    STEM_CANARY,
    adm,
    ann,
    bank,
    hire,
    may_enter_cms,
    rex,
    tom,
    write_live,
    yan,
)
from tests.assessments.sittings import crowd, sit

__all__ = ["adm", "ann", "bank", "hire", "may_enter_cms", "rex", "tom", "yan"]

pytestmark = pytest.mark.django_db

STATEMENTS = 10
PERSON_LEVEL = ("assessments_attempt", "assessments_drawnitem", "assessments_response")
URL = reverse("analytics:misconceptions")


@pytest.fixture
def sat(bank):
    """Sixty people; two in three take option "b" of item 1, and nobody takes it of the others."""
    ItemVersion.objects.update(lesson="F-11/2")
    sit(
        Examination.objects.get(code="E-01"),
        crowd(60),
        choose=lambda number, ability: ("b" if ability > -0.4 else "a") if number == 1 else "a",
    )
    count_options(at=timezone.now())


def test_people_of_the_bank_read_what_is_believed_and_why_it_is_wrong(as_, ann, rex, sat):
    for reader in (ann, rex):
        page = as_(reader).get(URL)
        (line,) = page.context["page"].beliefs
        assert (line.belief.item, line.belief.answers) == ("B-001", 60)
        assert line.belief.share.value > 0.5
        assert f"{CANARY} b of 1" in page.text
        assert STEM_CANARY not in page.text
        assert as_(reader).get(line.url).status_code == HTTPStatus.OK


def test_a_bank_named_like_its_code_is_named_once(as_, ann, bank, sat):
    assert f">{bank.code} {bank.name}</option>" in as_(ann).get(URL).text
    bank.name = {"en": bank.code}
    bank.save()
    assert f">{bank.code}</option>" in as_(ann).get(URL).text


def test_who_plans_training_reads_subjects_and_no_text_of_a_key(as_, tom, sat):
    page = as_(tom).get(URL)
    assert page.context["page"].beliefs == []
    assert CANARY not in page.text
    assert "Other b 1" not in page.text
    assert "S1 Competency S1" in page.text
    assert "F-11/2" in page.text


def test_authors_of_another_bank_read_no_texts_of_this_one(as_, yan, sat):
    page = as_(yan).get(URL)
    assert page.context["page"].beliefs == []
    assert CANARY not in page.text


def test_anybody_else_meets_a_404_and_a_stranger_the_door(as_, client, ada, hua, ben, adm, sat):
    assert client.get(URL).status_code == HTTPStatus.FOUND
    for user in (ada, hua, ben, adm):
        assert as_(user).get(URL).status_code == HTTPStatus.NOT_FOUND


def test_an_unknown_bank_is_a_404(as_, ann, sat):
    assert as_(ann).get(URL, {"bank": "nonsense"}).status_code == HTTPStatus.NOT_FOUND


def test_twenty_nine_people_say_nothing(as_, ann, bank):
    sit(Examination.objects.get(code="E-01"), crowd(29))
    assert count_options(at=timezone.now()) == 0
    assert not OptionCount.objects.exists()
    assert "Too few answers yet" in as_(ann).get(URL).text


def test_what_was_answered_since_the_last_count_is_told_after_the_next(as_, ann, bank):
    sit(Examination.objects.get(code="E-01"), crowd(60))
    page = as_(ann).get(URL).text
    assert "Too few answers yet" in page
    assert "counted at night" in page
    for _ in range(2):  # again is no harm
        assert count_options(at=timezone.now()) > 0
    assert "Counted on" in as_(ann).get(URL).text
    one = OptionCount.objects.order_by("pk").first()
    assert one.answers == 60 >= one.times


def test_without_an_examination_it_says_so(as_, ann):
    assert "No examination yet" in as_(ann).get(URL).text


def test_statements_do_not_grow_with_items(as_, ann, bank, framework, sat):
    client = as_(ann)
    client.get(URL)
    counts = []
    for extra in (0, 5):
        for number in range(extra):
            write_live(bank, 20 + number, framework.competencies.get(code="S1"))
        if extra:
            sit(Examination.objects.get(code="E-01"), crowd(40, name="more"), seed=2)
            count_options(at=timezone.now())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL).status_code == HTTPStatus.OK
        counts.append(len(reads(captured.captured_queries)))
        statements = " ".join(query["sql"] for query in captured.captured_queries)
        assert not [table for table in PERSON_LEVEL if table in statements]
    assert counts[0] == counts[1] <= STATEMENTS, counts
