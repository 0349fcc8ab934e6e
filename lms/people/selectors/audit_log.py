"""Reading the audit log, newest first, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from lms.base.models import AuditEvent

from ..models import User
from .audit_things import PERSON, Thing, concerning, things_of
from .audit_words import ACTIONS, DETAILS, word_for

LONGEST_DETAIL = 120  # characters; the rest stands in the table itself
READ_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events; an empty value asks for nothing in particular, and both days are included."""

    action: str = ""
    actor: str = ""
    concerns: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    sequence: int
    at: datetime
    who: str
    what: str
    target: str
    url: str  # of the target, where the reader may open it
    details: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """When the chain was last found intact, and up to which event."""

    at: datetime
    up_to: int


def select_events(events: QuerySet[AuditEvent], wanted: Wanted) -> QuerySet[AuditEvent]:
    if wanted.action:
        events = events.filter(action=wanted.action)
    if wanted.actor:
        meant = User.objects.filter(Q(name__icontains=wanted.actor) | Q(employee_number__iexact=wanted.actor))
        events = events.filter(Q(actor_label__icontains=wanted.actor) | Q(actor_id__in=meant.values("pk")))
    if wanted.concerns:
        about = concerning(wanted.concerns)
        events = events.none() if about is None else events.filter(about)
    if wanted.since:
        events = events.filter(at__gte=_start_of(wanted.since))
    if wanted.until:
        events = events.filter(at__lt=_start_of(wanted.until + timedelta(days=1)))
    return events.order_by("-sequence")


def in_words(events: Iterable[AuditEvent], reader: User) -> list[EventLine]:
    """One query for the names of all people concerned, and one or two for each other kind of thing."""
    events = list(events)
    by_pk, by_public_id = _names(events)
    things = things_of(events, reader)

    def target(event: AuditEvent) -> Thing:
        if event.object_type == PERSON:
            return Thing(by_public_id.get(event.object_id, ""))
        return things.get((event.object_type, event.object_id), Thing(""))

    return [
        EventLine(
            sequence=event.sequence,
            at=event.at,
            who=by_pk.get(event.actor_id or 0, event.actor_label),
            what=str(ACTIONS.get(event.action, event.action)),
            target=target(event).label,
            url=target(event).url,
            details=[(str(DETAILS.get(key, key)), _short(word_for(key, event.detail[key]))) for key in event.detail],
        )
        for event in events
    ]


def all_in_words(events: QuerySet[AuditEvent], reader: User) -> Iterator[EventLine]:
    """The whole selection in portions, newest first, whatever is written meanwhile."""
    portion = list(events[:READ_AT_ONCE])
    while portion:
        yield from in_words(portion, reader)
        portion = list(events.filter(sequence__lt=portion[-1].sequence)[:READ_AT_ONCE])


def last_check() -> ChainCheck | None:
    event = AuditEvent.objects.filter(action="audit.verified").order_by("-sequence").first()
    return ChainCheck(event.at, int(event.detail["up_to"])) if event else None


def _names(events: Sequence[AuditEvent]) -> tuple[Mapping[int, str], Mapping[str, str]]:
    actors = {event.actor_id for event in events if event.actor_id}
    targets = {UUID(event.object_id) for event in events if event.object_type == PERSON}
    rows = list(
        User.objects.filter(Q(pk__in=actors) | Q(public_id__in=targets)).values_list("pk", "public_id", "name", "email")
    )
    by_pk = {pk: f"{name} ({email})" if name else email for pk, _, name, email in rows}
    by_public_id = {str(public_id): name or email for _, public_id, name, email in rows}
    return by_pk, by_public_id


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_DETAIL else f"{text[: LONGEST_DETAIL - 1]}…"


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
