"""What managers and raters write about the work of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import FILES_TAKEN, DayField, FilesField, LevelField, competency_choices


class ChooseCompetencyForm(forms.Form):
    competency = forms.ChoiceField(label=_("Competency"))

    def __init__(self, *args: Any, needed: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competency"].choices = competency_choices(needed, _("The posts ask for"))  # type: ignore[attr-defined]


class RatePersonForm(forms.Form):
    observed_on = DayField(label=_("When did you see it?"), help_text=_("The last day, if it was a longer time."))
    text = forms.CharField(
        label=_("What did you see the person do?"),
        help_text=_(
            "Facts, not traits: the task, what the person did, what came of it. The person reads this at once."
        ),
        min_length=40,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reference = forms.CharField(
        label=_("Number of the case or record"),
        help_text=_("With a number or a file the rating weighs more, because others can look it up."),
        max_length=120,
        required=False,
    )
    pieces = FilesField(label=_("A piece of the work"), help_text=FILES_TAKEN, required=False)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = LevelField(code, label=_("What you saw fits best with"))
        self.order_fields(["level", "observed_on", "text", "reference", "pieces"])


class RatePortfolioForm(forms.Form):
    reason = forms.CharField(
        label=_("Which of the indicators does the work show, and where?"),
        help_text=_("The person reads this without your name once the rating is complete."),
        min_length=40,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = LevelField(code, label=_("The work fits best with"))
        self.order_fields(["level", "reason"])
