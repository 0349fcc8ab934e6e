"""Second reading: forms, and the letters that their choices make; letters.py tells how an author writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from assessments.domain.casework.grammar import Names
from assessments.domain.casework.model_parts import gauge_reader
from assessments.domain.casework.reading import Reader, fault, optional_condition, optional_text
from assessments.domain.casework.scenario import Choice, Effect, FieldKind, Form, FormField, LetterFrame, Passage


def form_reader(names: Names, read_effect: Callable[[Reader], Effect]) -> Callable[[Reader], Form]:
    def read(reader: Reader) -> Form:
        fields = reader.fields("id title recipient minutes letter fields", "do when gauges")
        asked = fields["fields"].each(_read_field)
        return Form(
            id=fields["id"].word(),
            title=fields["title"].text(),
            recipient=fields["recipient"].text(),
            minutes=fields["minutes"].whole(1, 480),
            fields=asked,
            letter=_read_letter(fields["letter"], {field.id for field in asked}),
            effects=fields["do"].each(read_effect) if "do" in fields else (),
            when=optional_condition(fields, "when", names),
            gauges=fields["gauges"].each(gauge_reader(names)) if "gauges" in fields else (),
        )

    return read


def _read_field(reader: Reader) -> FormField:
    fields = reader.fields("id kind label", "options required help sentence")
    return FormField(
        id=fields["id"].word(),
        kind=fields["kind"].one_of(FieldKind),
        label=fields["label"].text(),
        options=fields["options"].each(_read_option) if "options" in fields else (),
        required=fields["required"].flag() if "required" in fields else True,
        help=optional_text(fields, "help"),
        sentence=optional_text(fields, "sentence"),
    )


def _read_option(reader: Reader) -> Choice:
    fields = reader.fields("id label", "sentence")
    sentence = fields["sentence"].text() if "sentence" in fields else None
    return Choice(fields["id"].word(), fields["label"].text(), sentence)


def _read_letter(reader: Reader, known: Collection[str]) -> LetterFrame:
    fields = reader.fields("body", "sender reference salutation closing")
    body = fields["body"].each(lambda passage: _read_passage(passage, known))
    named = [name for passage in body for name in passage.fields]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise fault(fields["body"].path, "field_twice", name=twice[0])
    return LetterFrame(
        body=body,
        sender=optional_text(fields, "sender"),
        reference=optional_text(fields, "reference"),
        salutation=optional_text(fields, "salutation"),
        closing=optional_text(fields, "closing"),
    )


def _read_passage(reader: Reader, known: Collection[str]) -> Passage:
    parts = reader.fields("", "say fields list")
    if not parts or ("fields" in parts and "list" in parts):
        raise fault(reader.path, "passage")
    names = parts["fields"].known_words(known, "field") if "fields" in parts else ()
    if "list" in parts:
        if parts["list"].word() not in known:
            raise fault(parts["list"].path, "unknown_field", name=parts["list"].word())
        names = (parts["list"].word(),)
    return Passage(names, optional_text(parts, "say"), is_list="list" in parts)
