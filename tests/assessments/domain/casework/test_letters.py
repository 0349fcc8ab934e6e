"""What leaves the desk reads as a letter, in the reader's language, and says what was chosen and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assessments.domain.casework.letters import Letter, Paragraph, compose, sent_letters
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.texts import Renderer

NOTICE: dict[str, Any] = {
    "items": ["co_owner_consent"],
    "deferrable": ["floor_plan"],
    "reason": "owner_reason",
    "clause": "al32",
    "wording": "plain",
    "help": ["contact"],
    "reply_by": "2026-09-30",
    "remark": "Mind the {shop} step.",
}


def written(sim_1: Scenario, form: str, values: dict[str, Any], *, locale: str = "en", day: int = 0) -> Letter:
    case = sim_1.cases["a"]
    return compose(
        case, case.forms[form], values, day=day, say=Renderer(locale, case.parameters), say_date=date.isoformat
    )


def test_a_notice_reads_as_a_letter(sim_1: Scenario) -> None:
    letter = written(sim_1, "one_time_notice", NOTICE)
    assert (letter.recipient, letter.date) == ("Ms Lin Xiufen", date(2026, 9, 21))
    assert (letter.salutation, letter.closing) == ("Dear Ms Lin Xiufen,", "Yours sincerely")
    assert letter.sender
    assert letter.reference == "Case QY-2026-0921-017"
    assert [paragraph.text[:30] for paragraph in letter.body] == [
        "Your application is here. This",
        "The registry shows two owners;",
        "Please hand in now:",
        "May follow within ten working ",
        "Please let us have it by 2026-",
        "If anything is unclear, ask th",
        "Mind the {shop} step.",
    ]
    assert letter.body[1].text.endswith("one. This notice rests on article 32 of the Administrative Licensing Law.")
    assert letter.body[2].items == ("Consent of the co-owner",)


def test_what_was_not_chosen_leaves_no_trace(sim_1: Scenario) -> None:
    silent = {**NOTICE, "deferrable": [], "reason": "no_reason", "clause": "none_cited", "help": [], "remark": None}
    body = written(sim_1, "one_time_notice", silent).body
    assert [paragraph.text[:20] for paragraph in body] == [
        "Your application is ",
        "Please hand in now:",
        "Please let us have i",
    ]
    assert written(sim_1, "one_time_notice", {"wording": "no such thing", "reply_by": "soon"}).body == (
        Paragraph("Please let us have it by soon; if you need longer, tell us before that day."),
    )


def test_chinese_sentences_follow_each_other_without_a_space(sim_1: Scenario) -> None:
    letter = written(sim_1, "one_time_notice", NOTICE, locale="zh-hant")
    assert letter.salutation == "林秀芬女士："
    assert letter.body[1].text == (
        "不動產登記顯示房屋由兩人共有，目前只收到一人同意。本告知依據《行政許可法》第三十二條。"
    )
    assert written(sim_1, "one_time_notice", NOTICE, locale="zh-hans").body[2].text == "现在须补正："


def test_a_letter_counts_a_statutory_period_from_the_day_it_is_written(sim_1: Scenario) -> None:
    letter = written(sim_1, "decision", {"tell": ["sealed_receipt", "permit_date"]}, day=3)
    assert "receipt, dated 2026-09-24" in letter.body[0].text
    assert "decided by 2026-10-29 at the latest" in letter.body[0].text


def test_what_the_officer_does_beside_it_is_no_part_of_the_letter(sim_1: Scenario) -> None:
    letter = written(sim_1, "call_reply", {"share": [], "say": "curt", "after": "nothing"})
    assert [paragraph.text for paragraph in letter.body] == [
        "We give no information by telephone, to anyone, for any reason. Good day."
    ]
    left_alone = "Let it rest; such calls come every day"
    assert [(one.label, one.texts) for one in letter.beside] == [("Afterwards", (left_alone,))]


@pytest.mark.parametrize("locale", ["en", "zh-hant", "zh-hans"])
def test_no_letter_prints_a_heading_of_its_form(sim_1: Scenario, locale: str) -> None:
    for variant, case in sim_1.cases.items():
        say = Renderer(locale, case.parameters)
        state = replay(sim_1, variant, case.goldens["expert"].play)
        letters = sent_letters(case, state, say=say, say_date=date.isoformat)
        assert [letter.form for letter in letters] == [
            "correction_request",
            "one_time_notice",
            "call_reply",
            "chief_reply",
            "decision",
        ]
        for letter in letters:
            labels = {say(field.label) for field in case.forms[letter.form].fields}
            lines = [line for paragraph in letter.body for line in (paragraph.text, *paragraph.items)]
            assert lines
            assert not [line for line in lines for label in labels if line.startswith(label)]
            assert not [line for line in lines if "{" in line or line.startswith(('"', "「", "“"))]


def test_a_preview_tells_nothing_that_only_a_look_up_shows(sim_1: Scenario) -> None:
    """A letter can be drafted before any paper was read."""
    for case in sim_1.cases.values():
        for form in case.forms.values():
            texts = [option.sentence or option.label for field in form.fields for option in field.options]
            assert not [text for text in texts if text.placeholders() & {"co_owner", "tax_name", "account", "balance"}]
