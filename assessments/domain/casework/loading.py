"""From parsed YAML to a checked `Scenario`; every fault names its path and reason.

The mapping's entries: id version title role claims pass_mark limit_minutes clock horizon_days vars
facts briefing truth documents tools checklists forms actions inbox at_start events endings rulebook
legal_profile evidence variants goldens, if wanted desk, and where the world has numbers tables and meters.
Scenario files may be split at will: see `assemble`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields as attributes
from dataclasses import is_dataclass, replace
from typing import Any, Protocol, TypeVar

from assessments.domain.casework import desk_parts as desk
from assessments.domain.casework import rubric_parts as rubric
from assessments.domain.casework.clock import OfficeHours
from assessments.domain.casework.errors import Problem, ScenarioInvalid
from assessments.domain.casework.expressions import ALWAYS, Kind
from assessments.domain.casework.grammar import Names
from assessments.domain.casework.law import StatutoryClock
from assessments.domain.casework.letter_parts import form_reader
from assessments.domain.casework.letters import known_dates
from assessments.domain.casework.model_parts import gauge_reader
from assessments.domain.casework.naming import collect_names
from assessments.domain.casework.reading import Reader, fault
from assessments.domain.casework.scenario import Case, Claim, Ending, Scenario, ToolWords, Use
from assessments.domain.casework.texts import Text
from assessments.domain.casework.variants import assemble, overlay

__all__ = ["assemble", "load_scenario"]

LONGEST_CODE = 20  # characters of a scenario's id, and of a variant's
HIGHEST_VERSION = 9999
TELL_NUMBERS = ("messages", "tools", "endings")  # whose texts may name a variable as {progress}

_CASE_PARTS = (
    "title role clock horizon_days vars facts briefing truth documents tools checklists forms actions inbox "
    "at_start events endings rulebook legal_profile evidence"
)
_OPTIONAL_PARTS = "desk tables meters"
_SCENARIO_PARTS = "id version pass_mark limit_minutes claims variants goldens"


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Part = TypeVar("Part", bound=_Identified)


def load_scenario(mapping: Mapping[str, object]) -> Scenario:
    """The scenario with all its variants; raises ScenarioInvalid with every problem found."""
    part = Reader(mapping, "").fields(f"{_CASE_PARTS} {_SCENARIO_PARTS}", _OPTIONAL_PARTS)
    claims = part["claims"].each(rubric.read_claim)
    variants = {variant["id"].slug(LONGEST_CODE): variant for variant in part["variants"].each(_read_variant)}
    if not variants:
        raise fault("variants", "no_variant")
    cases = {}
    for name, variant in variants.items():
        cases[name] = _load_variant(mapping, name, variant, claims=claims, variants=list(variants))
    return Scenario(
        id=part["id"].slug(LONGEST_CODE),
        version=part["version"].whole(1, HIGHEST_VERSION),
        digest=digest(mapping),
        limit_minutes=part["limit_minutes"].whole(1, 600),
        pass_mark=part["pass_mark"].share(100),
        claims=claims,
        cases=cases,
    )


def digest(mapping: Mapping[str, object]) -> str:
    """SHA-256 of the content, the same whatever the order of its entries."""
    canonical = json.dumps(mapping, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _read_variant(reader: Reader) -> Mapping[str, Reader]:
    return reader.fields("id parameters", "overrides modes")


def _read_uses(variant: Mapping[str, Reader]) -> frozenset[Use]:
    """An author who says nothing offers the variant for everything."""
    if "modes" not in variant:
        return frozenset(Use)
    uses = variant["modes"].each(lambda reader: reader.one_of(Use))
    if not uses:
        raise fault(variant["modes"].path, "not_one_of", known=", ".join(use.value for use in Use), given="[]")
    return frozenset(uses)


def _load_variant(
    mapping: Mapping[str, object],
    name: str,
    variant: Mapping[str, Reader],
    *,
    claims: Sequence[Claim],
    variants: Sequence[str],
) -> Case:
    skeleton = {key: mapping[key] for key in f"{_CASE_PARTS} {_OPTIONAL_PARTS}".split() if key in mapping}
    changes = variant["overrides"].raw if "overrides" in variant else {}
    merged = overlay(skeleton, changes, f"variants.{name}.overrides")
    part = Reader(merged, "").fields(_CASE_PARTS, _OPTIONAL_PARTS)
    parameters = {key: value.text() for key, value in variant["parameters"].entries().items()}
    try:
        case = _load_case(part, parameters, claims)
        goldens = rubric.read_goldens(Reader(mapping["goldens"], "goldens"), variant=name, variants=variants)
        case = replace(case, numbers=_numbers_told(case))
    except ScenarioInvalid as invalid:
        # The path is the skeleton's; the variant says in which reading of it the fault showed.
        named = tuple(replace(problem, variant=name) for problem in invalid.problems)
        raise ScenarioInvalid(named) from None
    return replace(case, goldens=goldens, uses=_read_uses(variant))


def _load_case(part: Mapping[str, Reader], parameters: Mapping[str, Text], claims: Sequence[Claim]) -> Case:
    profile = rubric.read_profile(part["legal_profile"])
    hours, clocks = _read_clock(part, profile.laws)
    variables = {name: desk.read_variable(name, reader) for name, reader in part["vars"].entries().items()}
    names = collect_names(part, variables, clocks)
    messages = _by_id(part["inbox"].each(desk.read_message), "inbox")
    effect = desk.effect_reader(names, variables, messages)
    claimed = {claim.competency: claim for claim in claims}
    read = _read_apart(
        part,
        {
            "horizon_days": lambda reader: reader.whole(1, 400),
            "title": Reader.text,
            "role": Reader.text,
            "briefing": Reader.text,
            "truth": lambda reader: reader.each(desk.read_detail),
            "documents": _things(desk.document_reader(names)),
            "tools": _things(desk.tool_reader(names)),
            "checklists": _things(desk.read_checklist),
            "forms": _things(form_reader(names, effect)),
            "actions": _things(desk.deed_reader(names, effect)),
            "at_start": lambda reader: reader.known_words(messages, "message"),
            "events": lambda reader: reader.each(desk.event_reader(names, hours, effect)),
            "endings": lambda reader: _read_endings(reader, names),
            "rulebook": lambda reader: reader.known_words(profile.laws, "law"),
            "evidence": _things(rubric.rule_reader(names, profile.laws, claimed)),
            "meters": lambda reader: reader.each(gauge_reader(names)),
            "desk": desk.read_tool_words,
        },
    )
    return Case(
        hours=hours,
        parameters=parameters,
        numbers=(),
        variables=variables,
        messages=messages,
        clocks=clocks,
        profile=profile,
        goldens={},
        waits=desk.read_waits(part["clock"]),
        meters=read.pop("meters", ()),
        tool_words=read.pop("desk", ToolWords()),
        deeds=read.pop("actions"),
        evidence=tuple(read.pop("evidence").values()),
        **read,
    )


def _read_apart(part: Mapping[str, Reader], readers: Mapping[str, Callable[[Reader], Any]]) -> dict[str, Any]:
    """Read parts that do not need each other, so that a fault in one hides none in the next."""
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, reader in readers.items():
        try:
            if name in part:
                read[name] = reader(part[name])
        except ScenarioInvalid as invalid:
            problems.extend(invalid.problems)
    if problems:
        raise ScenarioInvalid(tuple(problems))
    return read


def _things(read: Callable[[Reader], Part]) -> Callable[[Reader], dict[str, Part]]:
    return lambda reader: _by_id(reader.each(read), reader.path)


def _read_endings(reader: Reader, names: Names) -> dict[str, Ending]:
    endings = _by_id(reader.each(desk.ending_reader(names)), reader.path)
    if not endings or list(endings.values())[-1].when is not ALWAYS:
        raise fault(reader.path, "last_ending")
    return endings


def _read_clock(part: Mapping[str, Reader], laws: Iterable[str]) -> tuple[OfficeHours, dict[str, StatutoryClock]]:
    law_ids = set(laws)
    clock = part["clock"].fields("start opens closes statutory", "waits")
    profile = part["legal_profile"].fields("id as_of notice laws clocks calendar")
    calendar = rubric.read_calendar(profile["calendar"])
    opens, closes = desk.minute_of_day(clock["opens"]), desk.minute_of_day(clock["closes"])
    if closes <= opens:
        raise fault("clock.closes", "closes_too_early")
    hours = OfficeHours(clock["start"].day(), opens, closes, calendar)
    if not calendar.is_working(hours.start):
        raise fault("clock.start", "day_off", given=hours.start)
    used = {reader.path.rpartition(".")[2]: reader.flag() for reader in clock["statutory"].entries().values()}
    clocks = _by_id(profile["clocks"].each(rubric.clock_reader(law_ids, used, hours)), "legal_profile.clocks")
    unknown = sorted(set(used) - set(clocks))
    if unknown:
        raise fault(f"clock.statutory.{unknown[0]}", "unknown_clock", name=unknown[0])
    return hours, {name: clocks[name] for name in used}


def _by_id(things: Iterable[Part], path: str) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for thing in things:
        if thing.id in found:
            raise fault(path, "used_twice", name=thing.id)
        found[thing.id] = thing
    return found


def _numbers_told(case: Case) -> tuple[str, ...]:
    """The variables that texts name; raises ScenarioInvalid for names that nothing stands behind."""
    numbers = {spec.id for spec in case.variables.values() if spec.kind is Kind.INT} - set(case.parameters)
    known = {"forms": known_dates(case.clocks), **dict.fromkeys(TELL_NUMBERS, frozenset(numbers))}
    told: set[str] = set()
    problems: list[Problem] = []
    for path, text in _texts(case, ""):
        names = text.placeholders() - set(case.parameters)
        unknown = names - known.get(path.partition(".")[0], frozenset())
        problems += [Problem(path, "unknown_parameter", {"name": name}) for name in sorted(unknown)]
        told |= names & numbers
    if problems:
        raise ScenarioInvalid(tuple(problems))
    return tuple(sorted(told))


def _texts(thing: object, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(thing, Text):
        yield path, thing
    elif is_dataclass(thing):
        for attribute in attributes(thing):
            yield from _texts(getattr(thing, attribute.name), f"{path}.{attribute.name}".lstrip("."))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _texts(value, f"{path}.{key}")
    elif isinstance(thing, tuple):
        for number, value in enumerate(thing):
            yield from _texts(value, f"{path}[{number}]")
