"""Forms of the desk for tracks, tiers, posts and competencies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.models import Competency, Post

from ..models import Tier, Track
from ..services.framework_editing import framework_changed
from .localized import LocalizedFormField


class EditTrackForm(forms.ModelForm[Track]):
    name = LocalizedFormField(label=_("Name"))
    purpose = LocalizedFormField(label=_("Purpose"), is_long=True)
    audience = LocalizedFormField(label=_("Audience"), is_long=True)

    class Meta:
        model = Track
        fields = ("name", "purpose", "audience", "position")


class EditTierForm(forms.ModelForm[Tier]):
    name = LocalizedFormField(label=_("Name"))
    proves = LocalizedFormField(label=_("What its certificate shows"), is_long=True)

    class Meta:
        model = Tier
        fields = ("name", "proves", "validity_months")


class EditPostForm(forms.ModelForm[Post]):
    name = LocalizedFormField(label=_("Name"))

    class Meta:
        model = Post
        fields = ("code", "name", "staff_group")


class EditCompetencyForm(forms.ModelForm[Competency]):
    """Code, area and place belong to the framework's version and are not edited here."""

    name = LocalizedFormField(label=_("Name"))
    description = LocalizedFormField(label=_("Description"), is_long=True)

    class Meta:
        model = Competency
        fields = ("name", "description", "half_life_months")

    def save(self, commit: bool = True) -> Competency:
        competency: Competency = super().save(commit=commit)
        if commit and self.has_changed():
            framework_changed(competency.framework)
        return competency
