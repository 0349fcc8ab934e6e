"""The desk of one run, as its pages need it: only what the engine's view lets out, with words and dates."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from ..domain.casework.expressions import keys_of
from ..domain.casework.gauges import Reading, draft_gauges
from ..domain.casework.letters import Letter
from ..domain.casework.reducer import News, apply, initial_state, replay
from ..domain.casework.scenario import Case
from ..domain.casework.state import State
from ..domain.casework.texts import Renderer
from ..domain.casework.view import view
from ..models import CaseRun
from .case_clocks import Calendar, add_clock_words, calendar_of
from .case_letters import copies, draft
from .case_papers import add_dress
from .case_words import ANSWERS, ARRIVALS, CHANNELS, DEEDS, INTERRUPTING, TOOLS, URGENT
from .scenarios import log_of, script_of

DATES = ("date", "due")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message that has come in since the case began, still unread."""

    id: str
    words: str | Promise
    subject: str
    sender: str
    is_new: bool  # brought by the last act
    interrupts: bool  # a call, a visitor, or urgent


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    run: CaseRun
    case: Case
    language: str
    state: State
    shown: dict[str, Any]  # the engine's view, dates parsed, words added
    copies: tuple[Letter, ...]  # of all that was sent, in order
    seen: int  # acts made so far
    arrivals: list[Arrival]
    unread: int

    @property
    def is_practice(self) -> bool:
        return not self.run.is_exam

    @property
    def notes(self) -> list[Arrival]:
        """What the last act brought and does not interrupt."""
        return [arrival for arrival in self.arrivals if arrival.is_new and not arrival.interrupts]

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.shown, self.case.hours)

    def interruptions(self, put_off: Collection[str]) -> tuple[list[Arrival], list[Arrival]]:
        """Who interrupts now, and who has been put off or came before, and still waits."""
        waiting = [arrival for arrival in self.arrivals if arrival.interrupts]
        now = [arrival for arrival in waiting if arrival.is_new and arrival.id not in put_off]
        return now, [arrival for arrival in waiting if arrival not in now]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Papers opened and registries asked: what may be laid beside one's work."""
        papers = [paper for paper in self.shown["documents"] if paper["opened"]]
        asked = [{**tool, "title": tool["name"]} for tool in self.shown["tools"] if tool["results"]]
        return [*papers, *asked]

    def draft(self, form: str, values: Mapping[str, Any]) -> Letter:
        """A letter as it would leave now."""
        return draft(self.case, form, values, day=self.shown["clock"]["day"], language=self.language)

    def gauges(self, form: str, values: Mapping[str, Any]) -> list[Reading]:
        """What the form's gauges would show if it left now."""
        say = Renderer(self.language, self.case.parameters)
        return draft_gauges(self.case.forms[form], values, state=self.state, say=say)

    def part(self, kind: str, name: str) -> dict[str, Any] | None:
        """One document, tool, form … of the view."""
        found: dict[str, Any] | None = next((one for one in self.shown[kind] if one["id"] == name), None)
        return found


def desk_of(run: CaseRun, *, language: str, read: Collection[str]) -> Desk:
    """`read` names the messages this reader has opened."""
    script, log = script_of(run.version), log_of(run)
    state = initial_state(script, run.variant)
    news: tuple[News, ...] = ()
    if log:
        before = replay(script, run.variant, log[:-1])
        state, news = apply(script, run.variant, before, log[-1])
    case = script.case(run.variant)
    shown: dict[str, Any] = _dated(view(script, run.variant, state, language))
    _add_words(shown, read)
    letters = copies(case, state, language=language)
    _add_letters(shown, letters)
    return Desk(
        run=run,
        case=case,
        language=language,
        state=state,
        shown=shown,
        copies=letters,
        seen=len(log),
        arrivals=_arrivals(shown, news, at_start=case.at_start),
        unread=sum(message["is_unread"] for message in shown["inbox"]),
    )


def provisions_for(run: CaseRun, key: str, *, rulebook: Collection[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """In practice, the articles of the rule book that bear on a step such as `submit.decision`: law, no advice."""
    case = script_of(run.version).case(run.variant)
    bearing = {
        law for rule in case.evidence if key in {*keys_of(rule.good), *keys_of(rule.opportunity)} for law in rule.laws
    }
    return [law for law in rulebook if law["id"] in bearing]


def _add_words(shown: dict[str, Any], read: Collection[str]) -> None:
    for message in shown["inbox"]:
        message["channel_words"] = CHANNELS.get(message["channel"], message["channel"])
        message["is_unread"] = message["id"] not in read
        message["is_urgent"] = message["priority"] == URGENT
    shown["inbox"].reverse()
    for clock in shown["clock"]["statutory"]:
        add_clock_words(clock)
    for name, words in TOOLS.items():
        shown["tool_words"][name] = shown["tool_words"][name] or words
    for paper in shown["documents"]:
        add_dress(paper)
    for tool in shown["tools"]:
        labels = {one["id"]: one["label"] for one in [*tool["purposes"], *tool["bases"]]}
        for result in tool["results"]:
            result["status_words"] = ANSWERS[result["status"]]
            result["purpose_words"], result["basis_words"] = labels[result["purpose"]], labels[result["basis"]]
        tool["results"].reverse()
    add_deed_words(shown["journal"])


def _add_letters(shown: dict[str, Any], letters: Collection[Letter]) -> None:
    """Each copy to the form it was sent by, in the order of sending."""
    for form in shown["forms"]:
        written = [letter for letter in letters if letter.form == form["id"]]
        for sent, letter in zip(form["sent"], written, strict=True):
            sent["letter"] = letter


def add_deed_words(acts: list[dict[str, Any]]) -> None:
    for act in acts:
        act["words"] = DEEDS.get(act["kind"], act["kind"])


def _arrivals(shown: Mapping[str, Any], news: Collection[News], *, at_start: Collection[str]) -> list[Arrival]:
    fresh = {item.ref for item in news if item.kind == "message"}
    return [
        Arrival(
            id=message["id"],
            words=ARRIVALS.get(message["channel"], message["channel"]),
            subject=message["subject"],
            sender=message["from"],
            is_new=message["id"] in fresh,
            interrupts=message["is_urgent"] or message["channel"] in INTERRUPTING,
        )
        for message in shown["inbox"]
        if message["is_unread"] and message["id"] not in at_start
    ]


def _dated(node: Any) -> Any:
    """A copy with the engine's ISO dates as dates."""
    if isinstance(node, dict):
        return {
            key: date.fromisoformat(value) if key in DATES and isinstance(value, str) else _dated(value)
            for key, value in node.items()
        }
    return [_dated(value) for value in node] if isinstance(node, list) else node
