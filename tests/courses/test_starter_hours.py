"""The hours of a complete course are made up of what its page says, in every language."""

import math
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "courses" / "starter"
COURSES = {
    course["code"]: course
    for course in yaml.safe_load((STARTER / "catalogue" / "courses.yaml").read_text(encoding="utf-8"))["courses"]
}
EXAMINATIONS = {
    one["code"]: one["minutes"]
    for one in yaml.safe_load((ROOT / "assessments/starter/examinations.yaml").read_text(encoding="utf-8"))
}
SPAN = {
    "en": re.compile(r"(?:(\d+) h\b)? ?(?:(\d+) min)?"),
    "zh": re.compile(r"(?:(\d+)小[時时])?(?:(\d+)分[鐘钟])?"),
}


def spans(text: str, locale: str) -> list[int]:
    """Each span of time after the words that begin the account, in minutes."""
    account = re.split(r"The \d+ hours: |\d+小[時时]的[構构]成：", text)[1]
    found = (match.groups(default="0") for match in SPAN[locale[:2]].finditer(account) if any(match.groups()))
    return [60 * int(hours) + int(minutes) for hours, minutes in found]


@pytest.mark.parametrize("code", ["G-01", "G-02", "F-11"])
@pytest.mark.parametrize("locale", ["en", "zh-hant", "zh-hans"])
def test_the_hours_are_the_sum_of_what_is_named(code: str, locale: str) -> None:
    course = COURSES[code]
    parts = spans(course["assessment"][locale], locale)
    lessons = [
        yaml.safe_load(path.read_text(encoding="utf-8"))["minutes"]
        for path in (STARTER / "lessons" / code.lower()).glob(f"*.{locale}.yaml")
    ]
    assert parts[0] == sum(lessons)
    assert code not in EXAMINATIONS or EXAMINATIONS[code] in parts
    assert course["hours"] == math.ceil(sum(parts) / 60)
