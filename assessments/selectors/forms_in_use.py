"""Test forms as delivery needs them. Keys are never selected here."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from lms.base.db.prepared import Prepared
from lms.lib.canonical import digest

from ..domain.assembly.handing_out import FormInUse
from ..domain.blueprints import Candidate, Cell
from ..models import Attempt, Examination, ItemVersion, TestForm, TestFormItem

logger = logging.getLogger(__name__)

Place = tuple[int, int, str, bool]  # position, version, hash of what the version shows, whether it is scored


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper:
    """One form in use: what it scores, and the versions on trial that stand in it."""

    form_id: int
    scored: tuple[Candidate, ...]
    trial_versions: frozenset[int]
    attempts: int
    is_sound: bool  # every scored item may still be handed out, and the form is what was approved

    def as_choice(self) -> FormInUse:
        items = frozenset(one.item_id for one in self.scored)
        return FormInUse(form_id=self.form_id, item_ids=items, attempts=self.attempts)


def form_hash(places: Iterable[Place]) -> str:
    """What a second person approves: which version stands where, what it shows, what counts."""
    return digest([list(place) for place in sorted(places)])


def forms_in_use(examination: Examination) -> list[FormPaper]:
    """All of them, sound or not, in two queries."""
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _held(examination.pk):
        rows[row[0]].append(dict(zip(COLUMNS, row, strict=True)))
    if not rows:
        return []
    counted = Attempt.objects.filter(form_id__in=rows).order_by().values_list("form_id").annotate(count=Count("pk"))
    attempts = dict(counted.values_list("form_id", "count"))
    return [_paper(form_id, places, attempts.get(form_id, 0)) for form_id, places in rows.items()]


COLUMNS = {
    "form_id": "form_id",
    "position": "position",
    "version_id": "version_id",
    "is_scored": "is_scored",
    "sealed": "form__content_hash",
    "item": "version__item_id",
    "code": "version__competency__code",
    "cognitive": "version__cognitive",
    "status": "version__status",
    "shown": "version__content_hash",
    "exposures": "version__item__exposures",
    "cap": "version__item__bank__exposure_cap",
}
_held = Prepared(
    lambda examination: (
        TestFormItem.objects.filter(form__examination_id=examination, form__status=TestForm.Status.IN_USE)
        .order_by("form_id", "position")
        .values_list(*COLUMNS.values())
    )
)


def _paper(form_id: int, places: Sequence[dict[str, Any]], attempts: int) -> FormPaper:
    scored = [place for place in places if place["is_scored"]]
    return FormPaper(
        form_id=form_id,
        scored=tuple(Candidate(one["version_id"], one["item"], Cell(one["code"], one["cognitive"])) for one in scored),
        trial_versions=frozenset(place["version_id"] for place in places if not place["is_scored"]),
        attempts=attempts,
        is_sound=_is_as_approved(form_id, places) and all(_may_be_met(place) for place in scored),
    )


def _may_be_met(place: dict[str, Any]) -> bool:
    """Live, and not known too well: a version that rests or is retired is met by nobody new."""
    is_worn = place["cap"] is not None and place["exposures"] >= place["cap"]
    return place["status"] == ItemVersion.Status.LIVE and not is_worn


def _is_as_approved(form_id: int, places: Sequence[dict[str, Any]]) -> bool:
    found = form_hash((one["position"], one["version_id"], one["shown"], one["is_scored"]) for one in places)
    if found != places[0]["sealed"]:
        logger.error("test form %s is not what was approved; it is not handed out", form_id)
        return False
    return True
