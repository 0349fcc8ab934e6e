"""What readers of the figures choose."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.people.access import Scope, scope_of
from lms.people.models import OrgUnit, User

from .domain.effects.designs import Design
from .domain.purposes import Purpose, Stated
from .exports.formats import FORMATS
from .exports.tables import TABLES
from .models import Delivery, TrainingStart
from .readers import EXPORTERS
from .sheet_field import SheetField

PURPOSES = [
    ("training_plan", _("Planning training")),
    ("staffing", _("Planning posts and staffing")),
    ("report", _("Report to the leadership")),
    ("check", _("Checking the figures")),
]
TABLE_CHOICES = [(table.code, table.label) for table in TABLES.values()]
FORMAT_CHOICES = [(code, one.label) for code, one in FORMATS.items()]


class ExportFiguresForm(forms.Form):
    """Nobody takes figures away without saying what for."""

    purpose = forms.ChoiceField(label=_("What for"), choices=PURPOSES)
    format = forms.ChoiceField(label=_("Format"), choices=FORMAT_CHOICES)
    table = forms.ChoiceField(label=_("Table"), choices=TABLE_CHOICES, required=False)
    at = forms.UUIDField()
    unit = forms.UUIDField(required=False)


class StatePurposeForm(forms.Form):
    """What the figures are read for."""

    PURPOSES: ClassVar = [
        (Purpose.WORKFORCE_PLANNING.value, _("Planning posts and staffing")),
        (Purpose.TRAINING_PLAN.value, _("Planning training")),
        (Purpose.BUDGET.value, _("Preparing a budget")),
        (Purpose.AUDIT.value, _("Audit")),
        (Purpose.OTHER.value, _("Another purpose")),
    ]

    purpose = forms.ChoiceField(
        label=pgettext_lazy("of reading figures", "Purpose"), choices=PURPOSES, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("If another: which"),
        help_text=_("One sentence. Please name no person."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("purpose") == Purpose.OTHER and not cleaned.get("words"):
            self.add_error("words", _("Say which purpose."))
        return cleaned

    @property
    def stated(self) -> Stated:
        """Of a valid form."""
        purpose = Purpose(self.cleaned_data["purpose"])
        return Stated(purpose, self.cleaned_data["words"] if purpose is Purpose.OTHER else "")


class PlanDeliveryForm(forms.Form):
    """A delivery for people who hold the right over the unit, today and on each day on which it goes out."""

    unit = forms.ModelChoiceField(label=_("Unit, with all below it"), queryset=OrgUnit.objects.none())
    table = forms.ChoiceField(label=_("Table"), choices=TABLE_CHOICES)
    format = forms.ChoiceField(label=_("Format"), choices=FORMAT_CHOICES)
    rhythm = forms.ChoiceField(label=_("How often"), choices=Delivery.Rhythm.choices)
    language = forms.ChoiceField(label=_("Language of the file"), choices=settings.LANGUAGES)
    purpose = forms.ChoiceField(label=_("What for"), choices=PURPOSES)
    recipients = forms.ModelMultipleChoiceField(
        label=_("For whom"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only people who may take these figures away. Whoever loses that right is left out from then on."),
    )

    def __init__(self, *args: Any, scope: Scope, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = scope.units()  # type: ignore[attr-defined]
        self.fields["recipients"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit = cleaned.get("unit")
        strangers = [
            one.name
            for one in cleaned.get("recipients") or ()
            if unit and not scope_of(one, *EXPORTERS).covers_path(unit.path)
        ]
        if strangers:
            self.add_error(
                "recipients", _("No right over this unit: %(names)s.") % {"names": ", ".join(sorted(strangers))}
            )
        return cleaned


class UploadFiguresForm(forms.Form):
    file = SheetField(label=_("File of figures"))
    name = forms.CharField(
        label=_("Name of this import"),
        help_text=_("You will find the import under this name, for example to undo it."),
        max_length=120,
        required=False,
    )


class CompareForm(forms.Form):
    """Which figure, beside which training, and with whom the trained units are compared."""

    DESIGNS: ClassVar = [
        (Design.MATCHED.value, _("units like them that are not trained (yet)")),
        (Design.STAGED.value, _("units that were trained later")),
    ]

    indicator = forms.ChoiceField(label=_("Indicator"))
    training = forms.ChoiceField(label=_("Training"))
    design = forms.ChoiceField(label=pgettext_lazy("units", "Compared with"), choices=DESIGNS)

    def __init__(self, *args: Any, trainings: Sequence[Any], indicators: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "compare_%s", **kwargs})
        kinds = TrainingStart.Kind
        self.fields["indicator"].choices = indicators  # type: ignore[attr-defined]
        self.fields["training"].choices = [  # type: ignore[attr-defined]
            (kinds(kind).label, [(key, f"{one.name} ({one.units})") for key, one in trainings if one.kind == kind])
            for kind in dict.fromkeys(one.kind for _key, one in trainings)
        ]
