"""Wiring of the authors' desk: registration only."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, register_converter, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page, PageQuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

from lms.base.audit import record
from lms.people.access import has_role, person

from .action_menu import in_our_words
from .converters import DayConverter
from .models import CoursePage
from .selectors.desk import courses_to_edit, lessons_past_review
from .selectors.reviews import reviews_for
from .views import course_authors, reviews, role_profiles
from .views.keepers import keeps_the_curriculum
from .viewsets import CurriculumViewSetGroup

register_converter(DayConverter, "day")

UNUSED_MENU_ITEMS = {"help", "documents"}  # no block of a lesson links a document
UNUSED_REPORTS = {"aging-pages", "page-types-usage"}


@hooks.register("register_admin_viewset")
def register_curriculum() -> CurriculumViewSetGroup:
    return CurriculumViewSetGroup()


@hooks.register("register_admin_urls")
def register_role_profiles() -> list[URLPattern]:
    return [
        path("role-profiles/", role_profiles.profiles, name="role_profiles"),
        path("role-profiles/<slug:code>/", role_profiles.post, name="role_profile_post"),
        path("role-profiles/<slug:code>/<day:day>/", role_profiles.profile, name="role_profile"),
        path("role-profiles/<slug:code>/<day:day>/change/", role_profiles.change, name="role_profile_change"),
        path("role-profiles/<slug:code>/<day:day>/withdraw/", role_profiles.withdraw, name="role_profile_withdraw"),
        path("course-authors/", course_authors.courses, name="course_authors"),
        path("course-authors/<uuid:public_id>/", course_authors.authors, name="course_author"),
    ]


@hooks.register("register_admin_urls")
def register_reviews() -> list[URLPattern]:
    return [path("reviews/<int:state_id>/", reviews.review, name="page_review")]


class KeepersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_the_curriculum(request.user)


@hooks.register("register_admin_menu_item")
def register_role_profiles_menu_item() -> MenuItem:
    return KeepersMenuItem(_("Role profiles"), reverse("role_profiles"), icon_name="group", order=210)


@hooks.register("register_admin_menu_item")
def register_course_authors_menu_item() -> MenuItem:
    return KeepersMenuItem(_("Authors of courses"), reverse("course_authors"), icon_name="edit", order=220)


@hooks.register("register_admin_menu_item")
def register_way_back() -> MenuItem:
    return MenuItem(_("My desk"), reverse_lazy("analytics:desk"), name="my-desk", icon_name="home", order=20_000)


@hooks.register("construct_main_menu")
def trim_main_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED_MENU_ITEMS]


@hooks.register("construct_reports_menu")
def trim_reports_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED_REPORTS]


class DeskPanel(Component):
    """My courses, and lessons whose facts are due for a look; reviews wait in the panel of the CMS itself."""

    name = "academy_desk"
    template_name = "courses/desk/panel.html"
    order = 230

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        courses = courses_to_edit(user, get_language() or "")
        return {"courses": courses, "overdue": lessons_past_review(user, timezone.localdate())}


class ReviewsPanel(Component):
    """Instead of the CMS's own panel, which also lists what one may not decide and approves it unread."""

    name = "academy_reviews"
    template_name = "courses/desk/reviews_panel.html"
    order = 215

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"reviews": reviews_for(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def compose_homepage(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    panels.append(DeskPanel())
    if has_role(request.user, *reviews.DECIDERS):
        panels.append(ReviewsPanel())


@hooks.register("construct_explorer_page_queryset")
def lessons_in_order(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """As they are taught, unless the reader sorts otherwise."""
    if not isinstance(parent, CoursePage) or "ordering" in request.GET:
        return pages
    return pages.order_by("lessonpage__position", "path")


@hooks.register("construct_homepage_summary_items", order=1_000)
def drop_summary(request: HttpRequest, items: list[Component]) -> None:
    items.clear()


@hooks.register("construct_page_action_menu")
def name_actions(menu_items: list[ActionMenuItem], request: HttpRequest, context: Mapping[str, Any]) -> None:
    menu_items[:] = in_our_words(menu_items)


@hooks.register("before_publish_page")
def refuse_to_publish_from_the_form(request: HttpRequest, page: Page) -> None:
    """The form saves a revision of its sender, so publishing from it is publishing one's own work."""
    raise PermissionDenied


@hooks.register("after_edit_page")
def spare_reviewers_the_tree(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The CMS leads back to the tree of pages, which who only reviews may not enter."""
    if PagePermissionPolicy().explorable_root_instance(request.user) is None:
        return redirect("wagtailadmin_home")
    return None


@hooks.register("after_unpublish_page")
def audit_unpublished(request: HttpRequest, page: Page) -> None:
    record(person(request), "page.unpublished", page, title=page.title)


@hooks.register("after_delete_page")
def audit_deleted(request: HttpRequest, page: Page) -> None:
    record(person(request), "page.deleted", page, title=page.title)


@hooks.register("after_move_page")
def audit_moved(request: HttpRequest, page: Page) -> None:
    record(person(request), "page.moved", page, title=page.title)
