"""Load the courses of the starter academy; pages that exist are left as their editors have made them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ...services.course_authors import give_demo_author_a_course
from ...services.desk_setup import set_up_rights, set_up_roots
from ...services.starter_courses import Starter, load_axes, load_courses

STARTER = Path(__file__).resolve().parents[2] / "starter"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        starter = Starter(STARTER)
        roots = set_up_roots()
        load_axes(starter)
        counts = load_courses(starter, roots)
        if set_up_rights() and settings.DEMO_ALLOWED:
            give_demo_author_a_course()
        self.stdout.write(
            f"courses: {counts.courses} added with {counts.lessons} lessons, {counts.published} pages published"
        )
