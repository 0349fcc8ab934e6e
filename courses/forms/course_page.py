"""The editor's form of a course: what closes it must exist."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from assessments.selectors.results import examination_titles, scenario_titles


class EditCourseForm(WagtailAdminPageForm):
    def clean_examination_code(self) -> str:
        code: str = self.cleaned_data["examination_code"]
        if code and not examination_titles([code]):
            raise forms.ValidationError(_("There is no examination with this code."))
        return code

    def clean_scenario_code(self) -> str:
        code: str = self.cleaned_data["scenario_code"]
        if code and not scenario_titles([code]):
            raise forms.ValidationError(_("There is no simulated case with this code."))
        return code
