"""The sheets that an outline is read from: their columns, what a cell may hold, and an example of each."""

from __future__ import annotations

from collections.abc import Mapping

SHEETS: Mapping[str, tuple[str, ...]] = {
    "case": ("entry", "en", "zh"),
    "documents": ("id", "en", "zh", "kind", "minutes"),
    "steps": ("id", "en", "zh", "as", "minutes", "read first", "only after"),
    "deadlines": ("id", "en", "zh", "working days", "until", "since", "law"),
}
# As Chinese desks head their columns and name their sheets.
ALIASES: Mapping[str, str] = {
    "案件": "case",
    "材料": "documents",
    "步驟": "steps",
    "步骤": "steps",
    "期限": "deadlines",
    "項目": "entry",
    "项目": "entry",
    "編號": "id",
    "编号": "id",
    "英文": "en",
    "中文": "zh",
    "種類": "kind",
    "种类": "kind",
    "分鐘": "minutes",
    "分钟": "minutes",
    "形式": "as",
    "先閱": "read first",
    "先阅": "read first",
    "前置步驟": "only after",
    "前置步骤": "only after",
    "工作日": "working days",
    "截止步驟": "until",
    "截止步骤": "until",
    "起算步驟": "since",
    "起算步骤": "since",
    "依據": "law",
    "依据": "law",
}
ENTRIES = ("code", "title", "post", "briefing", "first day", "competencies")
LETTER = frozenset({"letter", "文書", "文书"})
ACT = frozenset({"", "step", "步驟", "步骤"})

EXAMPLE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "case": (
        ("code", "sim-90", ""),
        ("title", "A stall licence for the night market", "夜市攤位許可"),
        ("post", "Licensing clerk at the town counter", "鎮便民服務中心許可人員"),
        (
            "briefing",
            "A vendor has applied for a stall. Decide within the period.",
            "一名商販申請夜市攤位，請在期限內辦結。",
        ),
        ("first day", "2026-09-21", ""),
        ("competencies", "S1", ""),
    ),
    "documents": (
        ("application", "Application form", "申請表", "form", "3"),
        ("id_card", "Identity card", "身份證", "identity", "2"),
        ("stall_plan", "Plan of the stalls", "攤位平面圖", "sheet", "3"),
    ),
    "steps": (
        ("check_papers", "Check the papers", "審查材料", "step", "5", "application, id_card", ""),
        ("reserve_stall", "Reserve a stall", "預留攤位", "step", "5", "stall_plan", ""),
        ("decision", "Decision letter", "許可決定書", "letter", "10", "application", ""),
        ("file_case", "File the case", "歸檔", "step", "5", "", "decision"),
    ),
    "deadlines": (
        ("decide", "Period for the decision", "決定期限", "5", "decision", "", "Administrative Licensing Law"),
        ("filing", "Period for filing", "歸檔期限", "2", "file_case", "decision", ""),
    ),
}
