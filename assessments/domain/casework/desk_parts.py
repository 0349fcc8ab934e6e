"""Second reading: the things on the desk and the way the world moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time

from assessments.domain.casework.clock import OfficeHours
from assessments.domain.casework.expressions import ALWAYS, Kind
from assessments.domain.casework.grammar import Names
from assessments.domain.casework.model_parts import read_computed
from assessments.domain.casework.papers import Detail, Document, Grid
from assessments.domain.casework.reading import (
    Reader,
    fault,
    optional_condition,
    optional_text,
)
from assessments.domain.casework.scenario import (
    Answer,
    AnswerStatus,
    CheckItem,
    Checklist,
    Choice,
    Deed,
    Effect,
    Ending,
    Event,
    Message,
    Tool,
    ToolWords,
    VariableSpec,
)
from assessments.domain.casework.state import Value

NEXT_DAY = "next_day"
WAITS = ("hour", NEXT_DAY, "next_week")


def read_variable(name: str, reader: Reader) -> VariableSpec:
    """`{enum: [a, b], init: a}`, `{bool: false}` or `{int: [0, 5], init: 0}`."""
    fields = reader.fields("", "enum bool int init")
    if "bool" in fields:
        return VariableSpec(name, Kind.BOOL, fields["bool"].flag())
    if "init" not in fields:
        raise fault(reader.path, "missing", name="init")
    if "enum" in fields:
        options = frozenset(fields["enum"].words())
        initial = fields["init"].word()
        if initial not in options:
            raise fault(fields["init"].path, "not_one_of", known=", ".join(sorted(options)), given=initial)
        return VariableSpec(name, Kind.SYMBOL, initial, options)
    if "int" not in fields or len(fields["int"].elements()) != 2:
        raise fault(reader.path, "variable_form")
    lowest, highest = (element.whole(-1000, 1000) for element in fields["int"].elements())
    return VariableSpec(name, Kind.INT, fields["init"].whole(lowest, highest), None, lowest, highest)


def read_waits(clock: Reader) -> tuple[str, ...]:
    """Weeks are left out unless the author names them: few cases last so long. The next day can always be waited for,
    so no case can come to a stand."""
    fields = clock.fields("start opens closes statutory", "waits")
    named = fields["waits"].known_words(WAITS, "wait") if "waits" in fields else WAITS[:2]
    return tuple(wait for wait in WAITS if wait in named or wait == NEXT_DAY)


def read_detail(reader: Reader) -> Detail:
    fields = reader.fields("label value")
    return Detail(fields["label"].text(), fields["value"].text())


def read_choice(reader: Reader) -> Choice:
    fields = reader.fields("id label")
    return Choice(fields["id"].word(), fields["label"].text())


def _facts(fields: Mapping[str, Reader], names: Names) -> frozenset[str]:
    return frozenset(fields["reveals"].known_words(names.facts, "fact")) if "reveals" in fields else frozenset()


def document_reader(names: Names) -> Callable[[Reader], Document]:
    def read(reader: Reader) -> Document:
        fields = reader.fields("id title kind minutes fields", "grid note reveals when")
        return Document(
            id=fields["id"].word(),
            title=fields["title"].text(),
            kind=fields["kind"].word(),
            minutes=fields["minutes"].whole(1, 480),
            details=fields["fields"].each(read_detail),
            grid=_read_grid(fields["grid"]) if "grid" in fields else None,
            note=optional_text(fields, "note"),
            facts=_facts(fields, names),
            when=optional_condition(fields, "when", names),
        )

    return read


def _read_grid(reader: Reader) -> Grid:
    fields = reader.fields("head rows")
    head = fields["head"].each(Reader.text)
    rows = fields["rows"].each(lambda row: row.each(Reader.text))
    if any(len(row) != len(head) for row in rows):
        raise fault(fields["rows"].path, "grid_width", columns=len(head))
    return Grid(head, rows)


def tool_reader(names: Names) -> Callable[[Reader], Tool]:
    def read_answer(reader: Reader) -> Answer:
        fields = reader.fields("status", "fields note reveals when")
        return Answer(
            status=fields["status"].one_of(AnswerStatus),
            details=fields["fields"].each(read_detail) if "fields" in fields else (),
            note=optional_text(fields, "note"),
            facts=_facts(fields, names),
            when=optional_condition(fields, "when", names),
        )

    def read(reader: Reader) -> Tool:
        fields = reader.fields("id name minutes purposes bases proper answers", "kind")
        purposes, bases = fields["purposes"].each(read_choice), fields["bases"].each(read_choice)
        proper = fields["proper"].fields("purposes bases")
        answers = fields["answers"].each(read_answer)
        if not answers or answers[-1].when is not ALWAYS:
            raise fault(fields["answers"].path, "last_answer")
        return Tool(
            id=fields["id"].word(),
            name=fields["name"].text(),
            kind=fields["kind"].word() if "kind" in fields else "register",
            minutes=fields["minutes"].whole(1, 480),
            purposes=purposes,
            bases=bases,
            proper_purposes=frozenset(proper["purposes"].known_words([c.id for c in purposes], "purpose")),
            proper_bases=frozenset(proper["bases"].known_words([c.id for c in bases], "basis")),
            answers=answers,
        )

    return read


def read_tool_words(reader: Reader) -> ToolWords:
    """`{tools: …, ask: …}`: the name of the section and of its button."""
    fields = reader.fields("tools ask")
    return ToolWords(fields["tools"].text(), fields["ask"].text())


def read_checklist(reader: Reader) -> Checklist:
    fields = reader.fields("id title minutes items values")
    return Checklist(
        id=fields["id"].word(),
        title=fields["title"].text(),
        minutes=fields["minutes"].whole(1, 480),
        items=tuple(CheckItem(c.id, c.label) for c in fields["items"].each(read_choice)),
        values=fields["values"].each(read_choice),
    )


def effect_reader(
    names: Names, variables: Mapping[str, VariableSpec], messages: Mapping[str, Message]
) -> Callable[[Reader], Effect]:
    """Reads one `do` entry; values must fit their variables, and ids must exist."""

    def assignment(reader: Reader, name: str) -> tuple[str, Value]:
        spec = variables.get(name)
        if spec is None:
            raise fault(reader.path, "unknown_variable", name=name)
        if spec.kind is Kind.BOOL:
            return name, reader.flag()
        if spec.kind is Kind.INT:
            return name, reader.whole(spec.lowest, spec.highest)
        if reader.word() not in (spec.options or ()):
            raise fault(reader.path, "unknown_value", name=reader.word())
        return name, reader.word()

    def addition(reader: Reader, name: str) -> tuple[str, int]:
        if name not in variables or variables[name].kind is not Kind.INT:
            raise fault(reader.path, "not_a_number", name=name)
        return name, reader.whole(-1000, 1000)

    def read(reader: Reader) -> Effect:
        fields = reader.fields("", "when set add let reveal send start pause resume stop")
        clocks = {
            verb: fields[verb].known_words(names.clocks, "clock") if verb in fields else ()
            for verb in ("start", "pause", "resume", "stop")
        }
        return Effect(
            when=optional_condition(fields, "when", names),
            assign=tuple(assignment(r, n) for n, r in fields["set"].entries().items()) if "set" in fields else (),
            add=tuple(addition(r, n) for n, r in fields["add"].entries().items()) if "add" in fields else (),
            compute=read_computed(fields["let"], names, variables) if "let" in fields else (),
            reveal=frozenset(fields["reveal"].known_words(names.facts, "fact")) if "reveal" in fields else frozenset(),
            send=fields["send"].known_words(messages, "message") if "send" in fields else (),
            **clocks,
        )

    return read


def deed_reader(names: Names, read_effect: Callable[[Reader], Effect]) -> Callable[[Reader], Deed]:
    def read(reader: Reader) -> Deed:
        fields = reader.fields("id label minutes", "do when")
        return Deed(
            id=fields["id"].word(),
            label=fields["label"].text(),
            minutes=fields["minutes"].whole(1, 480),
            effects=fields["do"].each(read_effect) if "do" in fields else (),
            when=optional_condition(fields, "when", names),
        )

    return read


def read_message(reader: Reader) -> Message:
    fields = reader.fields("id channel priority from subject body")
    return Message(
        id=fields["id"].word(),
        channel=fields["channel"].word(),
        priority=fields["priority"].word(),
        sender=fields["from"].text(),
        subject=fields["subject"].text(),
        body=fields["body"].text(),
    )


def event_reader(
    names: Names, hours: OfficeHours, read_effect: Callable[[Reader], Effect]
) -> Callable[[Reader], Event]:
    def read(reader: Reader) -> Event:
        fields = reader.fields("id", "day time every when do citizen")
        minute = fields["day"].whole(0, 400) * hours.day_minutes if "day" in fields else 0
        if "time" in fields:
            minute += minute_of_day(fields["time"]) - hours.opens
            if not hours.opens <= minute_of_day(fields["time"]) < hours.closes:
                raise fault(fields["time"].path, "office_hours")
        return Event(
            id=fields["id"].word(),
            minute=minute,
            when=optional_condition(fields, "when", names),
            effects=fields["do"].each(read_effect) if "do" in fields else (),
            citizen=optional_text(fields, "citizen"),
            every=fields["every"].whole(1, 400) * hours.day_minutes if "every" in fields else 0,
        )

    return read


def minute_of_day(reader: Reader) -> int:
    """Minutes after midnight of a quoted "HH:MM"."""
    try:
        moment = time.fromisoformat(reader.word())
    except ValueError:
        raise fault(reader.path, "not_time") from None
    return moment.hour * 60 + moment.minute


def ending_reader(names: Names) -> Callable[[Reader], Ending]:
    def read(reader: Reader) -> Ending:
        fields = reader.fields("id title citizen officer agency", "when automatic")
        return Ending(
            id=fields["id"].word(),
            when=optional_condition(fields, "when", names),
            automatic=fields["automatic"].flag() if "automatic" in fields else False,
            title=fields["title"].text(),
            citizen=fields["citizen"].text(),
            officer=fields["officer"].text(),
            agency=fields["agency"].text(),
        )

    return read
