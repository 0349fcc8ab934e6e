from django import forms
from django.utils.translation import gettext_lazy as _

from .domain.credential import read_id
from .models import RevocationRequest


class FindCertificateForm(forms.Form):
    """Takes the number as printed, or the address that the square code holds."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        help_text=_("26 letters and digits; spaces and small letters do not matter."),
        max_length=200,
        error_messages={"required": _("Type the number of the certificate.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        found = read_id(typed.rstrip("/").rsplit("/", 1)[-1])
        if found is None:
            raise forms.ValidationError(
                _("A number has 26 letters and digits, without 0, 1, 8 and 9. Compare it with the certificate.")
            )
        return found


class SearchIssuedForm(forms.Form):
    """What an administrator has in hand: a name, an employee number, an address or the number of a certificate."""

    wanted = forms.CharField(
        label=_("Holder or number of the certificate"),
        help_text=_("Name, employee number, e-mail address or certificate number."),
        max_length=200,
        required=False,
    )


class AskRevocationForm(forms.ModelForm[RevocationRequest]):
    class Meta:
        model = RevocationRequest
        fields = ["reason", "detail"]
        widgets = {"reason": forms.RadioSelect, "detail": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"detail": _("What happened, who decided, which file. Not shown on the public page.")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        reason = self.fields["reason"]
        if isinstance(reason, forms.ChoiceField):
            reason.choices = RevocationRequest.Reason.choices  # without the empty one: a radio needs none
