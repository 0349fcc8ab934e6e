"""A county office on a thin line opens a lesson: budgets of what goes over the wire."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from courses.models import CoursePage

FIRST_PAGE = 120 * 1024  # bytes, with every style sheet, script and sign it names
NEXT_PAGE = 40 * 1024  # bytes, those in the browser's memory already
ASSET = re.compile(r'(?:src|href)="/static/([^"]+)"')


def weight(content: bytes) -> int:
    return len(gzip.compress(content))


def test_a_lesson_weighs_little(signed_in: Client, course: CoursePage) -> None:
    page = signed_in.get("/courses/F-11/lesson-1/").content
    assets = set(ASSET.findall(page.decode()))
    assert {"lms/academy.css", "courses/lesson.js"} <= assets
    with_assets = weight(page) + sum(weight(Path(str(finders.find(name))).read_bytes()) for name in assets)
    assert weight(page) <= NEXT_PAGE
    assert with_assets <= FIRST_PAGE
