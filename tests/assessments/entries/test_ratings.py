"""What managers see their people do, and what people think of themselves."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Evidence, EvidenceEntry
from assessments.selectors.levels import explain
from assessments.services.entries.refusal import EntryRefused
from assessments.services.entries.self_ratings import rate_oneself
from assessments.services.entries.supervisors import rate_person
from assessments.services.entries.withdrawing import withdraw_entry
from lms.base import outbox
from lms.competencies.models import Post
from lms.people.models import RoleAssignment, User
from tests.assessments.entries.conftest import WHY
from tests.assessments.entries.files import pdf


def rate(learner, by, s1, now, *, level=3, reference=""):
    return rate_person(
        learner=learner,
        competency_id=s1.pk,
        level=level,
        observed_on=timezone.localdate(now),
        text=WHY,
        reference=reference,
        files=[],
        by=by,
        at=now,
    )


def test_with_a_record_it_is_direct_evidence_and_without_it_is_not(ada, ben, rating, s1, now):
    row = Evidence.objects.get()
    assert (row.kind, row.value) == ("supervisor_artefact", 2.0)
    assert explain(ada, "S1").standing.estimate.is_assessed
    rate(ada, ben, s1, now)
    row = Evidence.objects.in_force().get()
    assert row.kind == "supervisor"
    assert not explain(ada, "S1").standing.estimate.is_assessed


def test_a_new_rating_takes_the_place_of_the_former_one_and_both_can_be_read(rating, ada, ben, s1, now):
    rate(ada, ben, s1, now, level=4)
    assert list(EvidenceEntry.objects.order_by("pk").values_list("status", flat=True)) == ["replaced", "in_force"]
    assert Evidence.objects.in_force().get().value == 4.0
    assert Evidence.objects.count() == 2


def test_nobody_rates_themself_a_superior_or_people_of_others(units, framework, ada, ben, cleo, tom, s1, now):
    chief = User.objects.create_user("chief@example.org", "a-long-enough-password", name="Chief")
    post = Post.objects.create(code="DH", name={"en": "Head"}, staff_group="decision")
    RoleAssignment.objects.create(user=chief, unit=units["X1"], post=post, starts_on=date(2025, 1, 1))
    for learner, by in [(ben, ben), (chief, ben), (cleo, ben), (ada, tom), (ada, ada)]:
        with pytest.raises(EntryRefused):
            rate(learner, by, s1, now)
    assert not Evidence.objects.exists()


def test_the_database_refuses_a_second_rating_in_force_of_one_manager_and_one_of_oneself(rating, ada, ben, s1, now):
    facts = {"kind": "supervisor", "competency": s1, "level": 1, "observed_on": date(2026, 1, 1), "entered_at": now}
    for learner, by in ((ada, ben), (ben, ben)):
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceEntry.objects.create(**facts, learner=learner, entered_by=by, status="in_force")


def test_the_person_is_told_by_mail_that_there_is_something_and_not_what(rating):
    outbox.drain()
    message = mail.outbox[0]
    assert message.to == ["ada@example.org"]
    assert reverse("assessments:entry", args=[rating.public_id]) in message.body
    assert WHY not in message.body


def test_the_manager_withdraws_a_rating_and_the_person_cannot(rating, ada, ben, now):
    with pytest.raises(EntryRefused):
        withdraw_entry(entry=rating, reason="", by=ada, at=now)
    withdraw_entry(entry=rating, reason="I mixed two people up.", by=ben, at=now)
    rating.refresh_from_db()
    assert rating.status == "withdrawn"
    assert not Evidence.objects.in_force().exists()


def test_rating_through_the_pages(client, ada, ben, s1):
    client.force_login(ben)
    assert "Ada" in (page := client.get(reverse("assessments:ratings")).text)
    assert "Ben</th>" not in page
    assert "Nobody found" in client.get(reverse("assessments:ratings"), {"q": "Cleo"}).text
    choose = reverse("assessments:choose_competency", args=[ada.public_id])
    assert "The posts ask for" in client.get(choose).text
    form = reverse("assessments:rate_person", args=[ada.public_id, "S1"])
    assert client.get(choose, {"competency": "S1"})["Location"] == form
    facts = {"level": 3, "observed_on": timezone.localdate() + timedelta(days=1), "text": WHY}
    assert "still to come" in client.post(form, facts).text
    page = client.post(form, {**facts, "observed_on": "2026-02-03", "pieces": pdf()}, follow=True)
    assert WHY in page.text
    assert Evidence.objects.get().kind == "supervisor_artefact"
    client.force_login(ada)
    assert WHY in client.get(reverse("assessments:entry", args=[EvidenceEntry.objects.get().public_id])).text


def test_doors_of_ratings(client, rating, ada, ben, cleo, hua, tom, far):
    form = reverse("assessments:rate_person", args=[ada.public_id, "S1"])
    entry = reverse("assessments:entry", args=[rating.public_id])
    home = reverse("assessments:ratings")
    for user, opens in [(ben, "111"), (ada, "001"), (cleo, "000"), (hua, "000"), (tom, "000"), (far, "100")]:
        client.force_login(user)
        got = "".join("1" if client.get(one).status_code == 200 else "0" for one in (home, form, entry))
        assert got == opens, user
    client.logout()
    for one in (home, form, entry):
        assert "/account/login/" in client.get(one)["Location"]


def test_a_self_rating_weighs_little_and_never_counts_as_assessed(client, ada, s1, now):
    rate_oneself(learner=ada, competency_id=s1.pk, level=5, text="", at=now)
    explanation = explain(ada, "S1", now)
    assert not explanation.standing.estimate.is_assessed
    assert explanation.lines[0].weight < 0.2
    client.force_login(ada)
    page = client.get(reverse("assessments:my_evidence")).text
    assert "By itself it does not count as assessed" in page
    assert "/contest/" not in page


def test_the_newest_self_rating_counts_and_can_be_withdrawn(client, ada, s1):
    client.force_login(ada)
    form = reverse("assessments:rate_myself", args=["S1"])
    client.post(form, {"level": 2})
    client.post(form, {"level": 4, "text": "Weekly"})
    assert Evidence.objects.in_force().get().value == 4.0
    entry = EvidenceEntry.objects.get(status="in_force")
    page = client.post(reverse("assessments:withdraw_entry", args=[entry.public_id]), {"reason": ""}, follow=True)
    assert "Withdrawn" in page.text
    assert not Evidence.objects.in_force().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceEntry.objects.update(status="in_force")
