"""The ways back from the pages of cut scores."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lms.base.desk import Crumb

from ...models import Examination, Panel, Scenario

ICON = "crosshairs"


def to_cut_scores() -> list[Crumb]:
    return [{"url": reverse("cut_scores:examinations"), "label": _("Cut scores")}]


def to_examination(examination: Examination) -> list[Crumb]:
    url = reverse("cut_scores:examination", args=[examination.code])
    return [*to_cut_scores(), {"url": url, "label": examination.code}]


def to_panel(panel: Panel) -> list[Crumb]:
    url = reverse("cut_scores:panel", args=[panel.public_id])
    return [*to_examination(panel.examination), {"url": url, "label": _("Panel")}]


def to_scenario_cuts(scenario: Scenario) -> list[Crumb]:
    url = reverse("cut_scores:scenario", args=[scenario.public_id])
    return [*to_cut_scores(), {"url": url, "label": scenario.code}]
