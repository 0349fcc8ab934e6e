"""What the desk shows of a state: the only thing about a run that may be sent to a browser.

An allow-list, built part by part. The rubric, the truth, endings, events to come, papers not opened
and registries not asked are never read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TypeAlias

from assessments.domain.casework.clock import HOUR, OfficeHours
from assessments.domain.casework.gauges import Reading, draft_gauges, read_gauges
from assessments.domain.casework.law import StatutoryClock
from assessments.domain.casework.offers import Offers, offers
from assessments.domain.casework.papers import Detail, Document, Grid
from assessments.domain.casework.scenario import (
    Case,
    Checklist,
    Choice,
    Deed,
    Form,
    Scenario,
    Tool,
)
from assessments.domain.casework.state import LookUp, State, Submission
from assessments.domain.casework.texts import Renderer

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Shown: TypeAlias = dict[str, Json]


def view(scenario: Scenario, variant: str, state: State, locale: str) -> Shown:
    """The desk in one language, as plain JSON values."""
    case = scenario.case(variant)
    say = Renderer(locale, case.parameters)
    offered = offers(case, state)
    return {
        "scenario": {"id": scenario.id, "version": scenario.version, "limit_minutes": scenario.limit_minutes},
        "title": say(case.title),
        "role": say(case.role),
        "briefing": say(case.briefing),
        "closed": state.ending is not None,
        "steps": state.steps,
        "clock": _clock(case, state, say),
        "meters": [_reading(one) for one in read_gauges(case.meters, state, say)],
        "inbox": _inbox(case, state, say),
        "documents": [_document(document, state, say) for document in offered.documents],
        "tool_words": {"section": say(case.tool_words.section), "ask": say(case.tool_words.ask)},
        "tools": [_tool(tool, state, say, hours=case.hours) for tool in offered.tools],
        "checklists": [_checklist(case, one, state, say, sources=offered.sources) for one in offered.checklists],
        "forms": [_form(form, state, say, case=case, offered=offered) for form in _forms_on_file(case, state, offered)],
        "actions": [_deed(deed, state, say) for deed in offered.deeds],
        "waits": [*offered.waits],
        "rulebook": [_law(case, law, say) for law in case.rulebook],
        "legal_notice": say(case.profile.notice),
        "journal": journal(case, state, say),
    }


def _reading(gauge: Reading) -> Shown:
    return {**asdict(gauge), "is_over": gauge.is_over}


def stamp(hours: OfficeHours, minute: int) -> Shown:
    """A working minute as day number, date and time of day."""
    day = hours.day_of(minute)
    return {"day": day, "date": hours.date_of(day).isoformat(), "time": hours.time_of(minute)}


def journal(case: Case, state: State, say: Renderer) -> list[Json]:
    """The officer's own acts in order; events are left out, for some of them nobody has heard of yet."""
    acts: list[Json] = []
    for entry in state.journal:
        kind, _, ref = entry.key.partition(".")
        if kind in ("event", "improper_look_up") or entry.key == "look_up":
            continue
        label = _label(case, kind, ref, say)
        acts.append({**stamp(case.hours, entry.minute), "kind": kind, "ref": ref, "label": label})
    return acts


def _label(case: Case, kind: str, ref: str, say: Renderer) -> str:
    if kind == "open":
        return say(case.documents[ref].title)
    if kind == "look_up":
        return say(case.tools[ref].name)
    if kind == "check":
        return say(case.checklists[ref].title)
    if kind == "submit":
        return say(case.forms[ref].title)
    return say(case.deeds[ref].label) if kind == "do" else ""


def _clock(case: Case, state: State, say: Renderer) -> Shown:
    running = [_statutory(case, case.clocks[name], state, say) for name in state.clocks]
    return {**stamp(case.hours, state.minute), "minute": state.minute, "statutory": [*running]}


def _statutory(case: Case, clock: StatutoryClock, state: State, say: Renderer) -> Shown:
    """`elapsed` and `left` are working days, or minutes of a clock that counts hours."""
    run, period = state.clocks[clock.id], clock.period
    now = period.now(state.minute)
    length = period.hours * HOUR or period.working_days
    status = "running"
    if run.stopped is not None:
        status = "stopped"
    elif run.is_expired(now, period.allowed):
        status = "expired"
    elif run.paused is not None:
        status = "paused"
    due, due_time = period.end(run)
    return {
        "id": clock.id,
        "name": say(clock.name),
        "law": _law(case, clock.law, say),
        "unit": "hours" if period.hours else "working_days",
        "length": period.hours or period.working_days,
        "elapsed": run.elapsed(now),
        "left": max(0, length - run.elapsed(now)),
        "due": due.isoformat(),
        "due_time": due_time,
        "status": status,
    }


def _inbox(case: Case, state: State, say: Renderer) -> list[Json]:
    shown: list[Json] = []
    for delivery in state.inbox:
        message, tell = case.messages[delivery.message], say.with_numbers(delivery.numbers)
        shown.append(
            {
                **stamp(case.hours, delivery.minute),
                "id": message.id,
                "channel": message.channel,
                "priority": message.priority,
                "from": tell(message.sender),
                "subject": tell(message.subject),
                "body": tell(message.body),
            }
        )
    return shown


def _details(details: tuple[Detail, ...], say: Renderer) -> list[Json]:
    return [{"label": say(detail.label), "value": say(detail.value)} for detail in details]


def _choices(choices: tuple[Choice, ...], say: Renderer) -> list[Json]:
    return [{"id": choice.id, "label": say(choice.label)} for choice in choices]


def _document(document: Document, state: State, say: Renderer) -> Shown:
    is_open = f"open.{document.id}" in state.first
    cover: Shown = {
        "id": document.id,
        "title": say(document.title),
        "kind": document.kind,
        "minutes": document.minutes,
        "opened": is_open,
    }
    if not is_open:
        return cover
    return {
        **cover,
        "fields": _details(document.details, say),
        "grid": _grid(document.grid, say),
        "note": say(document.note),
    }


def _grid(grid: Grid | None, say: Renderer) -> Json:
    if grid is None:
        return None
    return {"head": [say(cell) for cell in grid.head], "rows": [[say(cell) for cell in row] for row in grid.rows]}


def _tool(tool: Tool, state: State, say: Renderer, *, hours: OfficeHours) -> Shown:
    asked = [look_up for look_up in state.look_ups if look_up.tool == tool.id]
    return {
        "id": tool.id,
        "name": say(tool.name),
        "kind": tool.kind,
        "minutes": tool.minutes,
        "purposes": _choices(tool.purposes, say),
        "bases": _choices(tool.bases, say),
        "results": [_result(tool, look_up, say, hours=hours) for look_up in asked],
    }


def _result(tool: Tool, look_up: LookUp, say: Renderer, *, hours: OfficeHours) -> Shown:
    answer, tell = tool.answers[look_up.answer], say.with_numbers(look_up.numbers)
    return {
        **stamp(hours, look_up.minute),
        "purpose": look_up.purpose,
        "basis": look_up.basis,
        "status": answer.status.value,
        "fields": _details(answer.details, tell),
        "note": tell(answer.note),
    }


def _checklist(case: Case, checklist: Checklist, state: State, say: Renderer, *, sources: Sequence[str]) -> Shown:
    marks = state.marks.get(checklist.id, {})
    items: list[Json] = []
    for item in checklist.items:
        mark = marks.get(item.id)
        given: Json = None if mark is None else {"value": mark.value, "source": mark.source}
        items.append({"id": item.id, "label": say(item.label), "mark": given})
    titles = {**{d.id: d.title for d in case.documents.values()}, **{t.id: t.name for t in case.tools.values()}}
    return {
        "id": checklist.id,
        "title": say(checklist.title),
        "minutes": checklist.minutes,
        "items": items,
        "values": _choices(checklist.values, say),
        "sources": [{"id": name, "label": say(titles[name])} for name in sources],
    }


def _forms_on_file(case: Case, state: State, offered: Offers) -> list[Form]:
    """Forms that may be sent now, and those sent before, whose copies stay on file."""
    return [form for form in case.forms.values() if form.id in state.submissions or form in offered.forms]


def _form(form: Form, state: State, say: Renderer, *, case: Case, offered: Offers) -> Shown:
    return {
        "id": form.id,
        "title": say(form.title),
        "recipient": say(form.recipient),
        "minutes": form.minutes,
        "enabled": state.ending is None and form in offered.forms,
        "fields": [
            {
                "id": field.id,
                "kind": field.kind.value,
                "label": say(field.label),
                "help": say(field.help),
                "required": field.required,
                "options": _choices(field.options, say),
            }
            for field in form.fields
        ],
        "gauges": [_reading(one) for one in draft_gauges(form, {}, state=state, say=say)],
        "sent": [_sent(submission, case.hours) for submission in state.submissions.get(form.id, ())],
    }


def _sent(submission: Submission, hours: OfficeHours) -> Shown:
    values: Shown = {
        name: [*sorted(value)] if isinstance(value, frozenset) else value for name, value in submission.values.items()
    }
    return {**stamp(hours, submission.minute), "values": values}


def _deed(deed: Deed, state: State, say: Renderer) -> Shown:
    return {
        "id": deed.id,
        "label": say(deed.label),
        "minutes": deed.minutes,
        "times_done": state.counts.get(f"do.{deed.id}", 0),
    }


def _law(case: Case, law_id: str, say: Renderer) -> Shown:
    law = case.profile.laws[law_id]
    return {"id": law.id, "name": say(law.name), "article": law.article, "summary": say(law.summary)}
