from datetime import timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from analytics.models import AccessEntry, Conversation
from lms.base.models import AuditEvent

pytestmark = pytest.mark.django_db

URL = "/hr/team/conversations/"


def held(conversation):
    return f"{URL}{conversation.public_id}/held/"


def test_at_most_three_of_the_own_team_and_the_same_all_month(as_, academy, ben, cleo):
    first = as_(ben).get(URL).content.decode()
    named = list(Conversation.objects.values_list("subject__name", flat=True))
    assert len(named) == 3
    assert all(name in first for name in named)
    as_(ben).get(URL)
    assert Conversation.objects.count() == 3
    assert not Conversation.objects.exclude(unit__code="X1").exists()
    assert not Conversation.objects.filter(subject=ben).exists()
    assert "To open with" in first and "To bring" in first


def test_next_month_it_is_other_people(as_, academy, ben):
    as_(ben).get(URL)
    before = set(Conversation.objects.values_list("subject_id", flat=True))
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    Conversation.objects.update(month=month)
    as_(ben).get(URL)
    assert before.isdisjoint(Conversation.objects.exclude(month=month).values_list("subject_id", flat=True))


def test_only_the_manager_of_the_unit(as_, client, academy, units, ada, hua, ola, ben, cleo):
    as_(ben).get(URL)
    conversation = Conversation.objects.first()
    for who in (ada, hua, ola, cleo):
        assert as_(who).get(URL).status_code == HTTPStatus.NOT_FOUND
        assert as_(who).post(held(conversation), {"on": "2026-01-01"}).status_code == HTTPStatus.NOT_FOUND
    assert as_(ben).get(URL, {"unit": units["X2"].public_id}).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert client.get(URL).status_code == HTTPStatus.FOUND


def test_the_person_proposed_sees_the_look_and_the_day_and_nobody_else(as_, ben, ada, cleo, give, now):
    give(ada, "S1", value=1.0, at=now - timedelta(days=20))
    page = as_(ben).get(URL).content.decode()
    assert "Ada" in page and "S1 Competency S1 is critical for the post and not reached yet." in page
    conversation = Conversation.objects.get(subject=ada)
    as_(ben).post(held(conversation), {"on": timezone.localdate().isoformat()})
    own = as_(ada).get("/my/access/").content.decode()
    assert "Conversations of the month" in own and "Conversations held with you" in own
    assert AccessEntry.objects.filter(subject=ada, page="conversation", role="line_manager").count() == 1
    assert "Conversations of the month" not in as_(cleo).get("/my/access/").content.decode()
    assert AuditEvent.objects.filter(action="conversation.held").count() == 1


@pytest.mark.parametrize("days", [1, -400])
def test_a_day_to_come_or_before_the_month_is_refused(as_, ben, ada, days):
    as_(ben).get(URL)
    day = timezone.localdate() + timedelta(days=days)
    for typed in (day.isoformat(), "tomorrow"):
        as_(ben).post(held(Conversation.objects.get(subject=ada)), {"on": typed})
    assert not Conversation.objects.filter(held_on__isnull=False).exists()


def test_reasons_speak_of_evidence_that_is_old_disagrees_or_is_missing(ada, ben, give, now, units, framework):
    from analytics.domain.conversations import Reason
    from analytics.selectors.conversations import occasions_of, standings_of_team, team_ids

    def reason():
        return occasions_of(standings_of_team(team_ids(units["X1"], ben), now), now)[ada.pk].reason

    assert reason() is Reason.NOT_SHOWN
    give(ada, "S1", value=1.0, at=now)
    assert reason() is Reason.CRITICAL_GAP
    give(ada, "S1", value=5.0, at=now)
    assert reason() is Reason.CONFLICT
    give(ada, "S1", value=5.0, at=now, kind="simulation")
    give(ada, "C1", value=5.4, at=now)
    give(ada, "P2", value=5.4, at=now)
    assert reason() in (Reason.CONFLICT, Reason.READY)
