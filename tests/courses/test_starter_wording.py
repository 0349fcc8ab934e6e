"""The Chinese of the shipped texts: one form of address, the laws' own names, one word for one thing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXTS = sorted(
    [
        *ROOT.glob("courses/starter/lessons/*/*.zh-hant.yaml"),
        *ROOT.glob("courses/starter/catalogue/*.yaml"),
        *ROOT.glob("assessments/starter/items/*.yaml"),
        *ROOT.glob("assessments/starter/scenarios/*/*.yaml"),
    ]
)
LESSONS = sorted(ROOT.glob("courses/starter/lessons/*/*.yaml"))
QUOTED = re.compile(r"「[^」]*」|“[^”]*”")
CONVERTED = ("個人資訊保護法", "網路安全法", "網路安全事件報告", "政府資訊公開條例", "公民個人資訊罪")
# Words of the other shore; the register is the mainland's, in traditional characters.
OF_TAIWAN = (
    "軟體", "硬體", "網路", "資訊", "列印", "印表機", "影片", "視訊", "應用程式",
    "惡意程式", "伺服器", "裝置", "滑鼠", "螢幕", "試算表", "儲存格", "隨身碟", "光碟",
    "介面", "人工智慧", "智慧型", "演算法", "簡訊", "解析度", "頻寬", "駭客", "硬碟",
    "作業系統", "搜尋", "欄位", "資料夾", "資料庫", "登入", "連結", "行動裝置", "行動電話",
    "記憶體", "網際", "技術支援",
)  # fmt: skip
NUMBERED = re.compile(r"^([0-9]+[ .、]|[一二三四五六七八九十]+、|[①-⑳])")


def traditional(node: object, *, inside: bool = False) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if inside or key == "zh-hant" or isinstance(value, dict | list):
                yield from traditional(value, inside=inside or key == "zh-hant")
    elif isinstance(node, list):
        for value in node:
            yield from traditional(value, inside=inside)
    elif inside and isinstance(node, str):
        yield node


def texts_of(path: Path) -> list[str]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return list(traditional(content, inside="zh-hant" in path.name))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_speaks_to_its_reader_and_names_laws_and_things_rightly(path: Path) -> None:
    for text in texts_of(path):
        # Somebody quoted may say 你; the academy says 您, as its interface does.
        assert "你" not in QUOTED.sub("", QUOTED.sub("", text)), text
        assert not [name for name in CONVERTED if name in text], text
        assert not [word for word in OF_TAIWAN if word in text], text
    if "catalogue" not in path.parts:
        # A rank of officials is 級別; a level of a person or of data is 等級.
        assert not [text for text in texts_of(path) if "級別" in text]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name)
def test_a_flow_numbers_its_steps_once_and_a_quotation_carries_no_emphasis(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    flows = [block["flow"] for block in yaml.safe_load(text)["body"] if "flow" in block]
    labels = [step["label"] for flow in flows for step in flow["steps"]]
    assert not [label for label in labels if NUMBERED.match(label)]
    assert not re.search(r"(?<!\*)\*([「“][^*]*[」”]|\"[^*]*\")\*(?!\*)", text)
