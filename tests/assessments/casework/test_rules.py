"""The rule book is searched by words, laws and articles, in languages with spaces and without."""

import pytest

from assessments.selectors.case_rules import search_rules

from .pages import url

LAWS = [
    {"id": "al31", "name": "行政許可法", "article": "31", "summary": "申請人如實提交有關材料。"},
    {
        "id": "al32",
        "name": "行政許可法",
        "article": "32",
        "summary": "材料不齊全的，五日內一次告知需要補正的全部內容。",
    },
    {"id": "report", "name": "Data Regulation", "article": "33(1)", "summary": "Notify the authority within 72 hours."},
    {"id": "fee", "name": "Fees Act", "article": "", "summary": "Fees are published. A data fee is none."},
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["al31", "al32", "report", "fee"]),
        ("一次告知", ["al32"]),
        ("一次告知期限", ["al32"]),  # these words stand nowhere in a row: their pairs decide
        ("材料", ["al31", "al32"]),
        ("行政許可法三十二條", ["al32"]),
        ("第32條", ["al32"]),
        ("材料 第三十一條", ["al31"]),
        ("稅務登記", []),
        ("art. 33", ["report"]),
        ("Article 33(1)", ["report"]),
        ("32", ["al32"]),
        ("data", ["report", "fee"]),  # the name of a law before its text
        ("AUTHOR hours", ["report"]),
        ("uthority", []),
        ("authority fees", []),
        ("<script>", []),
        ("條", []),
    ],
)
def test_what_a_query_finds(query, found):
    assert [one.id for one in search_rules(LAWS, query)] == found


def test_hits_are_marked_and_the_text_is_whole():
    [one] = search_rules(LAWS, "一次告知期限")
    assert "".join(piece.text for piece in one.summary) == LAWS[1]["summary"]
    assert [piece.text for piece in one.summary if piece.is_hit] == ["一次告知"]
    [article] = search_rules(LAWS, "art. 33 notif")
    assert article.is_article_hit
    assert [piece.text for piece in article.summary if piece.is_hit] == ["Notif"]


@pytest.mark.django_db
def test_the_rule_book_of_a_desk_can_be_searched(desk, practice):
    page = url("case_section", practice, "rules")
    assert "1 provision for" in desk.get(page, {"q": "sealed receipt"}).content.decode()
    assert "<mark>receipt</mark>" in desk.get(page, {"q": "receipt"}).content.decode()
    nothing = desk.get(page, {"q": "<script>zzz"}).content.decode()
    assert "0 provisions for" in nothing
    assert "<script>zzz" not in nothing
    assert "0 provisions for" in desk.get(page, {"q": "z" * 5_000}).content.decode()


@pytest.mark.django_db
def test_a_hint_of_practice_leads_to_its_place_in_the_rule_book(desk, practice):
    body = desk.get(url("case_part", practice, "letters", "one_time_notice")).content.decode()
    assert url("case_section", practice, "rules") + "#law-al32" in body
    assert 'id="law-al32"' in desk.get(url("case_section", practice, "rules")).content.decode()
