"""Numeric: a number, and where the item names units, the unit it is meant in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import reading
from .choice import same_text_faults
from .numbers import Target, read_number
from .parts import Fault, Option, Reply, Slot, Takes, only

NUMBER, UNIT = "number", "unit"
WRONG_UNIT = 0.5  # the value is right, the unit is not: half of the skill


@dataclass(frozen=True, slots=True)
class Numeric:
    units: tuple[Option, ...] = ()

    @property
    def unit_ids(self) -> tuple[str, ...]:
        return tuple(unit.id for unit in self.units)


@dataclass(frozen=True, slots=True)
class NumericKey:
    accepted: tuple[Target, ...]  # 1.5 km and 1,500 m may both be right


def read_numeric(data: Any) -> Numeric:
    raw = reading.fields(data, "", needs=("units",))
    return Numeric(reading.options(raw["units"], "units"))


def read_numeric_key(data: Any, item: Numeric) -> NumericKey:
    raw = reading.fields(data, "", needs=("accepted",))
    accepted = reading.each(raw["accepted"], "accepted", read_target)
    reading.known([target.unit for target in accepted if target.unit], item.unit_ids, "accepted")
    return NumericKey(accepted)


def read_target(data: Any, where: str) -> Target:
    raw = reading.fields(data, where, needs=("value",), may=("tolerance", "unit"))
    return Target(
        value=reading.number(raw["value"], f"{where}.value"),
        tolerance=reading.number(raw.get("tolerance", 0.0), f"{where}.tolerance", lowest=0.0),
        unit=reading.ident(raw["unit"], f"{where}.unit") if raw.get("unit") else "",
    )


def numeric_slots(item: Numeric) -> tuple[Slot, ...]:
    typed = Slot(name=NUMBER, takes=Takes.NUMBER)
    return (typed, Slot(name=UNIT, group=UNIT, options=item.unit_ids, is_shuffled=False)) if item.units else (typed,)


def mark_numeric(item: Numeric, key: NumericKey, reply: Reply) -> float:
    given, unit = read_number(only(reply, NUMBER)), only(reply, UNIT)
    if given is None:
        return 0.0
    met = [target for target in key.accepted if target.is_met_by(given)]
    if any(not target.unit or target.unit == unit for target in met):
        return 1.0
    return WRONG_UNIT if met else 0.0


def numeric_solution(item: Numeric, key: NumericKey) -> Reply:
    first = key.accepted[0]
    return {NUMBER: (f"{first.value:.10g}",)} | ({UNIT: (first.unit,)} if first.unit else {})


def numeric_faults(item: Numeric, key: NumericKey) -> Iterator[Fault]:
    if not key.accepted:
        yield Fault("no_key")
    if len(item.units) == 1:
        yield Fault("few_options", detail={"fewest": 2})
    if item.units and any(not target.unit for target in key.accepted):
        yield Fault("no_unit_in_key")
    yield from same_text_faults(item.units)
