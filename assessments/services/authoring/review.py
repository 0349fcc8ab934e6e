"""Moving versions on: review and release by a second person, rest and retirement. Every step is kept and audited."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.lib.canonical import digest
from lms.people.models import User

from ...models import Item, ItemVersion, ReviewStep, Scenario, ScenarioVersion, last_step
from ...permissions import moves_of, refusal_of
from .content import content_of, faults
from .items import AuthoringRefused, lock_version

Kind = ReviewStep.Kind
Status = ItemVersion.Status

NEEDS_WORDS = frozenset({Kind.RETURNED, Kind.COMMENTED})
SHOWN_FROM_NOW_ON = frozenset({Kind.TRIED, Kind.RELEASED})
NEEDS_SOUND_ITEM = frozenset({Kind.SUBMITTED, Kind.REVIEWED, Kind.TRIED, Kind.RELEASED})


@transaction.atomic
def move_item(
    *, version: ItemVersion, kind: Kind, actor: User, at: datetime, comment: str = "", seen: str = ""
) -> ItemVersion:
    """Take one step. `seen` is the seal of the text that the actor had before them; another text is refused."""
    held = lock_version(version)
    _check(held, kind, actor, comment)
    if seen != seal_of(held):
        raise AuthoringRefused(_("The text has changed since this page was opened. Please read it again."))
    if kind in NEEDS_SOUND_ITEM and faults(content_of(held)):
        raise AuthoringRefused(_("The item still has faults; they are listed above the text."))
    if kind in SHOWN_FROM_NOW_ON:
        _rest_the_former_version(held, kind, actor, at)
        held.content_hash = digest({"stem": held.stem, "body": held.body})
        held.reviewer = held.reviewer or actor
    if kind == Kind.REVIEWED:
        held.reviewer, held.reviewed_at = actor, at
    if kind == Kind.RETURNED:
        held.reviewer, held.reviewed_at = None, None
    held.status = Status(moves_of(held)[kind].end or held.status)
    held.save(update_fields=["status", "reviewer", "reviewed_at", "content_hash"])
    _keep_item_step(held, kind, actor, at=at, comment=comment)
    return held


@transaction.atomic
def move_scenario(
    *, version: ScenarioVersion, kind: Kind, actor: User, at: datetime, comment: str = ""
) -> ScenarioVersion:
    """Take one step. A definition never changes, so what is released is what was read."""
    held = (
        ScenarioVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("scenario__unit")
        .defer("definition")
        .annotate(last_step=last_step("scenario_version"))
        .get(pk=version.pk)
    )
    _check(held, kind, actor, comment)
    if kind == Kind.RELEASED:
        if has_faults(held.report):
            raise AuthoringRefused(_("The check of this version found faults; it cannot be released."))
        Scenario.objects.select_for_update(no_key=True).get(pk=held.scenario_id)
        held.scenario.versions.filter(status=ScenarioVersion.Status.LIVE).update(status=ScenarioVersion.Status.RETIRED)
        held.reviewer = actor
    held.status = ScenarioVersion.Status(moves_of(held)[kind].end or held.status)
    held.save(update_fields=["status", "reviewer"])
    ReviewStep.objects.create(scenario_version=held, kind=kind, actor=actor, at=at, comment=comment)
    record(
        actor,
        f"scenario_version.{kind}",
        held,
        scenario=held.scenario.code,
        version=held.number,
        hash=held.content_hash,
        has_comment=bool(comment),
    )
    return held


def seal_of(version: ItemVersion) -> str:
    """Over everything a reviewer judges, key included. Shown to the bank's people only and never stored or logged."""
    content = content_of(version)
    facts = [content.kind, content.competency, content.level, content.cognitive, str(content.difficulty)]
    words = [content.stem, content.body, content.right, content.rationales]
    return digest([facts, content.source, content.lesson, words])[:24]


def has_faults(report: dict[str, Any]) -> bool:
    """A version that was never checked counts as faulty."""
    findings = report.get("findings", [])
    return not findings or any(finding.get("is_fault") for finding in findings)


def _check(version: ItemVersion | ScenarioVersion, kind: Kind, actor: User, comment: str) -> None:
    refusal = refusal_of(kind, version, actor)
    if refusal is not None:
        raise AuthoringRefused(refusal)
    if kind in NEEDS_WORDS and not comment:
        raise AuthoringRefused(_("Please say in the comment what is meant."))


def _rest_the_former_version(version: ItemVersion, kind: Kind, actor: User, at: datetime) -> None:
    """The one that is live, or on trial, before this one is."""
    # Two releases of one item wait for each other here; the database would refuse a second live version anyway.
    Item.objects.select_for_update(no_key=True).get(pk=version.item_id)
    former = version.item.versions.filter(status=moves_of(version)[kind].end).first()
    if former is None:
        return
    former.status = Status.RESTING
    former.save(update_fields=["status"])
    _keep_item_step(former, Kind.RESTED, actor, at=at, comment="")


def _keep_item_step(version: ItemVersion, kind: Kind, actor: User, *, at: datetime, comment: str) -> None:
    """The comment stays with the bank; the log learns only that there was one."""
    ReviewStep.objects.create(item_version=version, kind=kind, actor=actor, at=at, comment=comment)
    record(
        actor,
        f"item_version.{kind}",
        version,
        item=str(version.item),
        version=version.number,
        hash=version.content_hash,
        has_comment=bool(comment),
    )
