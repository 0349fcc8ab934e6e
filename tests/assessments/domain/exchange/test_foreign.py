"""Files as other systems write them: what comes in, and what is told to be lost. All texts are made for this test."""

from typing import Any

import pytest

from assessments.domain.exchange.found import FileRefused, Imported
from assessments.domain.exchange.transfer import read_items

from .wares import GIVEN

PICTURE = '<img src="@@PLUGINFILE@@/a.png" alt="A seal"/>'
MOODLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/Top</text></category></question>
<question type="multichoice"><name><text>Seal</text></name>
 <questiontext format="html"><text><![CDATA[<p>Which <b>seal</b> is this?</p><p>{PICTURE}</p>]]></text></questiontext>
 <single>true</single><shuffleanswers>false</shuffleanswers>
 <answer fraction="100" format="html"><text>The old&amp;nbsp;one &amp;amp; only</text>
 <feedback format="html"><text>Yes</text></feedback></answer>
 <answer fraction="50"><text>The new one</text></answer><answer fraction="0"><text>None</text></answer>
 <hint><text>Look closely</text></hint><tags><tag><text>seals</text></tag></tags></question>
<question type="truefalse"><questiontext format="markdown"><text>A decree *binds*.</text></questiontext>
 <answer fraction="0"><text>true</text><feedback><text>No.</text></feedback></answer>
 <answer fraction="100"><text>false</text></answer></question>
<question type="ddmatch"><questiontext><text>Match</text></questiontext>
 <subquestion format="html"><text>&lt;p&gt;Tax&lt;/p&gt;</text>
 <answer format="html"><text>&lt;i&gt;Money&lt;/i&gt;</text></answer></subquestion>
 <subquestion><text>Road</text><answer><text>Stone</text></answer></subquestion>
 <subquestion><text></text><answer><text>Wood</text></answer></subquestion></question>
<question type="numerical"><questiontext><text>How far?</text></questiontext>
 <answer fraction="100"><text>2</text><tolerance>0.5</tolerance></answer>
 <answer fraction="50"><text>3</text></answer>
 <units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit>
 <unit><multiplier>1000</multiplier><unit_name>m</unit_name></unit></units></question>
<question type="shortanswer"><questiontext><text>Which law?</text></questiontext><usecase>1</usecase>
 <answer fraction="100"><text>Archives Act</text></answer><answer fraction="100"><text>Arch*</text></answer></question>
<question type="essay"><questiontext><text>Why?</text></questiontext></question>
<question type="ordering"><questiontext><text>Order</text></questiontext>
 <answer fraction="2"><text>Second</text></answer><answer fraction="1"><text>First</text></answer>
 <answer fraction="3"><text>Third</text></answer></question>
<question type="cloze"><name><text>Gaps</text></name><questiontext><text>{{1:MC:=a}}</text></questiontext></question>
<question type="multichoice"><questiontext><text>Nothing right</text></questiontext>
 <answer fraction="0"><text>a</text></answer></question>
</quiz>"""

QTI_2 = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i-1" title="T" adaptive="false"
 timeDependent="false" xml:lang="en-GB">
<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">
{declared}</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody>{body}</itemBody>
{rest}
</assessmentItem>"""
CHOICE = """<p>Read <em>this</em>.</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
<prompt>Who signs?</prompt><simpleChoice identifier="ChoiceA" fixed="false">The head<feedbackInline identifier="ChoiceA"
 outcomeIdentifier="F" showHide="show">Right.</feedbackInline></simpleChoice>
<simpleChoice identifier="Choice-B">The clerk</simpleChoice><simpleChoice identifier="Choice-C">Nobody</simpleChoice>
</choiceInteraction>"""
CORRECT = "<correctResponse><value>{}</value></correctResponse>"


def found_in(text: str, name: str) -> list[Imported]:
    return read_items(text.encode(), name, GIVEN)[1]


def codes(found: Imported) -> set[str]:
    return {str(one.detail["code"]) if one.code == "fault" else one.code for one in found.problems}


def parts(found: Imported) -> tuple[str, Any, Any, Any]:
    assert found.content is not None, found.problems
    return found.content.kind, found.content.stem, found.content.body, found.content.right


def words(listed: list[dict[str, Any]]) -> list[str]:
    return [one["text"]["en"] for one in listed]


def test_questions_of_moodle_come_in_with_their_losses_named():
    seal, decree, match, far, law, why, order, gaps, nothing = found_in(MOODLE, "m.xml")
    kind, stem, body, right = parts(seal)
    assert (kind, stem, right) == ("single", {"en": "Which seal is this?\n\n[A seal]"}, {"correct": ["a"]})
    assert words(body["options"]) == ["The old one & only", "The new one", "None"]
    assert seal.content is not None
    assert seal.content.rationales == {"a": {"en": "Yes"}}
    assert codes(seal) == {"formatting", "images", "weights", "fixed_order", "hints", "tags"}
    assert (seal.name, seal.line) == ("Seal", 4)

    kind, stem, body, right = parts(decree)
    assert (kind, words(body["options"]), right) == ("single", ["True", "False"], {"correct": ["b"]})
    assert codes(decree) == {"markdown", "few_options"}

    kind, _, body, right = parts(match)
    assert (words(body["prompts"]), words(body["options"])) == (["Tax", "Road"], ["Money", "Stone", "Wood"])
    assert right == {"pairs": {"p1": "a", "p2": "b"}}

    kind, _, body, right = parts(far)
    assert words(body["units"]) == ["km", "m"]
    assert right["accepted"] == [
        {"value": 2, "tolerance": 0.5, "unit": "a"},
        {"value": 2000, "tolerance": 500, "unit": "b"},
    ]
    assert codes(far) == {"partial_answers"}

    kind, _, body, right = parts(law)
    assert (kind, right) == ("form_fill", {"fields": {"a": {"words": ["Archives Act"]}}})
    assert codes(law) == {"partial_answers", "case", "few_fields"}

    assert parts(why)[0] == "short_text"
    assert codes(why) == {"no_model", "no_key"}
    assert words(parts(order)[2]["options"]) == ["First", "Second", "Third"]
    assert (gaps.content, gaps.name, codes(gaps)) == (None, "Gaps", {"unsupported"})
    assert (nothing.content, codes(nothing)) == (None, {"no_right_answer"})


def qti(body: str, declared: str, *, cardinality: str = "single", base: str = "identifier", rest: str = "") -> Imported:
    (found,) = found_in(
        QTI_2.format(body=body, declared=declared, cardinality=cardinality, base=base, rest=rest), "i.xml"
    )
    return found


def test_a_choice_of_qti_2_comes_in():
    found = qti(CHOICE, CORRECT.format("Choice-B"))
    kind, stem, body, right = parts(found)
    assert (kind, stem, right) == ("single", {"en": "Read this.\n\nWho signs?"}, {"correct": ["b"]})
    assert [one["id"] for one in body["options"]] == ["a", "b", "c"]
    assert words(body["options"]) == ["The head", "The clerk", "Nobody"]
    assert found.content is not None
    assert found.content.rationales == {"a": {"en": "Right."}}
    assert codes(found) == {"formatting"}


def test_numbers_and_words_typed_into_a_line_come_in():
    line = '<p>It is <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="3"/> km.</p>'
    near = """<responseProcessing><responseCondition><responseIf><equal toleranceMode="relative" tolerance="10 10">
    <variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>
    <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>
    </responseCondition></responseProcessing>"""
    kind, stem, _, right = parts(qti(line, CORRECT.format("40"), base="float", rest=near))
    assert (kind, stem, right) == ("numeric", {"en": "It is _____ km."}, {"accepted": [{"value": 40, "tolerance": 4}]})
    mapping = '<mapping><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="0.5"/></mapping>'
    found = qti(line, CORRECT.format("York") + mapping, base="string")
    assert parts(found)[3] == {"fields": {"a": {"words": ["York"]}}}
    assert codes(found) == {"partial_answers", "few_fields"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="9"/>', "unsupported"),
        (CHOICE + CHOICE, "several_questions"),
        ("<p>Only text</p>", "no_question"),
    ],
)
def test_what_qti_asks_and_we_do_not_is_named(body, reason):
    found = qti(body, CORRECT.format("ChoiceA"))
    assert (found.content, codes(found)) == (None, {reason})


GIFT = r"""// a comment
$CATEGORY: top/laws

::Weights::[html]<p>Pick two</p>{
 ~%50%One#good
 ~%50%Two \= 2
 ~%-100%Three
}

The seat is in {=Harbour ~Hill ~Plain}, since 1900.

Decrees bind.{FALSE#they do not}

How long?{#3:0.5}

When?{#
 =1900:2
 =%50%1900..1910
}

Match{
 =law -> act
 =order -> decree
 = -> memo
}

Which?{=Archives Act =%50%Act}

Explain.{}

Just words.

Two right{=a =b ~c}
"""


def test_questions_of_gift_come_in():
    weights, seat, decree, long, when, match, which, explain, plain, two = found_in(GIFT, "g.txt")
    kind, stem, body, right = parts(weights)
    assert (kind, stem, right) == ("multiple", {"en": "Pick two"}, {"correct": ["a", "b"]})
    assert words(body["options"]) == ["One", "Two = 2", "Three"]
    assert (weights.line, codes(weights)) == (4, {"weights"})
    assert parts(seat)[:2] == ("single", {"en": "The seat is in _____ , since 1900."})
    assert parts(decree)[3] == {"correct": ["b"]}
    assert decree.content is not None
    assert decree.content.rationales == {"a": {"en": "they do not"}}
    assert parts(long)[3] == {"accepted": [{"value": 3, "tolerance": 0.5}]}
    assert parts(when)[3] == {"accepted": [{"value": 1900, "tolerance": 2}]}
    assert parts(match)[3] == {"pairs": {"p1": "a", "p2": "b"}}
    assert words(parts(match)[2]["options"]) == ["act", "decree", "memo"]
    assert parts(which)[3] == {"fields": {"a": {"words": ["Archives Act"]}}}
    assert parts(explain)[0] == "short_text"
    assert [codes(one) for one in (plain, two)] == [{"unsupported"}, {"several_right"}]


AIKEN = """Who signs?
A. The head
B) The clerk
C. Nobody
ANSWER: B

No answer here?
A. One
B. Two
Is this read?
A. Yes
B. No
C. Hardly
answer: a
Wrong letter?
A. One
B. Two
ANSWER: D
"""


def test_aiken_goes_on_after_a_question_that_does_not_end():
    first, second, third, fourth = found_in(AIKEN, "a.txt")
    assert parts(first)[3] == {"correct": ["b"]}
    assert (second.content, second.line, codes(second)) == (None, 7, {"no_right_answer"})
    assert parts(third)[1] == {"en": "Is this read?"}
    assert (fourth.content, fourth.line) == (None, 15)


TABLE = (
    "Task EN;option 1 en;option 1 right;option 2 en;option 3 en;option 3 right;Level;mood\n"
    "'=1+1?;'+2;x;3;4;;2;sad\n"
    "What?;a;maybe;b;c;;;\n"
    '"Two\nlines";a;是;b;c;yes;9;\n'
)


def test_a_table_of_a_spreadsheet_is_read_row_by_row():
    column, sum_, what, two = found_in(TABLE, "t.csv")
    assert (column.content, codes(column)) == (None, {"unknown_column"})
    assert parts(sum_)[:2] == ("single", {"en": "=1+1?"})
    assert words(parts(sum_)[2]["options"]) == ["+2", "3", "4"]
    assert (what.line, codes(what)) == (3, {"not_yes_or_no"})
    assert parts(two)[1:] == (
        {"en": "Two\nlines"},
        {"options": parts(two)[2]["options"]},
        {"correct": ["a", "c"]},
    )
    assert (two.line, codes(two)) == (4, {"bad_fact"})


@pytest.mark.parametrize(
    ("content", "is_read"),
    [
        ("Wer führt?\nA. Müller\nB. Özil\nC. Weiß\nANSWER: A\n".encode("cp1252"), False),
        ("誰？\nA. 主任\nB. 科員\nANSWER: A\n".encode("gb18030"), True),
        ("誰？\nA. 主任\nB. 科員\nANSWER: A\n".encode("utf-16"), True),
        ("誰？\nA. 主任\nB. 科員\nANSWER: A\n".encode("big5"), False),
    ],
)
def test_a_text_is_read_in_its_encoding_or_not_at_all(content, is_read):
    if is_read:
        _, (found,) = read_items(content, "q.txt", GIVEN)
        assert found.content is not None
        assert found.content.stem == {"en": "誰？"}
    else:
        with pytest.raises(FileRefused, match="bad_encoding"):
            read_items(content, "q.txt", GIVEN)
