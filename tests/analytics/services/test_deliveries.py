"""Deliveries go to those who have the right on the day, as a link, exactly once."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from analytics.domain.quarters import next_start
from analytics.models import Delivery, DeliveryRun, ExportFile, Snapshot
from analytics.services.deliveries import Plan, create_delivery, end_delivery, pause_delivery
from analytics.services.delivering import deliver_due, mail_link
from analytics.services.snapshots import take_snapshot
from lms.base.models import AuditEvent
from lms.base.outbox import drain
from lms.people.models import AccessGrant, Role, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def hong(units):
    user = User.objects.create_user("hong@example.org", "a-long-enough-password", name="Hong")
    grant_role(user=user, role=Role.HR_VIEWER, unit=units["X1"], by=None)
    return user


@pytest.fixture
def delivery(academy, now, units, hua, hong):
    take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    plan = Plan(
        unit=units["X1"],
        table="skill_gaps",
        format="xlsx",
        language="en",
        purpose="report",
        rhythm="month",
        recipients=[hua, hong],
    )
    return create_delivery(by=hua, plan=plan, today=timezone.localdate(now))


def first_day(delivery):
    """Noon of the day on which it is due."""
    return timezone.make_aware(datetime.combine(delivery.next_on, datetime.min.time())) + timedelta(hours=12)


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 1, 1), 1, date(2026, 2, 1)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 2, 10), 3, date(2026, 4, 1)),
        (date(2026, 11, 28), 3, date(2027, 1, 1)),
    ],
)
def test_the_next_day_is_the_first_of_a_month_or_quarter(today, months, expected):
    assert next_start(today, months) == expected


def test_each_recipient_gets_a_link_of_their_own(delivery, hua, hong):
    at = first_day(delivery)
    assert deliver_due(at=at - timedelta(days=1)) == 0
    assert deliver_due(at=at) == 1
    drain()
    assert {(file.owner_id, file.state) for file in ExportFile.objects.all()} == {(hua.pk, "ready"), (hong.pk, "ready")}
    assert len(mail.outbox) == 2
    sent = {message.to[0]: message for message in mail.outbox}
    assert sent.keys() == {hua.email, hong.email}
    for file in ExportFile.objects.all():
        message = sent[file.owner.email]
        assert reverse("analytics:export_file", args=[file.public_id]) in message.body
        assert not message.attachments


def test_running_it_again_sends_nothing_twice(delivery):
    at = first_day(delivery)
    deliver_due(at=at)
    assert deliver_due(at=at + timedelta(hours=1)) == 0
    assert DeliveryRun.objects.count() == 1
    delivery.refresh_from_db()
    assert delivery.next_on == next_start(at.date(), 1)


def test_whoever_lost_the_right_is_left_out(delivery, hua, hong):
    AccessGrant.objects.filter(user=hong).update(ended_at=timezone.now())
    deliver_due(at=first_day(delivery))
    assert [file.owner for file in ExportFile.objects.all()] == [hua]
    run = DeliveryRun.objects.get()
    assert (run.sent, run.left_out) == (1, 1)
    assert AuditEvent.objects.get(action="delivery.sent").detail["refused"] == 1


def test_a_right_lost_between_file_and_mail_stops_the_mail(delivery, hong):
    deliver_due(at=first_day(delivery))
    ExportFile.objects.update(state="ready", expires_at=timezone.now() + timedelta(hours=1))
    AccessGrant.objects.filter(user=hong).update(ended_at=timezone.now())
    for file in ExportFile.objects.all():
        mail_link(public_id=file.public_id)
    assert hong.email not in [message.to[0] for message in mail.outbox]
    assert len(mail.outbox) == 1


def test_paused_and_ended_ones_send_nothing(delivery, hua):
    at = first_day(delivery)
    pause_delivery(delivery=delivery, by=hua, is_paused=True, today=at.date())
    assert deliver_due(at=at) == 0
    pause_delivery(delivery=delivery, by=hua, is_paused=False, today=at.date())
    assert deliver_due(at=at) == 0  # what fell due during the pause is not made up for
    end_delivery(delivery=delivery, by=hua, at=at)
    delivery.refresh_from_db()
    assert deliver_due(at=first_day(delivery)) == 0


def test_a_quarterly_one_takes_the_end_of_the_quarter(delivery, now):
    quarter = take_snapshot(at=now - timedelta(days=40), occasion=Snapshot.Occasion.QUARTER)
    Delivery.objects.update(rhythm="quarter")
    deliver_due(at=first_day(delivery))
    assert {file.snapshot for file in ExportFile.objects.all()} == {quarter}


class TestPages:
    @pytest.fixture
    def as_(self, client):
        def sign_in(user):
            client.force_login(user)
            return client

        return sign_in

    def asked(self, units, *people, unit="X1"):
        return {
            "unit": units[unit].pk,
            "table": "skill_gaps",
            "format": "pdf",
            "rhythm": "quarter",
            "language": "en",
            "purpose": "report",
            "recipients": [person.pk for person in people],
        }

    def test_one_is_set_up_paused_and_deleted(self, academy, as_, hua, hong, units):
        as_(hua).post(reverse("analytics:deliveries"), self.asked(units, hua, hong))
        delivery = Delivery.objects.get()
        assert {one.name for one in delivery.recipients.all()} == {"Hua", "Hong"}
        as_(hua).post(reverse("analytics:pause_delivery", args=[delivery.public_id]))
        delivery.refresh_from_db()
        assert delivery.is_paused
        as_(hong).post(reverse("analytics:end_delivery", args=[delivery.public_id]))
        assert "Nothing is delivered yet" in as_(hua).get(reverse("analytics:deliveries")).content.decode()

    def test_nobody_gets_figures_of_units_they_have_no_right_over(self, academy, as_, hua, hong, units):
        reply = as_(hua).post(reverse("analytics:deliveries"), self.asked(units, hua, hong, unit="X"))
        assert "No right over this unit: Hong." in reply.content.decode()
        assert not Delivery.objects.exists()

    def test_no_unit_elsewhere(self, academy, as_, hua, units):
        as_(hua).post(reverse("analytics:deliveries"), self.asked(units, hua, unit="Y1"))
        assert not Delivery.objects.exists()

    def test_elsewhere_it_does_not_exist(self, delivery, as_, ola, ada, client):
        for name in ("pause_delivery", "end_delivery"):
            address = reverse(f"analytics:{name}", args=[delivery.public_id])
            assert client.post(address).status_code == HTTPStatus.FOUND
            for person in (ola, ada):
                assert as_(person).post(address).status_code == HTTPStatus.NOT_FOUND
            client.logout()
        assert str(delivery.public_id) not in as_(ola).get(reverse("analytics:deliveries")).content.decode()
