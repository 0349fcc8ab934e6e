"""Test forms at the authors' desk. Keys are never selected here."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from ...domain.assembly.sheet import anchors_of, overlaps
from ...models import Examination, TestForm, TestFormItem


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapRow:
    form: TestForm
    shared: list[int | None]  # with each form in order; None with itself


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsOverview:
    forms: list[TestForm]  # annotated with `attempts_count`; retired ones last
    overlap: list[OverlapRow]  # of those not retired
    anchors: int  # items common to all that are in use
    length: int  # of the first of them
    in_use: int

    @property
    def anchor_percent(self) -> int:
        return round(100 * self.anchors / self.length) if self.length else 0


def forms_overview(examination: Examination) -> FormsOverview:
    """Three queries, however many forms there are."""
    items = Prefetch(
        "items", queryset=TestFormItem.objects.select_related("version").only("form", "is_scored", "version__item_id")
    )
    forms = list(
        examination.forms.select_related("made_by", "approved_by")
        .annotate(attempts_count=Count("attempts"))
        .order_by("number")
        .prefetch_related(items)
    )
    for form in forms:
        form.examination = examination
    kept = [form for form in forms if form.status != TestForm.Status.RETIRED]
    in_use = [_scored_items(form) for form in kept if form.status == TestForm.Status.IN_USE]
    matrix = overlaps([_scored_items(form) for form in kept])
    return FormsOverview(
        forms=[*kept, *(form for form in forms if form.status == TestForm.Status.RETIRED)],
        overlap=[
            OverlapRow(form=form, shared=[None if column == row else count for column, count in enumerate(counts)])
            for row, (form, counts) in enumerate(zip(kept, matrix, strict=True))
        ],
        anchors=len(anchors_of(in_use)),
        length=len(in_use[0]) if in_use else 0,
        in_use=len(in_use),
    )


def form_items(form: TestForm) -> QuerySet[TestFormItem]:
    """Places in order, with what identifies an item, neither text nor key."""
    return form.items.select_related("version__item__bank", "version__competency").only(
        "position",
        "is_scored",
        "version__number",
        "version__status",
        "version__cognitive",
        "version__level",
        "version__difficulty",
        "version__competency__code",
        "version__item__number",
        "version__item__exposures",
        "version__item__bank__code",
        "version__item__bank__exposure_cap",
        "version__item__bank__public_id",
    )


def _scored_items(form: TestForm) -> frozenset[int]:
    return frozenset(place.version.item_id for place in form.items.all() if place.is_scored)
