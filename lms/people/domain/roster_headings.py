"""The columns of the two files and the headings under which each is known, in any letter case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file must bring; `chinese` gives the names of each column in the two scripts."""

    columns: Sequence[str]
    chinese: Mapping[str, Sequence[str]]

    def column(self, heading: str) -> str:
        """The column that a heading means, or the heading itself."""
        meant = heading.casefold()
        return next((column for column, names in self.chinese.items() if meant == column or heading in names), meant)


PEOPLE = Layout(
    ("employee_number", "name", "email", "org_unit", "post", "birth_date", "hire_date", "fte", "status"),
    {
        "employee_number": ("工號", "工号"),
        "name": ("姓名",),
        "email": ("電子郵箱", "電子信箱", "電子郵件", "电子邮箱", "电子邮件"),
        "org_unit": ("單位代碼", "单位代码", "單位", "单位"),
        "post": ("崗位代碼", "岗位代码", "崗位", "岗位"),
        "birth_date": ("出生日期",),
        "hire_date": ("入職日期", "入职日期"),
        "fte": ("工作時間比例", "工作时间比例"),
        "status": ("狀態", "状态"),
    },
)
UNITS = Layout(
    ("code", "parent", "level", "name_zh_hant", "name_en"),
    {
        "code": ("單位代碼", "单位代码"),
        "parent": ("上級單位代碼", "上级单位代码", "上級單位", "上级单位"),
        "level": ("層級", "层级"),
        "name_zh_hant": ("繁體名稱", "繁体名称"),
        "name_zh_hans": ("簡體名稱", "简体名称"),
        "name_en": ("英文名稱", "英文名称"),
    },
)
