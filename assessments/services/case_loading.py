"""Reading scenarios from files into frozen versions; a run keeps the version it was started on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from lms.base.audit import record
from lms.competencies.selectors.framework import competencies
from lms.lib.canonical import digest
from lms.people.models import OrgUnit, User

from ..domain.casework.loading import assemble, load_scenario
from ..domain.casework.scenario import Scenario as Script
from ..models import Scenario, ScenarioVersion


class ScenarioFault(ValueError):
    """Sound by itself, but not to be loaded into this academy; the message says why."""


class VersionTaken(ScenarioFault):
    """Another text stands under this version number already; versions never change."""


class Change(StrEnum):
    NONE = "unchanged"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatories:
    """Whom a version names as its author and as the second person who let it go live."""

    author: User | None = None
    reviewer: User | None = None
    unit: OrgUnit | None = None


def read_definition(source: Path) -> dict[str, Any]:
    """The scenario in a folder of YAML files, or in one file, as plain JSON values."""
    files = sorted(source.glob("*.yaml")) if source.is_dir() else [source]
    if not files:
        raise ScenarioFault(f"{source}: there are no YAML files")
    parts = [yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in files]
    # Through JSON, so that the hash is taken over what the database gives back: dates become text.
    plain: dict[str, Any] = json.loads(json.dumps(assemble(parts), default=str))
    return plain


def is_held(definition: Mapping[str, Any]) -> bool:
    """Whether this very text is a version already, and so was proved when it became one."""
    return ScenarioVersion.objects.filter(content_hash=digest(definition)).exists()


@transaction.atomic
def load_version(
    definition: Mapping[str, Any], *, report: Mapping[str, Any], signed: Signatories
) -> tuple[ScenarioVersion, Change]:
    """Make a definition the live version, unless it is that already; raises ScenarioInvalid or ScenarioFault."""
    script = load_scenario(definition)
    _check_claims(script)
    content_hash = digest(definition)
    scenario = _scenario(script, definition, signed.unit)
    latest = scenario.versions.order_by("-number").defer("definition").first()
    if latest is not None and latest.number >= script.version:
        return _already_held(scenario, script, content_hash), Change.NONE
    scenario.versions.filter(status=ScenarioVersion.Status.LIVE).update(status=ScenarioVersion.Status.RETIRED)
    Scenario.objects.filter(pk=scenario.pk).update(**_texts(definition))
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=script.version,
        definition=definition,
        content_hash=content_hash,
        report=dict(report),
        status=ScenarioVersion.Status.LIVE,
        author=signed.author,
        reviewer=signed.reviewer if signed.reviewer != signed.author else None,
    )
    record(signed.author, "scenario.loaded", version, scenario=scenario.code, version=script.version, hash=content_hash)
    return version, Change.ADDED


def _already_held(scenario: Scenario, script: Script, content_hash: str) -> ScenarioVersion:
    held = scenario.versions.filter(number=script.version).defer("definition").first()
    if held is not None and held.content_hash != content_hash:
        raise VersionTaken(
            f"{scenario.code}: the text has changed but still calls itself version {script.version}; give it a new one"
        )
    return held or scenario.versions.defer("definition").latest("number")


def _scenario(script: Script, definition: Mapping[str, Any], unit: OrgUnit | None) -> Scenario:
    defaults = {**_texts(definition), "unit": unit}
    scenario, _ = Scenario.objects.get_or_create(code=script.id.upper(), defaults=defaults)
    return scenario


def _texts(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": dict(definition["title"]), "summary": dict(definition["role"])}


def _check_claims(script: Script) -> None:
    unknown = [claim.competency for claim in script.claims if claim.competency not in competencies()]
    if unknown:
        raise ScenarioFault(f"{script.id}: the framework has no competency {', '.join(unknown)}")
