"""The columns of a capacity file and the headings under which each is known."""

from lms.people.domain.roster_headings import Layout

CAPACITY = Layout(
    ("unit", "as_of", "body", "rank", "staff", "leading_group", "source"),
    {
        "unit": ("單位代碼", "单位代码"),
        "as_of": ("截至日期",),
        "body": ("有無專職機構", "有无专职机构"),
        "body_name": ("機構名稱", "机构名称"),
        "rank": ("機構級別", "机构级别"),
        "staff": ("專職人員數", "专职人员数"),
        "maintenance": ("運維人員數", "运维人员数"),
        "leading_group": ("有無領導小組", "有无领导小组"),
        "led_by": ("組長", "组长"),
        "mandate": ("有無決策權限", "有无决策权限"),
        "budget": ("有無專項經費", "有无专项经费"),
        "source": ("資料來源", "资料来源"),
    },
)
