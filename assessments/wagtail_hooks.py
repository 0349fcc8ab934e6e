"""The desk of items, scenarios and cut scores inside the CMS: entries in its menu and addresses, nothing generic."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from lms.people.access import has_role

from .desk.cut_scores.crumbs import ICON
from .desk.doors import DESK_ROLES
from .selectors.authoring.banks import returned_to, waiting_for_second_person
from .selectors.authoring.regrades import regrades_waiting_for_second_person
from .selectors.authoring.scenarios import scenarios_waiting_for_second_person
from .selectors.authoring.waiting import alerts_for, blueprints_waiting_for, forms_waiting_for
from .selectors.conduct.cases import cases_waiting_for

WAITING_SHOWN = 20


class DeskMenuItem(MenuItem):
    """Shown to those whom the desk admits; the rights of a superuser do not open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *DESK_ROLES)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLResolver]:
    return [
        path("", include("assessments.desk.urls")),
        path("cut-scores/", include("assessments.desk.cut_scores.urls")),
    ]


@hooks.register("register_admin_menu_item")
def register_banks() -> MenuItem:
    return DeskMenuItem(
        _("Item banks"), reverse_lazy("authoring:banks"), name="item-banks", icon_name="list-ul", order=310
    )


@hooks.register("register_admin_menu_item")
def register_scenarios() -> MenuItem:
    return DeskMenuItem(
        _("Scenarios"), reverse_lazy("authoring:scenarios"), name="scenarios", icon_name="clipboard-list", order=311
    )


@hooks.register("register_admin_menu_item")
def register_cut_scores() -> MenuItem:
    return DeskMenuItem(
        _("Cut scores"), reverse_lazy("cut_scores:examinations"), name="cut-scores", icon_name=ICON, order=312
    )


class WaitingPanel(Component):
    """On the desk's front page: items that came back to their author, and what waits for a second person."""

    name = "academy_waiting"
    template_name = "assessments/desk/waiting_panel.html"
    order = 220

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "returned": returned_to(user)[:WAITING_SHOWN],
            "items": waiting_for_second_person(user)[:WAITING_SHOWN],
            "regrades": regrades_waiting_for_second_person(user)[:WAITING_SHOWN],
            "scenarios": scenarios_waiting_for_second_person(user)[:WAITING_SHOWN],
            "test_forms": forms_waiting_for(user)[:WAITING_SHOWN],
            "blueprints": blueprints_waiting_for(user)[:WAITING_SHOWN],
            "cases": cases_waiting_for(user, timezone.now())[:WAITING_SHOWN],
            "alerts": alerts_for(user),
        }


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    if has_role(request.user, *DESK_ROLES):
        panels.append(WaitingPanel())
