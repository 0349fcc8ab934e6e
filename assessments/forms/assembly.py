"""Asking for test forms, and moving one on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..form_moves import FormStep
from ..selectors.assembly import Wish

MOST_FORMS = 8
LARGEST_SEED = 2**31 - 1


class AssembleForm(forms.Form):
    count = forms.IntegerField(label=_("How many forms"), min_value=1, max_value=MOST_FORMS, initial=2)
    sharing = forms.ChoiceField(
        label=_("Items in common"),
        choices=[
            ("none", _("none: every item stands in one form")),
            ("some", _("up to a fifth of two forms")),
            ("anchors", _("anchors: the same fifth in all forms")),
        ],
        initial="anchors",
        help_text=_("Anchors let results of different forms be compared."),
    )
    tolerance = forms.TypedChoiceField(
        label=_("Cells of the blueprint"),
        coerce=int,
        choices=[(0, _("exactly")), (1, _("one item more or less"))],
        initial=0,
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=LARGEST_SEED,
        initial=1,
        help_text=_("The same number gives the same forms; another one gives others."),
    )

    def to_wish(self) -> Wish:
        given = self.cleaned_data
        return Wish(
            forms=given["count"],
            has_anchors=given["sharing"] == "anchors",
            may_share=given["sharing"] == "some",
            tolerance=given["tolerance"],
            seed=given["seed"],
        )


class MoveTestFormForm(forms.Form):
    step = forms.ChoiceField(choices=[(step.value, step.value) for step in FormStep])
