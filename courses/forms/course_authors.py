"""Who writes a course."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lms.people.models import User


class SetCourseAuthorsForm(forms.Form):
    authors = forms.ModelMultipleChoiceField(
        label=_("Authors"), queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, possible: QuerySet[User], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["authors"].queryset = possible  # type: ignore[attr-defined]
        self.fields["authors"].label_from_instance = lambda user: f"{user.name} ({user.email})"  # type: ignore[attr-defined]
