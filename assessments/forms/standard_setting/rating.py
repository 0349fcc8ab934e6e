"""One rating of an item, one grade of a run."""

from django import forms

from ...models import GlobalRating


class RateForm(forms.Form):
    percent = forms.IntegerField(min_value=0, max_value=100)


class GradeForm(forms.Form):
    grade = forms.TypedChoiceField(coerce=int, choices=GlobalRating.Grade.choices)
