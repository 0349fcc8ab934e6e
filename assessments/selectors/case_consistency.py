"""Equal treatment: how many people decided the same case how, beside what the law asked. Nobody is named.

Everything comes from the released spread (docs/decisions/0023): whole tens of people, counts to the nearest five. Of a
variant that is kept for examinations only the consistency is told, since its options and its law are the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from lms.lib.disclosure import SMALLEST_GROUP

from ..domain.casework.cited import laws_by_field
from ..domain.casework.consistency import Consistency, consistency
from ..domain.casework.debrief import EXPERT
from ..domain.casework.decisions import Decisions, decisions_of
from ..domain.casework.scenario import Case, FieldKind, Form, FormField, Use
from ..domain.casework.texts import Renderer
from ..domain.casework.timeline import played
from ..models import CaseRun, DecisionSpread, ScenarioVersion
from .scenarios import script_of

SETTLED = 90  # per cent
ALIKE = 0.995


@dataclass(frozen=True, slots=True, kw_only=True)
class LawLine:
    name: str
    article: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedOption:
    label: str
    percent: int | None  # None: hardly anybody, which may be nobody
    is_lawful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedField:
    label: str
    takes_many: bool
    consistency: Consistency | None  # of a choice of one
    options: list[DecidedOption]  # most frequent first; none of a sealed variant
    laws: list[LawLine]

    @property
    def is_settled(self) -> bool:
        """Nearly all decided as the law asks, and nothing else that could be told."""
        return bool(self.options) and all(one.is_lawful and (one.percent or 0) >= SETTLED for one in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedForm:
    title: str
    people: int
    fields: list[DecidedField]

    @property
    def open(self) -> list[DecidedField]:
        return [field for field in self.fields if not field.is_settled]

    @property
    def settled(self) -> list[DecidedField]:
        return [field for field in self.fields if field.is_settled]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCase:
    version_id: UUID
    code: str
    title: str
    variant: str
    mode: str
    mode_words: str
    people: int  # in the letter that most of them sent
    is_sealed: bool
    forms: list[DecidedForm]

    @property
    def parted(self) -> DecidedField | None:
        """The decision in which people differ most; None where all decide alike."""
        told = [field for form in self.forms for field in form.fields if _value(field) < ALIKE]
        return min(told, key=_value, default=None)


def decided_cases(language: str) -> list[DecidedCase]:
    """Of every case in use that ten people decided, the least alike first; one statement besides the scripts."""
    held = DecisionSpread.objects.filter(version__status=ScenarioVersion.Status.LIVE).select_related(
        "version__scenario"
    )
    held = held.defer("version__definition", "version__report").order_by("version__scenario__code", "variant", "mode")
    found = [_decided(one, language) for one in held if one.variant in script_of(one.version).cases]
    return sorted((one for one in found if one.forms), key=lambda one: _value(one.parted) if one.parted else 1.0)


def _value(field: DecidedField) -> float:
    return field.consistency.value if field.consistency else 1.0


def _decided(held: DecisionSpread, language: str) -> DecidedCase:
    version, script = held.version, script_of(held.version)
    case = script.case(held.variant)
    say = Renderer(language, case.parameters)
    is_sealed = held.variant not in script.variants_for(Use.PRACTICE)
    expert = _expert_decisions(version.content_hash, version.pk, held.variant)
    forms = [
        _form(form, held.forms[form.id], case=case, expert=expert, say=say, is_sealed=is_sealed)
        for form in case.forms.values()
        if held.forms.get(form.id, {}).get("people", 0) >= SMALLEST_GROUP
    ]
    return DecidedCase(
        version_id=version.public_id,
        code=version.scenario.code,
        title=str(version.scenario.title),
        variant=held.variant,
        mode=held.mode,
        mode_words=str(CaseRun.Mode(held.mode).label),
        people=max((form.people for form in forms), default=0),
        is_sealed=is_sealed,
        forms=[form for form in forms if form.fields],
    )


def _form(
    form: Form, released: Mapping[str, Any], *, case: Case, expert: Decisions, say: Renderer, is_sealed: bool
) -> DecidedForm:
    laws = laws_by_field(case)
    fields = []
    for field in form.fields:
        if field.kind not in (FieldKind.CHOICE, FieldKind.MULTI):
            continue
        counts = released["fields"].get(field.id, {})
        lawful = expert.get(form.id, {}).get(field.id, [])
        fields.append(
            DecidedField(
                label=say(field.label),
                takes_many=field.kind is FieldKind.MULTI,
                consistency=consistency(list(counts.values()), len(field.options)) if _is_one(field) else None,
                options=[] if is_sealed else _options(field, counts, released["people"], lawful=lawful, say=say),
                laws=[]
                if is_sealed
                else [
                    LawLine(name=say(law.name), article=law.article, summary=say(law.summary))
                    for law in laws.get((form.id, field.id), [])
                ],
            )
        )
    return DecidedForm(title=say(form.title), people=released["people"], fields=fields)


def _is_one(field: FormField) -> bool:
    return field.kind is FieldKind.CHOICE


def _options(
    field: FormField, counts: Mapping[str, int], people: int, *, lawful: Any, say: Renderer
) -> list[DecidedOption]:
    """What hardly anybody chose is listed only where the law asked for it."""
    options = [
        DecidedOption(
            label=say(option.label),
            percent=round(100 * counts[option.id] / people) if option.id in counts else None,
            is_lawful=option.id in lawful,
        )
        for option in field.options
        if option.id in counts or option.id in lawful
    ]
    return sorted(options, key=lambda option: -(option.percent or 0))


@lru_cache(maxsize=256)
def _expert_decisions(content_hash: str, version_id: int, variant: str) -> Decisions:
    """A version never changes, and neither does the expert's line through it."""
    script = script_of(ScenarioVersion(pk=version_id, content_hash=content_hash))
    case = script.case(variant)
    golden = case.golden(EXPERT)
    if golden is None:
        return {}
    return decisions_of(case, played(script, variant, golden.play, Renderer("en", case.parameters)).state)
