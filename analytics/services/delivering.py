"""Sending out what is due: to each recipient a file of their own, if they have the right at that moment."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.access import scope_of
from lms.people.models import User

from ..domain.quarters import next_start
from ..exports.tables import TABLES
from ..models import Delivery, DeliveryRun, ExportFile, Snapshot
from ..readers import EXPORTERS
from .deliveries import months
from .exports import Order, is_covered, order_export


def deliver_due(*, at: datetime) -> int:
    """Running it twice sends nothing twice; how many deliveries went out."""
    today = timezone.localdate(at)
    due = Delivery.objects.filter(ended_at=None, is_paused=False, next_on__lte=today).values_list("pk", flat=True)
    return sum(_deliver(pk, today, at) for pk in list(due))


def mail_link(*, public_id: UUID) -> None:
    """The file itself never travels by mail; the link opens for its owner alone."""
    file = ExportFile.objects.filter(public_id=public_id, state=ExportFile.State.READY).first()
    if file is None or file.expires_at <= timezone.now() or not is_covered(file):
        return
    with translation.override(file.language):
        title = str(TABLES[file.table].label)
        context = {
            "file": file,
            "title": title,
            "link": settings.SITE_ADDRESS + reverse("analytics:export_file", args=[file.public_id]),
            "page": settings.SITE_ADDRESS + reverse("analytics:exports"),
        }
        subject = _("Your figures: %(title)s, %(unit)s") % {"title": title, "unit": file.unit_code}
        body = render_to_string("analytics/exports/mail.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [file.owner.email])


@transaction.atomic
def _deliver(pk: int, today: date, at: datetime) -> bool:
    held = Delivery.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    snapshot = _newest(held.rhythm)
    if held.ended_at or held.is_paused or held.next_on > today or snapshot is None:
        return False
    entitled, left_out = _entitled(held)
    DeliveryRun.objects.create(
        delivery=held, due_on=held.next_on, at=at, snapshot=snapshot, sent=len(entitled), left_out=left_out
    )
    order = Order(
        table=held.table,
        format=held.format,
        language=held.language,
        purpose=held.purpose,
        snapshot=snapshot,
        paths=[held.unit.path],
        unit_code=held.unit.code,
        delivery=held,
    )
    for person in entitled:
        order_export(by=person, order=order, at=at)
    held.next_on = next_start(today, months(held.rhythm))
    held.save(update_fields=["next_on"])
    record(None, "delivery.sent", held, unit=held.unit.code, source=held.table, people=len(entitled), refused=left_out)
    return True


def _entitled(held: Delivery) -> tuple[Sequence[User], int]:
    people = list(held.recipients.order_by("pk"))
    found = [person for person in people if scope_of(person, *EXPORTERS).covers_path(held.unit.path)]
    return found, len(people) - len(found)


def _newest(rhythm: str) -> Snapshot | None:
    """For a quarterly delivery the end of the last quarter, if there is one."""
    quarters = Snapshot.objects.filter(occasion=Snapshot.Occasion.QUARTER)
    found = quarters.first() if rhythm == Delivery.Rhythm.QUARTER else None
    return found or Snapshot.objects.first()
