"""The same letter in the draft, the preview, the file and the debrief."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import translation

from .conftest import golden, play

pytestmark = pytest.mark.django_db
NOTICE = [
    ("many-items", "co_owner_consent"),
    ("one-reason", "owner_reason"),
    ("one-clause", "al32"),
    ("one-wording", "plain"),
    ("one-reply_by", "2026-09-30"),
]
PROSE = "The registry shows two owners; we have the consent of one. This notice rests on article 32"


@pytest.fixture
def desk(client, ada, practice):
    client.force_login(ada)
    return client


def url(name, run, *args):
    return reverse(f"assessments:{name}", args=[run.public_id, *args])


def composed(client, run, go):
    page = url("case_part", run, "letters", "one_time_notice")
    data = urlencode([("go", go), *NOTICE])
    return client.post(page, data, content_type="application/x-www-form-urlencoded").content.decode()


def letters_in(page):
    return re.findall(r"<article class=\"sz-letter\".*?</article>", page, re.DOTALL)


def test_the_preview_is_a_letter_without_the_headings_of_the_form(desk, practice):
    [letter] = letters_in(composed(desk, practice, "preview"))
    assert PROSE in letter
    assert "Please let us have it by Sept. 30, 2026 (Wednesday)" in letter
    for words in ("Dear Ms Lin Xiufen,", "Case QY-2026-0921-017", "Yours sincerely", "To: Ms Lin Xiufen"):
        assert words in letter
    for heading in ("Opening sentence", "Provision cited", "Reason given", "Also tell her"):
        assert heading not in letter


def test_the_draft_beside_the_form_is_the_same_letter_alone(desk, practice):
    draft = composed(desk, practice, "draft")
    assert letters_in(draft) == letters_in(composed(desk, practice, "preview"))
    assert "<html" not in draft
    assert not practice.actions.exists()


def test_a_copy_lies_in_the_file_and_the_debrief_lays_an_experts_beside(desk, practice):
    run = play(practice, golden(practice, "lazy_return")[:1])
    assert "#copies" in desk.get(url("case_section", run, "file")).content.decode()
    [copy] = letters_in(desk.get(url("case_part", run, "letters", "one_time_notice")).content.decode())
    assert "Kitchen floor plan" in copy
    play(run, [{"type": "finish"}])
    told = letters_in(desk.get(url("case_debrief", run)).content.decode())
    assert len(told) == 1 + 5  # the expert writes to five people
    assert sum(PROSE in letter for letter in told) == 1


def test_a_letter_is_written_in_the_language_of_its_reader(desk, practice):
    with translation.override("zh-hant"):
        page = url("case_part", practice, "letters", "one_time_notice")
    data = urlencode([("go", "draft"), *NOTICE])
    kind = "application/x-www-form-urlencoded"
    letter = desk.post(page, data, content_type=kind, headers={"accept-language": "zh-hant"}).content.decode()
    assert "不動產登記顯示房屋由兩人共有，目前只收到一人同意。本告知依據《行政許可法》第三十二條。" in letter
