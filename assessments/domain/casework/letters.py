"""A letter as its recipient reads it, put together from what was chosen in a form.

One function for the preview, the copies in the file and the debrief. Pure: how a date is said is an argument.

How an author writes it, in a form:

    letter:
      sender: {en: …}                 # sender, reference, salutation and closing may each be left out
      body:                           # the paragraphs in reading order
        - {fields: [wording]}         # the sentences of these fields run on in one paragraph
        - {say: {en: …}, fields: [error, evidence]}     # … after words that always stand there
        - {say: {en: "Please hand in now:"}, list: items}   # what was ticked, a line each
        - {say: {en: …}}              # words alone

A choice may carry a `sentence`, what stands in the letter when it is picked; without one its label stands there, and an
empty sentence says nothing. A date's `sentence` holds {date}. Letters also know {today} and, by the name of each
statutory clock such as {decision_period}, the day on which it runs out if it begins today. A paragraph in which nothing
was chosen is left out. A field that no paragraph names is no part of the letter: what the officer does beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from assessments.domain.casework.law import StatutoryClock
from assessments.domain.casework.scenario import Case, FieldKind, Form, FormField, Passage
from assessments.domain.casework.state import State
from assessments.domain.casework.texts import Renderer, Text

SayDate: TypeAlias = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with the letter without standing in it."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    form: str
    title: str
    recipient: str
    date: date
    sender: str
    reference: str
    salutation: str
    body: tuple[Paragraph, ...]
    closing: str
    beside: tuple[Beside, ...]


def compose(
    case: Case, form: Form, values: Mapping[str, object], *, day: int, say: Renderer, say_date: SayDate
) -> Letter:
    """The letter that these values make on a working day; values that the form does not know say nothing."""
    say = _with_dates(case, say, day=day, say_date=say_date)
    said = {field.id: tuple(_sentences(field, values.get(field.id), say, say_date=say_date)) for field in form.fields}
    frame = form.letter
    named = {name for passage in frame.body for name in passage.fields}
    return Letter(
        form=form.id,
        title=say(form.title),
        recipient=say(form.recipient),
        date=case.hours.date_of(day),
        sender=say(frame.sender),
        reference=say(frame.reference),
        salutation=say(frame.salutation),
        body=tuple(paragraph for passage in frame.body if (paragraph := _paragraph(passage, said, say)) is not None),
        closing=say(frame.closing),
        beside=tuple(
            Beside(say(field.label), said[field.id])
            for field in form.fields
            if field.id not in named and said[field.id]
        ),
    )


def sent_letters(case: Case, state: State, *, say: Renderer, say_date: SayDate) -> tuple[Letter, ...]:
    """Copies of all that has left the desk, in order."""
    sent = [(form, submission) for form, submissions in state.submissions.items() for submission in submissions]
    return tuple(
        compose(
            case,
            case.forms[form],
            submission.values,
            day=case.hours.day_of(submission.minute),
            say=say,
            say_date=say_date,
        )
        for form, submission in sorted(sent, key=lambda one: one[1].minute)
    )


def known_dates(clocks: Mapping[str, StatutoryClock]) -> frozenset[str]:
    """The names that a letter's texts may hold besides the variant's parameters; hours end at no day known before."""
    return frozenset({"date", "today", *(name for name, clock in clocks.items() if not clock.period.hours)})


def _with_dates(case: Case, say: Renderer, *, day: int, say_date: SayDate) -> Renderer:
    days = {"today": day} | {
        clock.id: day + clock.period.working_days for clock in case.clocks.values() if not clock.period.hours
    }
    dates = {name: Text({say.locale: say_date(case.hours.date_of(number))}) for name, number in days.items()}
    return replace(say, parameters={**say.parameters, **dates})


def _sentences(field: FormField, value: object, say: Renderer, *, say_date: SayDate) -> Iterator[str]:
    if field.kind in (FieldKind.CHOICE, FieldKind.MULTI):
        picked = {value} if isinstance(value, str) else set(value) if isinstance(value, list | frozenset) else set()
        texts = (
            say(option.label if option.sentence is None else option.sentence)
            for option in field.options
            if option.id in picked
        )
        yield from (text for text in texts if text)
    elif isinstance(value, str) and value:
        yield _date_sentence(field, value, say, say_date=say_date) if field.kind is FieldKind.DATE else value


def _date_sentence(field: FormField, value: str, say: Renderer, *, say_date: SayDate) -> str:
    try:
        words = say_date(date.fromisoformat(value))
    except ValueError:
        words = value
    filled = replace(say, parameters={**say.parameters, "date": Text({say.locale: words})})
    return filled(field.sentence) or words


def _paragraph(passage: Passage, said: Mapping[str, tuple[str, ...]], say: Renderer) -> Paragraph | None:
    texts = tuple(text for name in passage.fields for text in said[name])
    if passage.fields and not texts:
        return None
    lead = say(passage.say)
    if passage.is_list:
        return Paragraph(lead, texts)
    # Chinese sentences follow each other without a space.
    return Paragraph(("" if say.locale.startswith("zh") else " ").join([lead, *texts] if lead else texts))
