"""What people add to a report: targets, a judgement on each gap, and words beside the choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.people.models import OrgUnit, User

from .models import UnitAction, UnitReport
from .selectors.owners import find_owner
from .selectors.reports.choice_words import choices_of
from .selectors.reports.judgement import GapJudgement, judgements_of, stored_form, targets_of

WAYS = [one for one in UnitAction.Option.choices if one[0] != UnitAction.Option.ASSESS]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
NOT_FOUND = _("Nobody of this unit has this address or number. Type the e-mail address or the employee number.")


class TargetsForm(forms.Form):
    critical_coverage = forms.IntegerField(label=_("Critical coverage, at least per cent"), min_value=0, max_value=100)
    single_points = forms.IntegerField(label=_("Single points of failure, at most"), min_value=0, max_value=999)
    assessed_share = forms.IntegerField(label=_("Assessed share, at least per cent"), min_value=0, max_value=100)


class JudgeGapForm(forms.Form):
    """May stay unfinished in a draft."""

    service = forms.CharField(
        label=_("Service that needs it"),
        help_text=_("As citizens know it, for example: registration of new firms"),
        max_length=40,
        required=False,
    )
    option = forms.ChoiceField(label=_("By what means"), choices=WAYS)
    owner = forms.CharField(
        label=_("Owner: e-mail address or employee number"),
        help_text=_("Somebody of the unit, or who leads it"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
    )
    due = forms.DateField(label=_("To be done by"), required=False, widget=DAY)
    cost = forms.IntegerField(label=_("Cost in yuan"), min_value=0, max_value=999_999_999, required=False)

    def __init__(self, *args: Any, unit: OrgUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.found: User | None = None

    def clean_owner(self) -> str:
        typed: str = self.cleaned_data["owner"]
        if typed:
            self.found = find_owner(self.unit, typed)
            if self.found is None:
                raise forms.ValidationError(NOT_FOUND)
        return typed

    @property
    def judgement(self) -> dict[str, Any]:
        wanted = self.cleaned_data
        return stored_form(
            GapJudgement(
                service=wanted["service"],
                option=wanted["option"],
                owner=str(self.found.public_id) if self.found else "",
                owner_name=self.found.name if self.found else "",
                due=wanted["due"],
                cost=wanted["cost"] or 0,
            )
        )


class ReportWordsForm(forms.Form):
    """What the owner says beside the figures of a choice."""

    remark = forms.CharField(
        label=_("Anything the reader must know beside the figures"), max_length=160, required=False
    )

    def __init__(self, *args: Any, letters: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for letter in letters:
            self.fields[letter] = forms.CharField(
                label=_("What else follows from choice %(letter)s") % {"letter": letter}, max_length=80, required=False
            )


class ReportForms:
    """The page's forms together; `letters` are those of the choices."""

    def __init__(self, report: UnitReport, data: Mapping[str, Any] | None = None) -> None:
        judged, stored = judgements_of(report), report.judgement
        letters = [one.letter for one in choices_of(report.figures)]
        addresses = _addresses(judged)
        self.targets = TargetsForm(data, initial=targets_of(report), prefix="targets")
        self.gaps = [
            JudgeGapForm(
                data,
                unit=report.unit,
                prefix=f"gap{place}",
                initial={**stored_form(one), "owner": addresses.get(one.owner, ""), "cost": one.cost or None},
            )
            for place, one in enumerate(judged)
        ]
        self.words = ReportWordsForm(
            data,
            letters=letters,
            prefix="words",
            initial={"remark": stored.get("remark", ""), **stored.get("consequences", {})},
        )

    def is_valid(self) -> bool:
        """Each is asked, so that all errors are told at once."""
        outcomes = [one.is_valid() for one in (self.targets, *self.gaps, self.words)]
        return all(outcomes)

    @property
    def errors(self) -> list[dict[str, str]]:
        """Of all forms, each with the place it leads to."""
        return [
            {
                "text": gettext("%(words)s: %(label)s") % {"words": field.label, "label": error},
                "href": f"#{field.auto_id}",
            }
            for one in (*self.gaps, self.targets, self.words)
            for field in one
            for error in field.errors
        ]

    @property
    def judgement(self) -> dict[str, Any]:
        words = dict(self.words.cleaned_data)
        return {
            "targets": self.targets.cleaned_data,
            "gaps": [one.judgement for one in self.gaps],
            "remark": words.pop("remark"),
            "consequences": {letter: said for letter, said in words.items() if said},
        }


class DecideReportForm(forms.Form):
    letter = forms.CharField(max_length=1)
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)


def _addresses(judged: Sequence[GapJudgement]) -> dict[str, str]:
    rows = User.objects.filter(public_id__in=[one.owner for one in judged if one.owner])
    return {str(public_id): email for public_id, email in rows.values_list("public_id", "email")}
