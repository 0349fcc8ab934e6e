"""How the decisions of many people in the same variant are spread, as far as it may be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ..domain.casework.decisions import Decisions
from ..domain.casework.scenario import Case, FieldKind, Form, FormField
from ..domain.casework.texts import Renderer
from ..models import CaseRun, DecisionSpread, ScenarioVersion
from .scenarios import script_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionShare:
    label: str
    percent: int | None  # None: hardly anybody, which may be nobody
    is_own: bool
    is_experts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpread:
    label: str
    takes_many: bool
    options: list[
        OptionShare
    ]  # most frequent first; of those that hardly anybody chose only one's own and the expert's


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpread:
    title: str
    people: int
    fields: list[FieldSpread]


def first_runs(version: ScenarioVersion, variant: str, mode: str) -> QuerySet[CaseRun]:
    """Of each person the first finished run that was played from its beginning, in the order of finishing."""
    finished = CaseRun.objects.filter(version=version, variant=variant, mode=mode, resumed_from=None)
    finished = finished.exclude(status=CaseRun.Status.OPEN)
    earlier = finished.filter(learner=OuterRef("learner"), pk__lt=OuterRef("pk"))
    return finished.filter(~Exists(earlier)).order_by("finished_at", "pk")


def spread_of(version: ScenarioVersion, variant: str, mode: str) -> DecisionSpread | None:
    return DecisionSpread.objects.filter(version=version, variant=variant, mode=mode).first()


def spread_beside(run: CaseRun, *, expert: Decisions, language: str) -> list[FormSpread]:
    """What others decided, as last released, with one's own and the expert's decisions marked."""
    held = spread_of(run.version, run.variant, run.mode)
    if held is None:
        return []
    case = script_of(run.version).case(run.variant)
    say = Renderer(language, case.parameters)
    own: Decisions = run.result.get("decisions", {})
    return [
        FormSpread(
            title=say(form.title),
            people=held.forms[form.id]["people"],
            fields=[
                _field(
                    field,
                    held.forms[form.id],
                    marked=[one.get(form.id, {}).get(field.id, []) for one in (own, expert)],
                    say=say,
                )
                for field in _choices(form)
            ],
        )
        for form in _released(case, held)
    ]


def _released(case: Case, held: DecisionSpread) -> list[Form]:
    return [form for form in case.forms.values() if form.id in held.forms]


def _choices(form: Form) -> list[FormField]:
    return [field for field in form.fields if field.kind in (FieldKind.CHOICE, FieldKind.MULTI)]


def _field(
    field: FormField, released: dict[str, Any], *, marked: Sequence[Collection[str]], say: Renderer
) -> FieldSpread:
    counts, (own, experts) = released["fields"].get(field.id, {}), marked
    options = [
        OptionShare(
            label=say(option.label),
            percent=round(100 * counts[option.id] / released["people"]) if option.id in counts else None,
            is_own=option.id in own,
            is_experts=option.id in experts,
        )
        for option in field.options
        if option.id in {*counts, *own, *experts}
    ]
    options.sort(key=lambda option: -(option.percent or 0))
    return FieldSpread(label=say(field.label), takes_many=field.kind is FieldKind.MULTI, options=options)
