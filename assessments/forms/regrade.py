"""Proposing a regrade, and deciding about it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.lib.localized import in_language

from ..domain.items.content import place_of
from ..models import ItemVersion, Regrade
from ..services.authoring.content import line_label


class ProposeRegradeForm(forms.Form):
    """Another key is ticked where the key is a set of options; else it is that of another version of the same body."""

    kind = forms.ChoiceField(
        label=_("What is to be done"), choices=Regrade.Kind.choices, widget=forms.RadioSelect, initial="full_mark"
    )
    correct = forms.MultipleChoiceField(
        label=_("Right options"),
        help_text=_("Only for another key. The text of the task stays as candidates saw it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.TypedChoiceField(
        label=_("The key of version"),
        help_text=_("Only for another key: write a new version with the same text and the right key, and choose it."),
        required=False,
        coerce=int,
        empty_value=None,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the bank, for its authors and reviewers. Candidates and the log do not see it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, version: ItemVersion, keys: Mapping[int, Mapping[str, Any]], **kwargs: Any) -> None:
        """`keys`: number of another version with the same body → its key."""
        super().__init__(*args, **kwargs)
        self.keys = keys
        self.is_ticked = set(version.key.right) == {"correct"}
        correct, source = self.fields["correct"], self.fields["source"]
        if self.is_ticked and isinstance(correct, forms.MultipleChoiceField):
            correct.choices = _options(version.body)
            correct.initial = version.key.right["correct"]
            del self.fields["source"]
        elif isinstance(source, forms.ChoiceField):
            source.choices = [("", "–"), *((number, str(number)) for number in keys)]
            del self.fields["correct"]

    def right(self) -> Mapping[str, Any]:
        """The new key, as stored; empty where none was given. Call when valid."""
        if self.is_ticked:
            return {"correct": self.cleaned_data["correct"]}
        return self.keys.get(self.cleaned_data["source"], {})


class DecideRegradeForm(forms.Form):
    decision = forms.ChoiceField(choices=[(one, one) for one in ("approve", "decline", "take_back")])
    seen = forms.CharField(required=False, max_length=24)
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _options(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Of a choice, or the zones of a picture."""
    language = get_language() or "en"
    listed = body.get("options") or body.get("zones", ())
    return [
        (one["id"], f"{line_label(place_of(one['id'], body))}: {in_language(one.get('text', {}), language)}")
        for one in listed
    ]
