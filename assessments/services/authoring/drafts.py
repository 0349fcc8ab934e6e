"""Working copies of scenarios: changed part by part, sound or not, until they are stored as a version or discarded."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.access import scope_of
from lms.people.models import OrgUnit, Role, User

from ...models import Scenario, ScenarioDraft, ScenarioVersion
from .items import AuthoringRefused
from .scenario_files import plain
from .scenarios import add_scenario_version, check_report, count_faults, create_scenario


class DraftMoved(Exception):
    """Somebody saved in between; nothing was changed."""

    def __init__(self, draft: ScenarioDraft) -> None:
        super().__init__(draft.revision)
        self.draft = draft


@transaction.atomic
def open_draft(*, scenario: Scenario, editor: User) -> ScenarioDraft:
    """The working copy there is, else a new one of the latest version."""
    _check_author(editor, scenario.unit)
    Scenario.objects.select_for_update(no_key=True).get(pk=scenario.pk)
    held = ScenarioDraft.objects.filter(scenario=scenario).first()
    if held is not None:
        return held
    latest = scenario.versions.order_by("-number").first()
    if latest is None or scenario.unit is None:
        raise AuthoringRefused(_("There is no version to start from."))
    return _start(latest.definition, scenario.unit, editor, scenario)


@transaction.atomic
def start_draft(*, definition: Mapping[str, Any], unit: OrgUnit, editor: User) -> ScenarioDraft:
    """Towards a scenario new to the academy; raises ScenarioInvalid for what no database can keep."""
    _check_author(editor, unit)
    return _start(plain(dict(definition)), unit, editor, None)


@transaction.atomic
def save_draft(*, draft: ScenarioDraft, entries: Mapping[str, Any], seen: int, editor: User) -> ScenarioDraft:
    """Lay these top-level entries over the working copy, None takes one out; raises DraftMoved if `seen` is past."""
    held = _held(draft, editor, seen)
    laid = {**held.definition, **entries}
    definition = plain({name: value for name, value in laid.items() if value is not None})
    if definition == held.definition:
        return held
    held.definition, held.edited_by, held.revision = definition, editor, held.revision + 1
    held.save(update_fields=["definition", "edited_by", "revision", "updated_at"])
    record(editor, "scenario_draft.edited", held, parts=sorted(entries)[:20], revision=held.revision)
    return held


@transaction.atomic
def replace_draft(*, draft: ScenarioDraft, definition: Mapping[str, Any], seen: int, editor: User) -> ScenarioDraft:
    """The whole text from a file. What the working copy is of stays: its code and the number it will have."""
    held = _held(draft, editor, seen)
    kept = {"id": held.definition.get("id")} if held.scenario_id else {}
    held.definition = plain({**definition, **kept, "version": held.definition.get("version", 1)})
    held.edited_by, held.revision = editor, held.revision + 1
    held.save(update_fields=["definition", "edited_by", "revision", "updated_at"])
    record(editor, "scenario_draft.edited", held, parts=["*"], revision=held.revision)
    return held


def check_draft(*, draft: ScenarioDraft, editor: User) -> ScenarioDraft:
    """Play it with scripted runs and blind players; the report says which revision it is of."""
    _check_author(editor, draft.unit)
    report = {**check_report(draft.definition), "revision": draft.revision}  # takes seconds, outside the transaction
    with transaction.atomic():
        held = ScenarioDraft.objects.select_for_update(no_key=True).get(pk=draft.pk)
        held.report = report
        held.save(update_fields=["report"])
        record(editor, "scenario_draft.checked", held, revision=draft.revision, faults=count_faults(report))
    return held


def store_draft(*, draft: ScenarioDraft, seen: int, editor: User) -> ScenarioVersion:
    """A draft version with the report of its check; raises ScenarioInvalid while the text has faults."""
    _check_author(editor, draft.unit)
    if draft.revision != seen:
        raise DraftMoved(draft)
    if draft.scenario is None:
        version = create_scenario(definition={**draft.definition, "version": 1}, unit=draft.unit, author=editor)
    else:
        definition = {**draft.definition, "version": next_number(draft.scenario)}
        version = add_scenario_version(scenario=draft.scenario, definition=definition, author=editor)
    with transaction.atomic():
        # Whoever saved while it was checked keeps their working copy.
        record(editor, "scenario_draft.stored", version, scenario=version.scenario.code, version=version.number)
        ScenarioDraft.objects.filter(pk=draft.pk, revision=seen).delete()
    return version


@transaction.atomic
def discard_draft(*, draft: ScenarioDraft, editor: User) -> None:
    held = _held(draft, editor, None)
    record(editor, "scenario_draft.discarded", held, code=str(held), revision=held.revision)
    held.delete()


@transaction.atomic
def note_draft_export(*, draft: ScenarioDraft, actor: User) -> None:
    record(actor, "scenario_draft.exported", draft, code=str(draft), revision=draft.revision)


def next_number(scenario: Scenario) -> int:
    latest = scenario.versions.order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


def _start(definition: Mapping[str, Any], unit: OrgUnit, editor: User, scenario: Scenario | None) -> ScenarioDraft:
    draft = ScenarioDraft.objects.create(
        scenario=scenario, unit=unit, definition=definition, started_by=editor, edited_by=editor
    )
    record(editor, "scenario_draft.started", draft, code=str(draft), is_new=scenario is None)
    return draft


def _held(draft: ScenarioDraft, editor: User, seen: int | None) -> ScenarioDraft:
    _check_author(editor, draft.unit)
    held = ScenarioDraft.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=draft.pk)
    if seen is not None and held.revision != seen:
        raise DraftMoved(held)
    return held


def _check_author(editor: User, unit: OrgUnit | None) -> None:
    if unit is None or not scope_of(editor, Role.AUTHOR).covers(unit):
        raise AuthoringRefused(_("Only authors of this unit can change this scenario."))
