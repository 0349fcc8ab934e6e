"""Which equating holds for a form on a day."""

from datetime import date

from ...models import Equating, Examination, TestForm


def equating_in_force(form_id: int | None, on: date) -> Equating | None:
    """The latest that has begun by that day; None where points count as they are."""
    if form_id is None:
        return None
    held = Equating.objects.filter(form_id=form_id, status=Equating.Status.IN_FORCE, effective_from__lte=on)
    return held.order_by("-effective_from").first()


def reference_in_use(examination: Examination) -> TestForm | None:
    """The one form to which points are converted, now or from a day to come; None while no form is equated."""
    found = examination.equatings.filter(status=Equating.Status.IN_FORCE).select_related("reference").first()
    return found.reference if found else None
