"""Forms beside the one form whose points the others may become: what can be equated, and what is wanting."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.equating.pairing import Lack, Pair
from ...models import Equating, Examination, TestForm, TestFormItem
from .in_force import reference_in_use
from .sittings import people_by_form

COMPARED = (TestForm.Status.APPROVED, TestForm.Status.IN_USE, TestForm.Status.RESTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    form: TestForm
    pair: Pair
    lacks: list[Lack]
    equatings: list[Equating]  # that wait or hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    forms: list[TestForm]
    reference: TestForm | None  # None where there is no form
    is_fixed: bool  # another reference cannot be chosen while a form is equated to this one
    reference_people: int
    rows: list[PairRow]


def compared_forms(examination: Examination, number: int | None = None) -> Comparison:
    """With the reference in use, else the form of that number, else the one that most people sat. Five queries."""
    forms = list(examination.forms.filter(status__in=COMPARED).order_by("number"))
    for form in forms:
        form.examination = examination
    people, fixed = people_by_form(examination), reference_in_use(examination)
    reference = fixed or next((form for form in forms if form.number == number), None)
    reference = reference or max(forms, key=lambda form: people.get(form.pk, 0), default=None)
    rows = _rows(forms, reference, people) if reference else []
    return Comparison(
        forms=forms,
        reference=reference,
        is_fixed=fixed is not None,
        reference_people=people.get(reference.pk, 0) if reference else 0,
        rows=rows,
    )


def _rows(forms: list[TestForm], reference: TestForm, people: Mapping[int, int]) -> list[PairRow]:
    items = competencies_on([reference.pk, *(form.pk for form in forms)])
    open_ones = Equating.objects.filter(
        form__in=forms, status__in=[Equating.Status.PROPOSED, Equating.Status.IN_FORCE]
    ).order_by("number")
    waiting: dict[int, list[Equating]] = {}
    for one in open_ones:
        waiting.setdefault(one.form_id, []).append(one)
    found = []
    for form in forms:
        if form.pk != reference.pk:
            pair = _pair(form, reference, items, people)
            found.append(PairRow(form=form, pair=pair, lacks=pair.lacks(), equatings=waiting.get(form.pk, [])))
    return found


def competencies_on(form_ids: list[int]) -> dict[int, dict[int, str]]:
    """Form → version → competency, of what counts."""
    found: dict[int, dict[int, str]] = {one: {} for one in form_ids}
    rows = TestFormItem.objects.filter(form_id__in=form_ids, is_scored=True).order_by()
    for form_id, version, code in rows.values_list("form_id", "version_id", "version__competency__code"):
        found[form_id][version] = code
    return found


def _pair(
    form: TestForm, reference: TestForm, items: Mapping[int, Mapping[int, str]], people: Mapping[int, int]
) -> Pair:
    return Pair(
        form=items[form.pk],
        reference=items[reference.pk],
        people=people.get(form.pk, 0),
        reference_people=people.get(reference.pk, 0),
    )
