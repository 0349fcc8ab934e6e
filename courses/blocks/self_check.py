"""Practice inside a lesson: the block authors, its value converts, the scorer of the item bank marks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

from ..domain.self_checks import CheckOption, SelfCheck, faults_of

LETTERS = "abcdef"


class Kind(models.TextChoices):
    SINGLE = "single", _("One answer is right")
    MULTIPLE = "multiple", _("Several answers are right")


class SelfCheckValue(StructValue):
    def to_item(self, check_id: str) -> SelfCheck:
        return SelfCheck(
            id=check_id,
            kind=self["kind"],
            stem=self["stem"],
            options=tuple(
                CheckOption(
                    id=letter,
                    text=option["text"],
                    is_correct=option["is_correct"],
                    explanation=option["explanation"],
                )
                for letter, option in zip(LETTERS, self["options"], strict=False)
            ),
        )


class OptionBlock(StructBlock):
    text = CharBlock(label=_("Answer"), max_length=400)
    is_correct = BooleanBlock(label=_("Right"), required=False)
    explanation = TextBlock(
        label=_("Explanation"),
        rows=2,
        help_text=_("Why it is right; or why one would choose it and what is wrong with it."),
    )


class SelfCheckBlock(StructBlock):
    kind = ChoiceBlock(choices=Kind.choices, default=Kind.SINGLE, label=_("Kind"))
    stem = TextBlock(label=_("Question"), rows=3)
    options = ListBlock(OptionBlock(), min_num=2, max_num=len(LETTERS), label=_("Answers"))

    def clean(self, value: SelfCheckValue) -> SelfCheckValue:
        cleaned: SelfCheckValue = super().clean(value)
        if faults_of(cleaned["kind"], [option["is_correct"] for option in cleaned["options"]]):
            message = _("Mark exactly one answer as right, or, for several, at least one right and leave one wrong.")
            raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned

    def get_context(self, value: SelfCheckValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {**context, "check": value.to_item("preview"), "is_explained": True}

    class Meta:
        icon = "help"
        label = _("Self-check")
        group = _("Practice")
        description = _("A question whose every answer is explained at once")
        template = "blocks/self_check.html"
        value_class = SelfCheckValue
        preview_value = {
            "kind": "single",
            "stem": "A message asks for your code. What do you do?",
            "options": [
                {"text": "Send it", "is_correct": False, "explanation": "Nobody honest needs it."},
                {"text": "Call back by a known way", "is_correct": True, "explanation": "It takes two minutes."},
            ],
        }
