"""Wrong beliefs by the options that candidates took, for those who teach against them.

Only people of the bank read what a belief says: an option with the reason why it is wrong is half a key. Whoever else
plans training reads on which subject beliefs are common, and which lesson treats it (trust.md T1 to T3).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from lms.base.fields import LocalizedText
from lms.lib.localized import in_language
from lms.people.access import visible
from lms.people.models import User

from ...domain.items.parts import WHOLE
from ...domain.items.registry import read_keyed, slots_of
from ...domain.items.wire import read_reply
from ...domain.statistics.intervals import Estimate
from ...domain.statistics.misconceptions import Counted, Taken, Topic, count_options, topic, wrong_options_taken
from ...models import DrawnItem, ItemBank, ItemVersion, Response
from .answers import CHOICES
from .given_marks import first_attempts_in

SITTINGS_READ = 500  # the latest: what people believed years ago is no matter of teaching


@dataclass(frozen=True, slots=True)
class BankChoice:
    public_id: UUID
    code: str
    name: LocalizedText
    is_own: bool  # the reader writes or reviews in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    item: str
    number: int
    version: int
    option: str  # its text
    reason: str  # why it is wrong
    competency: str
    lesson: str  # reference, as F-11/2
    answers: int
    share: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconceptions:
    by_competency: list[tuple[str, Topic]]  # the most common first
    by_lesson: list[tuple[str, Topic]]
    beliefs: list[Belief]  # those that are common; empty unless the reader is of the bank


def banks_to_report_on(user: User) -> list[BankChoice]:
    """Those that an examination is drawn from; one's own first."""
    own = set(visible(user, ItemBank).values_list("pk", flat=True))
    banks = ItemBank.objects.filter(examinations__isnull=False).distinct()
    found = [BankChoice(bank.public_id, bank.code, bank.name, bank.pk in own) for bank in banks]
    return sorted(found, key=lambda bank: (not bank.is_own, bank.code))


def options_counted() -> dict[int, Counted]:
    """Of every bank that an examination is drawn from. Reads what people answered, so it is no matter for a page."""
    found: dict[int, Counted] = {}
    for bank in ItemBank.objects.filter(examinations__isnull=False).distinct():
        found |= count_options(_chosen(bank, {one.pk: one for one in _versions(bank.public_id)}))
    return found


def misconceptions_in(choice: BankChoice, counted: Mapping[int, Counted], language: str) -> Misconceptions:
    """One statement, however many items; of what was `options_counted` the part that is of this bank."""
    found = _versions(choice.public_id).filter(pk__in=counted)
    versions = {one.pk: one for one in found}
    right = {pk: read_keyed(one.kind, one.body, one.key.right).key.correct for pk, one in versions.items()}
    taken = wrong_options_taken(counted, right)
    common = [one for one in taken if one.is_common] if choice.is_own else []
    return Misconceptions(
        by_competency=_topics(taken, lambda one: versions[one.version].competency.code),
        by_lesson=_topics(taken, lambda one: versions[one.version].lesson),
        beliefs=[_belief(one, versions[one.version], language) for one in common],
    )


def _chosen(bank: ItemBank, versions: Mapping[int, ItemVersion]) -> Iterator[tuple[int, Collection[str]]]:
    slots = {pk: slots_of(one.kind, one.body) for pk, one in versions.items()}
    for pk, tokens, value in _answers(bank):
        if pk in slots:
            yield pk, read_reply(slots[pk], tokens, value or ()).get(WHOLE, ())


def _versions(bank: UUID) -> QuerySet[ItemVersion]:
    """With their keys, which this one report needs."""
    found = ItemVersion.objects.filter(
        item__bank__public_id=bank, kind__in=CHOICES, status=ItemVersion.Status.LIVE, key__isnull=False
    )
    return found.select_related("item__bank", "competency", "key")


def _answers(bank: ItemBank) -> QuerySet[DrawnItem, tuple[Any, ...]]:
    attempts = first_attempts_in(bank).order_by("-started_at")[:SITTINGS_READ]
    given = Response.objects.filter(attempt=OuterRef("attempt"), position=OuterRef("position"))
    drawn = DrawnItem.objects.filter(attempt__in=list(attempts.values_list("pk", flat=True)), mark__isnull=False)
    return (
        drawn.order_by()
        .annotate(value=Subquery(given.values("value")[:1]))
        .values_list("version_id", "tokens", "value")
    )


def _topics(taken: Sequence[Taken], subject_of: Callable[[Taken], str]) -> list[tuple[str, Topic]]:
    """What has no subject is left out."""
    by_subject: dict[str, list[Taken]] = defaultdict(list)
    for one in taken:
        by_subject[subject_of(one)].append(one)
    found = [(subject, topic(ones)) for subject, ones in by_subject.items() if subject]
    return sorted(found, key=lambda pair: (-pair[1].share.value, pair[0]))


def _belief(taken: Taken, version: ItemVersion, language: str) -> Belief:
    options = {one["id"]: one["text"] for one in version.body["options"]}
    return Belief(
        item=str(version.item),
        number=version.item.number,
        version=version.number,
        option=in_language(options[taken.option], language),
        reason=in_language(version.key.rationales.get(taken.option, {}), language),
        competency=version.competency.code,
        lesson=version.lesson,
        answers=taken.answers,
        share=taken.share,
    )
