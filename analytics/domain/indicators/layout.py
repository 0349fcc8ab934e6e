"""The columns of a file of service figures and the headings under which each is known."""

from lms.people.domain.roster_headings import Layout

LAYOUT = Layout(
    ("org_unit", "month", "indicator", "numerator", "denominator"),
    {
        "org_unit": ("單位代碼", "单位代码", "單位", "单位"),
        "month": ("月份", "月"),
        "indicator": ("指標代碼", "指标代码", "指標", "指标"),
        "numerator": ("分子",),
        "denominator": ("分母",),
    },
)
