"""Small forms of the authors' desk: narrowing a list, taking a step, bringing in a file."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies
from lms.people.access import scope_of
from lms.people.models import OrgUnit, Role, User

from ..models import Cognitive, ItemVersion, ReviewStep
from ..selectors.authoring.banks import ItemFilter

ANY = [("", _("any"))]
LEVELS = [(str(level), str(level)) for level in range(1, 6)]


class NarrowItemsForm(forms.Form):
    words = forms.CharField(label=_("Words or number"), required=False, max_length=100)
    competency = forms.ChoiceField(
        label=_("Competency"), required=False, choices=lambda: [*ANY, *((code, code) for code in competencies())]
    )
    cognitive = forms.ChoiceField(label=_("Cognitive level"), required=False, choices=[*ANY, *Cognitive.choices])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[*ANY, *LEVELS])
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[*ANY, *ItemVersion.Status.choices, ("in_review", _("waiting for review"))],
    )
    language = forms.ChoiceField(
        label=_("Languages"),
        required=False,
        choices=[*ANY, ("both", _("English and Chinese")), ("en", _("no English")), ("zh-hant", _("no Chinese"))],
    )
    review = forms.ChoiceField(
        label=_("Review date"),
        required=False,
        choices=[*ANY, ("overdue", _("overdue")), ("soon", _("within 90 days"))],
    )

    def to_filter(self) -> ItemFilter:
        """What is not a choice of the form narrows nothing."""
        valid = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        return ItemFilter(**{name: str(valid.get(name) or "") for name in asdict(ItemFilter())})


class TakeStepForm(forms.Form):
    kind = forms.ChoiceField(choices=ReviewStep.Kind.choices)
    seen = forms.CharField(required=False, max_length=24)
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class UploadScenarioForm(forms.Form):
    file = forms.FileField(
        label=_("YAML file or zip of YAML files"),
        help_text=_("At most 1 MB. One file may hold several documents; each entry may stand in one place only."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.zip"}),
    )


class UploadNewScenarioForm(UploadScenarioForm):
    unit = forms.ModelChoiceField(label=_("Owned by"), queryset=OrgUnit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = OrgUnit.objects.filter(path__in=scope_of(author, Role.AUTHOR).paths)
