"""Colleagues of the learner sit the front-line examination as well: simulated people, the real scoring code.

    python -m tests.browser.colleagues UNIT

The figures that HR reads move ten people at a time (docs/decisions/0007), so one learner alone must not move them. Who
was assessed before waits for nine others who were (0040), so ten have to be new: the whole office sits.
"""

import sys
from datetime import timedelta
from random import Random


def sit_as_well(unit: str) -> None:
    from django.utils import timezone

    from assessments.models import Examination
    from assessments.services.exam_history import ExamHall, Records, Sitter, store
    from lms.people.models import User

    now, rng = timezone.now(), Random(1)
    hall, records = ExamHall(Examination.objects.get(code="F-11"), rng), Records()
    office = User.objects.filter(assignments__unit__code=unit, assignments__ends_on=None, is_demo=False).distinct()
    for colleague in office.order_by("pk"):
        hall.sit(Sitter(colleague, dict.fromkeys(hall.cards, 4.0)), [now - timedelta(hours=1)], records)
    store(records)


if __name__ == "__main__":
    import django

    django.setup()
    sit_as_well(sys.argv[1])
