"""What people enter about their own work."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import DATE, FILES_TAKEN, DayField, FilesField, LevelField


class PortfolioForm(forms.Form):
    observed_on = DayField(label=_("When was the work finished?"))
    text = forms.CharField(
        label=_("The work, and your part in it"),
        help_text=_(
            "What was to be done, what you did yourself, what came of it. Leave out personal data of citizens."
        ),
        min_length=80,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    pieces = FilesField(label=_("Files"), help_text=FILES_TAKEN)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("The raters compare the work with all levels, not only with this one.")
        self.fields["level"] = LevelField(code, with_none=False, label=_("It shows, in your view"), help_text=help_text)
        self.order_fields(["level", "observed_on", "text", "pieces"])


class SelfRatingForm(forms.Form):
    text = forms.CharField(
        label=_("What do you base this on?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = LevelField(code, label=_("What describes you best?"))
        self.order_fields(["level", "text"])


class CertificateForm(forms.Form):
    issuer = forms.CharField(label=_("Issuer"), max_length=160)
    title = forms.CharField(label=_("Title of the certificate"), max_length=200)
    number = forms.CharField(label=_("Number"), help_text=_("As printed on the document."), max_length=80)
    issued_on = DayField(label=_("Issued on"))
    expires_on = forms.DateField(
        label=_("Valid until"), help_text=_("Empty if it does not expire."), widget=DATE, required=False
    )
    pieces = FilesField(label=_("The document"), help_text=FILES_TAKEN)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        issued_on, expires_on = cleaned.get("issued_on"), cleaned.get("expires_on")
        if expires_on and expires_on < timezone.localdate():
            self.add_error("expires_on", _("This certificate has expired."))
        elif issued_on and expires_on and expires_on <= issued_on:
            self.add_error("expires_on", _("The end lies before the beginning."))
        return cleaned
