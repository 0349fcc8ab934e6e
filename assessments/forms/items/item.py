"""Writing an item: what every item has, and the part that its kind adds."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies, levels

from ...domain.items.content import ItemContent
from ...models import Cognitive
from ...services.authoring.pictures import Drawing
from .complaints import Complaint, complaints_of
from .languages import field_name, fields_of, spread, text_area, texts_from

BOTH = "both"
NOT_CHOSEN = ("", _("Choose …"))
LEVELS = range(1, 6)
HIGHEST_DIFFICULTY = 4.0  # logits from the cut, either way
FACTS = ("competency", "level", "cognitive", "difficulty", "lesson", "source", "review_by")


class BodyForm(Protocol):
    """What a kind adds. Rows are plain fields, so no script is needed.

    `template` gets it as `body`; `to_data` gives `kind`, `body`, `right` and `rationales` once `is_valid()`.
    `uploaded`: a picture that was sent, whether or not the rest is valid.
    """

    uploaded: Drawing | None

    @property
    def template(self) -> str: ...

    def __init__(
        self, data: Mapping[str, Any] | None, *, kind: str, content: ItemContent | None, files: Any = None
    ) -> None: ...

    def is_valid(self) -> bool: ...

    def to_data(self) -> dict[str, Any]: ...

    def complaints(self) -> Iterator[Complaint]: ...


class WriteItemForm(forms.Form):
    """Everything but what the kind adds, which is a form of its own in `body`."""

    competency = forms.ChoiceField(label=_("Competency"), choices=lambda: competency_choices())
    level = forms.TypedChoiceField(label=_("Level"), choices=lambda: level_choices(), coerce=int)
    cognitive = forms.ChoiceField(label=_("Cognitive level"), choices=Cognitive.choices)
    difficulty = forms.FloatField(
        label=_("Expected difficulty"),
        min_value=-HIGHEST_DIFFICULTY,
        max_value=HIGHEST_DIFFICULTY,
        initial=0.0,
        help_text=_("From −4 (nearly everybody knows it) over 0 (half of those at the boundary do) to 4."),
    )
    lesson = forms.CharField(label=_("Lesson"), required=False, max_length=20, help_text=_("For example G-02/4."))
    source = forms.CharField(
        label=_("Law, rule or practice"), required=False, max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )
    review_by = forms.DateField(
        label=_("Review by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    languages = forms.ChoiceField(
        label=_("Languages"),
        choices=[
            (BOTH, _("English and Chinese")),
            ("en", _("English only")),
            ("zh-hant", _("Chinese only")),
        ],
        help_text=_("Simplified Chinese may stay empty: its readers then see the traditional text."),
    )
    stem_en, stem_zh_hant, stem_zh_hans = (text_area(language, 4) for language in ("en", "zh-hant", "zh-hans"))

    def __init__(
        self, *args: Any, kind: str, body_form: type[BodyForm], content: ItemContent | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if content is not None:
            self.initial = {**_initial(content), **self.initial}
        self.body = body_form(
            self.data if self.is_bound else None, kind=kind, content=content, files=self.files or None
        )

    @property
    def stem_fields(self) -> list[forms.BoundField]:
        return fields_of(self, "stem")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        marked = cleaned.get("languages")
        for language in ("en", "zh-hant"):
            name = field_name("stem", language)
            if marked in (BOTH, language) and not cleaned.get(name):
                self.add_error(name, _("Write the task in this language, or mark the item as one language."))
            elif marked not in (BOTH, language) and cleaned.get(name):
                self.add_error(name, _("The item is marked as written in the other language only."))
        return cleaned

    def is_valid(self) -> bool:
        # Both are asked, so that all faults are shown at once.
        return all([super().is_valid(), self.body.is_valid()])

    @property
    def complaints(self) -> list[Complaint]:
        """Everything that is wrong, of the whole item; nothing on a form that was not sent."""
        return [*complaints_of(self), *self.body.complaints()] if self.is_bound else []

    def to_content(self) -> ItemContent:
        return ItemContent(
            **{name: self.cleaned_data[name] for name in FACTS},
            stem=texts_from(self.cleaned_data, "stem"),
            **self.body.to_data(),
        )


def _initial(content: ItemContent) -> dict[str, Any]:
    single = [language for language in ("en", "zh-hant") if language in content.stem]
    marked = single[0] if len(single) == 1 else BOTH
    facts = {name: getattr(content, name) for name in FACTS}
    return {**facts, "languages": marked, **spread("stem", content.stem)}


def competency_choices() -> list[tuple[str, str | Promise]]:
    return [NOT_CHOSEN, *((code, f"{code} {card.name}") for code, card in competencies().items())]


def level_choices() -> list[tuple[int | str, str | Promise]]:
    """A framework may leave its rungs without names; there are five of them all the same."""
    named = levels()
    rungs = ((number, f"{number} {named[number].name}" if number in named else str(number)) for number in LEVELS)
    return [NOT_CHOSEN, *rungs]
