"""The whole scenario as frozen values: what the author wrote, checked and with ids resolved.

A `Scenario` holds one `Case` for each variant. Variants share a skeleton but may differ in any
part, so each case is complete in itself and the reducer never asks which variant it is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from assessments.domain.casework.clock import OfficeHours
from assessments.domain.casework.errors import UnknownVariant
from assessments.domain.casework.expressions import ALWAYS, NOT_EVER, Kind, Node
from assessments.domain.casework.law import LegalProfile, StatutoryClock
from assessments.domain.casework.papers import Detail, Document
from assessments.domain.casework.state import Action, Value
from assessments.domain.casework.texts import EMPTY, Text


@dataclass(frozen=True, slots=True)
class VariableSpec:
    """A typed variable with few values, so that the state space stays finite."""

    id: str
    kind: Kind
    initial: Value
    options: frozenset[str] | None = None
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """An option a person may pick, with the text that names it and, if that differs, what it says in a letter."""

    id: str
    label: Text
    sentence: Text | None = None


class AnswerStatus(Enum):
    """How a registry answers."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NO_MATCH = "no_match"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Answer:
    """A registry's reply; the first answer of a tool whose `when` holds is the one given."""

    status: AnswerStatus
    details: tuple[Detail, ...]
    note: Text = EMPTY
    facts: frozenset[str] = frozenset()
    when: Node = ALWAYS


@dataclass(frozen=True, slots=True)
class Tool:
    """A registry look-up; a purpose or basis outside the proper ones is answered all the same, and logged."""

    id: str
    name: Text
    kind: str  # how its answers look
    minutes: int
    purposes: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    proper_purposes: frozenset[str]
    proper_bases: frozenset[str]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ToolWords:
    """What a scenario calls its tools and the asking of one, where they are no registries."""

    section: Text = EMPTY
    ask: Text = EMPTY


@dataclass(frozen=True, slots=True)
class CheckItem:
    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Checklist:
    """A page of findings, handed in whole; each finding may cite something seen."""

    id: str
    title: Text
    minutes: int
    items: tuple[CheckItem, ...]
    values: tuple[Choice, ...]


class FieldKind(Enum):
    """What a form's field asks for; free text is kept and never marked."""

    CHOICE = "choice"
    MULTI = "multi"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FormField:
    id: str
    kind: FieldKind
    label: Text
    options: tuple[Choice, ...] = ()
    required: bool = True
    help: Text = EMPTY
    sentence: Text = EMPTY  # of a date, with {date}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a letter: words, then the sentences of fields that run on or stand a line each."""

    fields: tuple[str, ...]
    say: Text = EMPTY
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """What of a letter is the same whatever is chosen, and the order of the rest; see letters.py."""

    body: tuple[Passage, ...]
    sender: Text = EMPTY
    reference: Text = EMPTY
    salutation: Text = EMPTY
    closing: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Effect:
    """A change to the world, made when `when` holds at that moment."""

    when: Node = ALWAYS
    assign: tuple[tuple[str, Value], ...] = ()
    add: tuple[tuple[str, int], ...] = ()
    compute: tuple[tuple[str, Node], ...] = ()  # all worked out from the state before any of them changes it
    reveal: frozenset[str] = frozenset()
    send: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    pause: tuple[str, ...] = ()
    resume: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number to keep an eye on, such as money spent of a budget; `limit` is None where there is none."""

    id: str
    label: Text
    value: Node
    limit: Node | None = None
    unit: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Form:
    """A letter, decision or reply put together from fields and sent as one act."""

    id: str
    title: Text
    recipient: Text
    minutes: int
    fields: tuple[FormField, ...]
    letter: LetterFrame
    effects: tuple[Effect, ...] = ()
    when: Node = ALWAYS
    gauges: tuple[Gauge, ...] = ()  # of the draft as it stands


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do at the desk that needs no form."""

    id: str
    label: Text
    minutes: int
    effects: tuple[Effect, ...] = ()
    when: Node = ALWAYS


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    channel: str
    priority: str
    sender: Text
    subject: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Event:
    """Happens once, as soon as the minute has come and the condition holds.

    With `every` it happens again each time so many working minutes have passed, if the condition holds just then.
    """

    id: str
    minute: int
    when: Node
    effects: tuple[Effect, ...]
    citizen: Text = EMPTY
    every: int = 0

    def times_due(self, minute: int) -> int:
        """How often its moment has come by then."""
        if minute < self.minute:
            return 0
        return 1 + (minute - self.minute) // self.every if self.every else 1

    def next_due(self, minute: int) -> int | None:
        """The next moment after this one."""
        if self.every:
            return self.minute + self.times_due(minute) * self.every
        return self.minute if self.minute > minute else None


@dataclass(frozen=True, slots=True)
class Ending:
    """How it came out; an automatic ending closes the run by itself, the rest when the case is handed in."""

    id: str
    when: Node
    automatic: bool
    title: Text
    citizen: Text
    officer: Text
    agency: Text


class Severity(Enum):
    """How bad a breach is; a critical one fails the run whatever the total."""

    MINOR = "minor"
    SERIOUS = "serious"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self) + 1


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """One observation that supports or contradicts one competency.

    Outside its opportunity it is not scored. `recovered` says that a mistake was noticed and put
    right, which earns half; it never excuses a critical breach.
    """

    id: str
    kind: str
    competency: str
    level: int
    points: int
    opportunity: Node
    good: Node
    title: Text
    say_if_good: Text
    say_if_bad: Text
    laws: tuple[str, ...]
    recovered: Node = NOT_EVER
    breach: Severity | None = None
    lesson: str | None = None
    practise: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Claim:
    """A competency the scenario gives evidence for, its target level and cut q* (share of points)."""

    competency: str
    level: int
    cut: float


@dataclass(frozen=True, slots=True)
class Golden:
    """A scripted run with the score it must reach."""

    name: str
    play: tuple[Action, ...]
    lowest: float = 0.0
    highest: float = 100.0
    breach: Severity | None = None
    is_clean: bool = False  # must be without any breach


class Use(Enum):
    """What a variant is played for. One that is never practised stays sealed for examinations."""

    PRACTICE = "practice"
    EXAM = "exam"


@dataclass(frozen=True, slots=True)
class Case:
    """One variant, complete in itself: the desk, the way its world moves, and how it is judged."""

    hours: OfficeHours
    horizon_days: int
    waits: tuple[str, ...]  # how long the officer may let time pass at once
    title: Text
    role: Text
    briefing: Text
    parameters: Mapping[str, Text]
    numbers: tuple[str, ...]  # variables that a text names: what is read of them stays as it was then
    meters: tuple[Gauge, ...]
    truth: tuple[Detail, ...]
    variables: Mapping[str, VariableSpec]
    documents: Mapping[str, Document]
    tools: Mapping[str, Tool]
    tool_words: ToolWords
    checklists: Mapping[str, Checklist]
    forms: Mapping[str, Form]
    deeds: Mapping[str, Deed]
    messages: Mapping[str, Message]
    at_start: tuple[str, ...]
    events: tuple[Event, ...]
    endings: Mapping[str, Ending]
    clocks: Mapping[str, StatutoryClock]
    rulebook: tuple[str, ...]
    profile: LegalProfile
    evidence: tuple[EvidenceRule, ...]
    goldens: Mapping[str, Golden]
    uses: frozenset[Use] = frozenset(Use)

    def golden(self, name: str) -> Golden | None:
        return self.goldens.get(name)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A frozen version; `digest` names its exact content, so a log can say what it was played on."""

    id: str
    version: int
    digest: str
    limit_minutes: int  # real minutes allowed in exam mode, before any accommodation
    pass_mark: float  # of 100
    claims: tuple[Claim, ...]
    cases: Mapping[str, Case] = field(default_factory=dict)

    def case(self, variant: str) -> Case:
        try:
            return self.cases[variant]
        except KeyError:
            raise UnknownVariant(f"{self.id} has no variant {variant!r}") from None

    def variants_for(self, use: Use) -> tuple[str, ...]:
        """In the author's order."""
        return tuple(name for name, case in self.cases.items() if use in case.uses)
