"""Simplified Chinese derived from Traditional: words, exceptions, quotes, layout, and the texts that are shipped."""

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from lms.base.management.commands import write_simplified
from lms.base.management.commands.write_simplified import derived_texts
from lms.base.simplifying import TERMS, simplifier
from lms.lib.simplified import Simplifier, derive_document, fill_in

SIMPLIFY = simplifier()
TABLE = yaml.safe_load(TERMS.read_text(encoding="utf-8"))


def bare(**words: str) -> Simplifier:
    """A simplifier with these terms only, over characters that stay as they are."""
    return Simplifier(terms=words, keep=[], characters=lambda text: text)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("個人資訊保護法", "个人信息保护法"),
        ("網路與網際網路", "网络与互联网"),
        ("人工智慧、雲計算", "人工智能、云计算"),
        ("用智慧型手機點連結登錄帳號", "用智能手机点链接登录账号"),
        ("列印這張試算表，合併儲存格", "打印这张电子表格，合并单元格"),
        ("隨身碟裡的軟體和資料庫", "U盘里的软件和数据库"),
        ("照範本跟著做", "照模板跟着做"),
        ("申請行政覆議，答覆在六十日內", "申请行政复议，答复在六十日内"),
        ("理髮店的許可準予發佈", "理发店的许可准予发布"),
    ],
)
def test_mainland_words_replace_those_of_the_source(traditional: str, simplified: str) -> None:
    assert SIMPLIFY(traditional) == simplified


def test_a_computer_file_and_an_archive_are_told_apart() -> None:
    assert SIMPLIFY("檔案名要短，電子檔案要歸檔") == "文件名要短，电子档案要归档"


@pytest.mark.parametrize(("phrase", "kept"), [("著名", "著名"), ("差別顯著", "差别显著"), ("救災帳篷", "救灾帐篷")])
def test_a_kept_phrase_shields_its_characters_from_the_terms(phrase: str, kept: str) -> None:
    assert SIMPLIFY(phrase) == kept


def test_the_longest_word_wins_whatever_the_order_of_the_table() -> None:
    assert bare(網路="网络", 網路釣魚="钓鱼")("網路釣魚、網路") == "钓鱼、网络"
    assert bare(網路釣魚="钓鱼", 網路="网络")("網路釣魚、網路") == "钓鱼、网络"


def test_a_table_without_words_leaves_the_text_to_the_characters() -> None:
    assert Simplifier(terms={}, keep=[], characters=str.upper)("abc") == "ABC"


def test_corner_brackets_become_mainland_quotes_also_when_nested() -> None:
    assert SIMPLIFY("她說：「請看『一次告知』。」") == "她说：“请看‘一次告知’。”"


def test_converting_twice_changes_nothing_more() -> None:
    every_word = "；".join([*TABLE["terms"], *TABLE["keep"], "「說『數據』」"])
    once = SIMPLIFY(every_word)
    assert SIMPLIFY(once) == once


@pytest.mark.parametrize("phrase", TABLE["keep"])
def test_each_kept_phrase_holds_a_term_that_would_have_changed_it(phrase: str) -> None:
    assert any(term in phrase for term in TABLE["terms"])


BLOCK = """\
# A comment above.
stem:
  en: "One: two"
  zh-hant: "這是「資訊」"   # a comment beside
text:
  zh-hant: >-
    先看網路，
    再看帳號。

  last: &shared {en: A, zh-hant: 螢幕, id: b}
again: *shared
"""


def test_an_entry_is_added_after_its_source_and_the_layout_stays() -> None:
    assert (
        fill_in(BLOCK, simplify=SIMPLIFY)
        == """\
# A comment above.
stem:
  en: "One: two"
  zh-hant: "這是「資訊」"   # a comment beside
  zh-hans: "这是“信息”"
text:
  zh-hant: >-
    先看網路，
    再看帳號。
  zh-hans: >-
    先看网络，
    再看账号。

  last: &shared {en: A, zh-hant: 螢幕, zh-hans: 屏幕, id: b}
again: *shared
"""
    )


def test_filling_in_again_changes_nothing() -> None:
    filled = fill_in(BLOCK, simplify=SIMPLIFY)
    assert fill_in(filled, simplify=SIMPLIFY) == filled


def test_an_outdated_entry_is_replaced_where_it_stands() -> None:
    text = "a: {zh-hans: 旧, zh-hant: 資訊}\nb:\n  zh-hant: 網路\n  en: Net\n  zh-hans: >-\n    旧\n    文\nc: 1\n"
    expected = "a: {zh-hans: 信息, zh-hant: 資訊}\nb:\n  zh-hant: 網路\n  en: Net\n  zh-hans: 网络\nc: 1\n"
    assert fill_in(text, simplify=SIMPLIFY) == expected


def test_lists_of_words_are_converted_entry_by_entry() -> None:
    filled = yaml.safe_load(fill_in("words:\n  zh-hant: [資訊, 網路]\n", simplify=SIMPLIFY))
    assert filled["words"]["zh-hans"] == ["信息", "网络"]


def test_a_term_torn_by_an_escape_is_refused_rather_than_written_wrongly() -> None:
    with pytest.raises(ValueError, match="read back"):
        fill_in('zh-hant: "資\\u8a0a"\n', simplify=SIMPLIFY)


def test_a_document_keeps_its_layout_and_takes_the_given_title() -> None:
    source = "title: 資訊\nsummary: 網路   # why\nbody:\n  - prose: |\n      帳號\n"
    derived = derive_document(source, simplify=SIMPLIFY, replaced={"title": 'A "b" \\ c'})
    assert derived == 'title: "A \\"b\\" \\\\ c"\nsummary: 网络   # why\nbody:\n  - prose: |\n      账号\n'
    assert yaml.safe_load(derived)["title"] == 'A "b" \\ c'


def test_a_lesson_takes_its_title_from_the_catalogue(tmp_path: Path) -> None:
    lesson = tmp_path / "courses/starter/lessons/g-01/1-forms.zh-hant.yaml"
    catalogue = tmp_path / "courses/starter/catalogue/courses.yaml"
    for path in (lesson, catalogue):
        path.parent.mkdir(parents=True)
    lesson.write_text("lesson: G-01/1\nslug: forms\ntitle: 表單\nsummary: 資訊\n", encoding="utf-8")
    catalogue.write_text(
        "courses:\n- code: G-01\n  lessons:\n  - {slug: forms, title: {zh-hant: 表單, zh-hans: 申请表}}\n",
        encoding="utf-8",
    )
    [(path, text)] = derived_texts(tmp_path, simplify=SIMPLIFY).items()
    assert path.name == "1-forms.zh-hans.yaml"
    assert yaml.safe_load(text) == {"lesson": "G-01/1", "slug": "forms", "title": "申请表", "summary": "信息"}


@pytest.fixture
def small_academy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One lesson and one item, both without Simplified text, and a derived lesson whose source is gone."""
    contents = {
        "courses/starter/lessons/g-01/1-forms.zh-hant.yaml": "lesson: G-01/1\nslug: forms\ntitle: 資訊\n",
        "courses/starter/lessons/g-01/2-gone.zh-hans.yaml": "lesson: G-01/2\n",
        "assessments/starter/items/g-01.yaml": "stem: {en: Net, zh-hant: 網路}\n",
    }
    for name, text in contents.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(write_simplified, "ROOT", tmp_path)
    return tmp_path


def test_the_check_names_outdated_and_orphaned_texts_and_writes_nothing(small_academy: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("write_simplified", "--check")
    assert [line.strip() for line in str(refusal.value).splitlines()[1:]] == [
        "assessments/starter/items/g-01.yaml",
        "courses/starter/lessons/g-01/1-forms.zh-hans.yaml",
        "courses/starter/lessons/g-01/2-gone.zh-hans.yaml",
    ]
    assert not (small_academy / "courses/starter/lessons/g-01/1-forms.zh-hans.yaml").exists()


def test_the_command_writes_what_is_outdated_once_and_removes_orphans(
    small_academy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("write_simplified")
    call_command("write_simplified")
    call_command("write_simplified", "--check")
    assert capsys.readouterr().out.splitlines() == [
        "2 texts: 2 written, 1 without a source removed.",
        "2 texts: 0 written, 0 without a source removed.",
        "2 texts: 0 written, 0 without a source removed.",
    ]
    item = (small_academy / "assessments/starter/items/g-01.yaml").read_text(encoding="utf-8")
    assert item == "stem: {en: Net, zh-hant: 網路, zh-hans: 网络}\n"
    assert not (small_academy / "courses/starter/lessons/g-01/2-gone.zh-hans.yaml").exists()


def test_the_shipped_texts_are_up_to_date() -> None:
    """`manage.py write_simplified` writes them again after a change of a Traditional text or of the table."""
    call_command("write_simplified", "--check")
