"""The desk's own tables: tracks, tiers, posts, competencies."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from lms.base.doors import CMS_PERMISSION, mark
from lms.competencies.models import Competency, Post

from .forms.framework import EditCompetencyForm, EditPostForm, EditTierForm, EditTrackForm
from .models import Tier, Track
from .services.framework_editing import record_added, record_changed, record_removed


class LoggedCreateView(generic.CreateView):
    """The event belongs to the transaction of the save, as in the two views below."""

    def save_instance(self) -> Model:
        row: Model = super().save_instance()
        record_added(row=row, by=self.request.user)
        return row


class LoggedEditView(generic.EditView):
    def save_instance(self) -> Model:
        form = self.form
        before = {name: form.get_initial_for_field(form.fields[name], name) for name in form.changed_data}
        row: Model = super().save_instance()
        record_changed(
            row=row, by=self.request.user, before=before, after={name: form.cleaned_data[name] for name in before}
        )
        return row


class LoggedDeleteView(generic.DeleteView):
    def delete_action(self) -> None:
        with transaction.atomic():
            record_removed(row=self.object, by=self.request.user)
            super().delete_action()


class DeskViewSet(ModelViewSet):
    """Plain tables: listed and edited, neither copied nor inspected; every change is an event of the audit log."""

    form: type[ModelForm]  # type: ignore[type-arg]
    add_view_class, edit_view_class, delete_view_class = LoggedCreateView, LoggedEditView, LoggedDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Callable[..., HttpResponse]:
        view: Callable[..., HttpResponse] = super().construct_view(view_class, **kwargs)
        return mark(view, CMS_PERMISSION)

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # type: ignore[type-arg]
        return self.form


class TrackViewSet(DeskViewSet):
    model, form, icon = Track, EditTrackForm, "arrow-right"
    menu_label = _("Tracks")
    list_display = ("__str__", "code", "position")


class TierViewSet(DeskViewSet):
    model, form, icon = Tier, EditTierForm, "arrow-up"
    menu_label = _("Tiers")
    list_display = ("__str__", "code", "ordinal")


class PostViewSet(DeskViewSet):
    model, form, icon = Post, EditPostForm, "user"
    menu_label = _("Posts")
    list_display = ("__str__", "code", "staff_group")


class CompetencyViewSet(DeskViewSet):
    model, form, icon = Competency, EditCompetencyForm, "clipboard-list"
    menu_label = _("Competencies")
    list_display = ("__str__", "code", "half_life_months")


class CurriculumViewSetGroup(ModelViewSetGroup):
    menu_label = _("Curriculum")
    menu_icon = "list-ul"
    menu_order = 200
    items = (TrackViewSet("tracks"), TierViewSet("tiers"), PostViewSet("posts"), CompetencyViewSet("competencies"))
