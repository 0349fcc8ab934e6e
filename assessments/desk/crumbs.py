"""The ways back from the pages of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lms.base.desk import Crumb

from ..models import Examination, Item, ItemBank, Scenario, ScenarioVersion


def to_banks() -> list[Crumb]:
    return [{"url": reverse("authoring:banks"), "label": _("Item banks")}]


def to_bank(bank: ItemBank) -> list[Crumb]:
    return [*to_banks(), {"url": reverse("authoring:bank", args=[bank.public_id]), "label": bank.code}]


def to_imports(bank: ItemBank) -> list[Crumb]:
    url = reverse("authoring:import_items", args=[bank.public_id])
    return [*to_bank(bank), {"url": url, "label": _("Import items")}]


def to_item(item: Item) -> list[Crumb]:
    url = reverse("authoring:item", args=[item.bank.public_id, item.number])
    return [*to_bank(item.bank), {"url": url, "label": str(item)}]


def to_statistics(bank: ItemBank) -> list[Crumb]:
    return [*to_bank(bank), {"url": reverse("authoring:statistics", args=[bank.public_id]), "label": _("Statistics")}]


def to_examination_statistics(examination: Examination) -> list[Crumb]:
    bank = examination.bank
    url = reverse("authoring:examination_statistics", args=[bank.public_id, examination.public_id])
    return [*to_statistics(bank), {"url": url, "label": examination.code}]


def to_calibrations(bank: ItemBank) -> list[Crumb]:
    url = reverse("authoring:calibrations", args=[bank.public_id])
    return [*to_bank(bank), {"url": url, "label": _("Calibration")}]


def to_examination(examination: Examination) -> list[Crumb]:
    url = reverse("authoring:examination", args=[examination.code])
    return [*to_bank(examination.bank), {"url": url, "label": examination.code}]


def to_equatings(examination: Examination) -> list[Crumb]:
    url = reverse("authoring:equatings", args=[examination.code])
    return [*to_examination(examination), {"url": url, "label": _("Forms compared")}]


def to_conduct(examination: Examination) -> list[Crumb]:
    url = reverse("authoring:conduct", args=[examination.code])
    return [*to_examination(examination), {"url": url, "label": _("Conduct")}]


def to_scenarios() -> list[Crumb]:
    return [{"url": reverse("authoring:scenarios"), "label": _("Scenarios")}]


def to_scenario(scenario: Scenario) -> list[Crumb]:
    url = reverse("authoring:scenario", args=[scenario.public_id])
    return [*to_scenarios(), {"url": url, "label": scenario.code}]


def to_version(version: ScenarioVersion) -> list[Crumb]:
    url = reverse("authoring:scenario_version", args=[version.scenario.public_id, version.number])
    return [*to_scenario(version.scenario), {"url": url, "label": _("Version %(number)s") % {"number": version.number}}]
