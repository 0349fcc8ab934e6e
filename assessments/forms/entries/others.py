"""What managers, raters, checkers and deciders write about the evidence of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies, levels

from ...domain.levels import LEVELS
from ...models import EvidenceContest
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


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, if you do not accept it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposeMappingForm(forms.Form):
    """Up to five competencies; a certificate shows at most what its examination asks."""

    PLACES = 5

    issuer = forms.CharField(label=_("Issuer"), max_length=160)
    title = forms.CharField(label=_("Title of the certificate"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", _("none"))] + [(code, f"{code} {card.name}") for code, card in competencies().items()]
        rungs = levels()
        ladder = [(one, f"{one} {rungs[one].name}" if one in rungs else str(one)) for one in LEVELS]
        for place in range(1, self.PLACES + 1):
            self.fields[f"competency_{place}"] = forms.ChoiceField(
                label=_("Competency %(place)d") % {"place": place}, choices=named, required=place == 1
            )
            self.fields[f"level_{place}"] = forms.TypedChoiceField(
                label=_("Level it shows"), choices=ladder, coerce=int, required=place == 1, initial=2
            )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            help_text=_("What its examination asks, compared with the indicators. The second person decides by this."),
            min_length=20,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def values(self) -> dict[str, int]:
        """Code → level; call when valid."""
        cleaned = self.cleaned_data
        pairs = [(cleaned[f"competency_{place}"], cleaned[f"level_{place}"]) for place in range(1, self.PLACES + 1)]
        return {code: level for code, level in pairs if code and level}


class DecideContestForm(forms.Form):
    """One of three decisions; a corrected value only with the second."""

    DECISIONS = (
        (EvidenceContest.Status.UPHELD, _("The entry stands")),
        (EvidenceContest.Status.CORRECTED, _("The entry is corrected to the value below")),
        (EvidenceContest.Status.STRUCK_OUT, _("The entry is struck out")),
    )

    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect)
    value = forms.FloatField(
        label=_("Corrected value"),
        help_text=_("On the level scale, with one decimal. Only for a correction."),
        min_value=0,
        required=False,
        widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
    )
    reason = forms.CharField(
        label=_("Reasons"),
        help_text=_("The person reads them, and your name."),
        min_length=20,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, ceiling: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ceiling = ceiling

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        value = cleaned.get("value")
        if cleaned.get("decision") == EvidenceContest.Status.CORRECTED:
            if value is None:
                self.add_error("value", _("A correction needs a value."))
            elif value > self.ceiling:
                self.add_error("value", _("This is more than the instrument can show."))
        return cleaned
