"""Ann convenes a panel of six on the examination T-01 of county X; Rex reviews there and signs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Examination, Judge, Panel, PanelItem, Rating
from assessments.services.standard_setting.judges import appoint
from assessments.services.standard_setting.panels import convene
from assessments.services.standard_setting.rounds import move_panel
from lms.people.models import OrgUnit, User

NOW = timezone.now()
LATER = timezone.localdate() + timedelta(days=14)
TEXTS = {"en": "Registers a plain case without help.", "zh-hant": "能獨立登記簡單案件。"}
Status = Panel.Status


@pytest.fixture
def exam(examination: Examination, units: dict[str, OrgUnit]) -> Examination:
    """Level 2, cuts at 30 % and 60 %, twenty live items of which everybody draws ten."""
    examination.bank.unit = units["X"]
    examination.bank.save()
    return examination


@pytest.fixture
def seated(hire: Callable[..., User]) -> list[User]:
    """Six judges with no right to the bank."""
    return [hire(f"Judge{number}") for number in range(1, 7)]


@pytest.fixture
def panel(exam: Examination, ann: User, seated: list[User]) -> Panel:
    """Being prepared, with its judges."""
    panel = convene(examination=exam, level=2, borderline=TEXTS, convener=ann)
    for user in seated:
        appoint(panel=panel, user=user, expertise="counter", actor=ann)
    return panel


@pytest.fixture
def opened(panel: Panel, ann: User) -> Panel:
    return move_panel(panel=panel, to=Status.ROUND_1, actor=ann, at=NOW)


@pytest.fixture
def closed(opened: Panel, ann: User) -> Panel:
    """Judges 1 to 6 say 60, 62 … 70 of every item: the cut is 65 %, its standard error 1.53 points of a hundred."""
    rate_all(opened, lambda place, _item: 60 + 2 * place)
    move_panel(panel=opened, to=Status.DISCUSSION, actor=ann, at=NOW)
    return move_panel(panel=opened, to=Status.CLOSED, actor=ann, at=NOW)


def rate_all(panel: Panel, percent: Callable[[int, PanelItem], int], *, judges: int = 6, number: int = 1) -> None:
    """`percent`: (place of the judge from 0, item) → rating; by the first `judges` of the panel."""
    Rating.objects.bulk_create(
        Rating(judge=judge, item=item, round=number, percent=percent(place, item), at=NOW)
        for place, judge in enumerate(Judge.objects.filter(panel=panel).order_by("pk")[:judges])
        for item in panel.items.all()
    )
