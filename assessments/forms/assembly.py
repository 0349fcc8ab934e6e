"""Asking for test forms, and moving one on."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ..form_moves import FormStep
from ..models import Examination
from ..selectors.assembly import EARLIER, Wish

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
    reference = forms.TypedChoiceField(
        label=_("Anchors from"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "With anchors: the new forms take them from this form, so that their points can become its points."
        ),
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

    def __init__(self, data: QueryDict | None = None, *, examination: Examination) -> None:
        super().__init__(data)
        earlier = examination.forms.filter(status__in=EARLIER).order_by("number").values_list("number", flat=True)
        chosen = self.fields["reference"]
        if isinstance(chosen, forms.TypedChoiceField):
            chosen.choices = [
                ("", _("the items in use: the new forms choose their own")),
                *((number, f"{examination.code}/{number}") for number in earlier),
            ]

    def to_wish(self) -> Wish:
        given = self.cleaned_data
        return Wish(
            forms=given["count"],
            has_anchors=given["sharing"] == "anchors",
            may_share=given["sharing"] == "some",
            tolerance=given["tolerance"],
            seed=given["seed"],
            reference=given["reference"] if given["sharing"] == "anchors" else None,
        )


class MoveTestFormForm(forms.Form):
    step = forms.ChoiceField(choices=[(step.value, step.value) for step in FormStep])
