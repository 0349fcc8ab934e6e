"""A certificate counts by a checked document and a mapping in force, and ends with either and with its validity."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.models import Evidence, EvidenceEntry, ExternalCertificateMapping
from assessments.services.entries.certificates import confirm_certificate, decline_certificate
from assessments.services.entries.counting import end_expired
from assessments.services.entries.mappings import end_mapping, propose_mapping, put_mapping_in_force
from assessments.services.entries.refusal import EntryRefused
from lms.base import outbox
from lms.people.models import Role
from tests.assessments.entries.conftest import WHY
from tests.assessments.entries.files import pdf


def in_force():
    return list(Evidence.objects.in_force().order_by("competency__code").values_list("competency__code", "value"))


def test_it_takes_the_document_and_the_mapping_in_either_order(ada, cleo, tom, far, enter, mapped, now):
    first, second = enter(ada), enter(cleo)
    confirm_certificate(entry=first, by=tom, at=now)
    assert in_force() == []
    mapped()  # spelt with other capitals and spaces
    assert in_force() == [("P2", 3.0)]
    confirm_certificate(entry=second, by=far, at=now)
    row = Evidence.objects.get(learner=cleo)
    assert (row.kind, row.value, row.ceiling) == ("external_certificate", 3.0, 3.5)
    outbox.drain()
    assert sorted(message.to[0] for message in mail.outbox) == ["ada@example.org", "cleo@example.org"]


def test_a_new_mapping_takes_the_place_of_the_former_one_and_without_one_it_waits_again(ada, certificate, hire, now):
    by, second = hire("Pam", (Role.TRAINING_MANAGER, "P")), hire("Pat", (Role.TRAINING_MANAGER, "P"))
    newer = propose_mapping(
        issuer="Institute", title="Data Protection Officer", values={"P2": 2, "S1": 1}, reason=WHY, by=by, at=now
    )
    assert put_mapping_in_force(mapping=newer, by=second, at=now) == 1
    assert in_force() == [("P2", 2.0), ("S1", 1.0)]
    assert Evidence.objects.count() == 3
    assert end_mapping(mapping=newer, by=by, at=now) == 1
    certificate.refresh_from_db()
    assert certificate.is_waiting
    assert in_force() == []


def test_two_people_make_a_mapping_and_neither_holds_the_certificate(hire, enter, ada, now):
    by, local = hire("Pam", (Role.TRAINING_MANAGER, "P")), hire("Loc", (Role.TRAINING_MANAGER, "X"))
    holder = hire("Hol", (Role.REVIEWER, "P"))
    enter(holder)
    facts = {"issuer": "Institute", "title": "Data Protection Officer", "values": {"P2": 3}, "reason": WHY, "at": now}
    mapping = propose_mapping(**facts, by=by)
    with pytest.raises(EntryRefused):
        propose_mapping(**facts, by=local)
    with pytest.raises(EntryRefused):
        propose_mapping(**{**facts, "title": "Another"}, by=ada)
    for user in (by, local, holder, ada):
        with pytest.raises(EntryRefused):
            put_mapping_in_force(mapping=mapping, by=user, at=now)
    mapping.refresh_from_db()
    assert mapping.status == ExternalCertificateMapping.Status.PROPOSED


def test_only_a_training_manager_of_the_units_checks_and_never_their_own(ada, enter, ben, far, rex, tom, now):
    entry, own = enter(ada), enter(tom)
    for user, which in [(ada, entry), (ben, entry), (far, entry), (rex, entry), (tom, own)]:
        with pytest.raises(EntryRefused):
            confirm_certificate(entry=which, by=user, at=now)


def test_declined_with_a_reason_that_the_person_reads(client, ada, enter, tom, now):
    entry = enter(ada)
    with pytest.raises(EntryRefused):
        decline_certificate(entry=entry, reason=" ", by=tom, at=now)
    decline_certificate(entry=entry, reason="The issuer does not know this number.", by=tom, at=now)
    client.force_login(ada)
    assert "does not know this number" in client.get(reverse("assessments:entry", args=[entry.public_id])).text


def test_an_expired_one_ends_by_the_clock_and_its_holder_is_told(ada, tom, enter, mapped, now):
    mapped()
    entry = enter(ada, expires_on=timezone.localdate(now) + timedelta(days=30))
    confirm_certificate(entry=entry, by=tom, at=now)
    assert end_expired(at=now + timedelta(days=30)) == 0
    assert in_force() == [("P2", 3.0)]
    late = now + timedelta(days=31)
    assert (end_expired(at=late), end_expired(at=late)) == (1, 0)
    assert in_force() == []
    entry.refresh_from_db()
    assert entry.status == EvidenceEntry.Status.EXPIRED


def test_the_same_certificate_is_entered_once_and_the_number_of_another_is_pointed_out(client, ada, ben, enter, tom):
    entry = enter(ada)
    with pytest.raises(EntryRefused):
        enter(ada, title="DATA protection officer")
    enter(ben)
    client.force_login(tom)
    assert "1 other person entered" in client.get(reverse("assessments:check_certificate", args=[entry.public_id])).text


def test_the_whole_way_through_the_pages(client, ada, tom, hire):
    client.force_login(ada)
    facts = {"issuer": "Institute", "title": "Course", "number": "7", "issued_on": "2026-01-05"}
    form = reverse("assessments:add_certificate")
    assert "has expired" in client.post(form, {**facts, "expires_on": "2026-02-01", "pieces": pdf()}).text
    assert "checks the document" in client.post(form, {**facts, "pieces": pdf()}, follow=True).text
    entry = EvidenceEntry.objects.get()
    client.force_login(tom)
    home, check = reverse("assessments:certificates"), reverse("assessments:check_certificate", args=[entry.public_id])
    assert check in client.get(home).text
    assert "it takes a mapping" in client.get(check).text
    assert "nothing says what they are worth" in client.post(check, {"decision": "confirm"}, follow=True).text
    propose = reverse("assessments:propose_mapping")
    assert 'value="Course"' in client.get(propose, {"issuer": "Institute", "title": "Course"}).text
    values = {"competency_1": "P2", "level_1": 2, "competency_2": "", "level_2": ""}
    page = client.post(propose, {"issuer": "Institute", "title": "Course", "reason": WHY, **values}, follow=True)
    assert "somebody who did not propose" in page.text
    own = page.redirect_chain[-1][0]
    client.force_login(hire("Moe", (Role.REVIEWER, "P")))
    assert own in client.get(home).text
    client.post(own, {"decision": "in_force"})
    assert in_force() == [("P2", 2.0)]
    client.post(own, {"decision": "end"})
    assert in_force() == []


def test_doors_of_certificates(client, ada, enter, mapped, ben, cleo, hua, tom, rex, far):
    entry, mapping = enter(ada), mapped()
    names = [("certificates", []), ("check_certificate", [entry.public_id]), ("propose_mapping", [])]
    pages = [reverse(f"assessments:{name}", args=args) for name, args in [*names, ("mapping", [mapping.public_id])]]
    for user, opens in [(tom, "1111"), (rex, "1001"), (far, "1011"), (ada, "0000"), (ben, "0000"), (cleo, "0000")]:
        client.force_login(user)
        assert "".join("1" if client.get(one).status_code == 200 else "0" for one in pages) == opens, user
    client.logout()
    assert all("/account/login/" in client.get(one)["Location"] for one in pages)


def test_the_table_starts_with_one_competency_and_no_level_and_grows_without_script(client, tom, s1):
    client.force_login(tom)
    propose = reverse("assessments:propose_mapping")
    assert client.get(propose).text.count('name="level_') == 1
    chosen = client.get(propose).text.split('name="level_1"', 1)[1].split("selected", 1)[0]
    assert 'value=""' in chosen and 'value="1"' not in chosen
    typed = {"issuer": "Institute", "title": "Course", "reason": "so", "competency_1": "P2", "level_1": 3}
    page = client.post(propose, {**typed, "act": "more"}).text
    assert page.count('name="level_') == 2 and 'value="Course"' in page and "There is a problem" not in page
    for _ in range(5):
        more = {f"competency_{place}": "" for place in range(2, 6)}
        page = client.post(propose, {**typed, **more, "act": "more"}).text
    assert page.count('name="level_') == 5 and 'value="more"' not in page
    assert not ExternalCertificateMapping.objects.exists()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"competency_1": "P2", "level_1": ""}, "Choose the level that it shows"),
        ({"competency_1": "", "level_1": ""}, "This field is required"),
        ({"competency_1": "P2", "level_1": 2, "competency_2": "", "level_2": 3}, "Choose the competency, or no level"),
        ({"competency_1": "P2", "level_1": 2, "competency_2": "P2", "level_2": 3}, "named twice"),
        ({"competency_1": "P2", "level_1": 2, "competency_2": "", "level_2": ""}, "Proposed."),
    ],
)
def test_a_level_for_each_competency_and_empty_rows_say_nothing(client, tom, s1, rows, says):
    client.force_login(tom)
    facts = {"issuer": "Institute", "title": "Course", "reason": WHY}
    page = client.post(reverse("assessments:propose_mapping"), {**facts, **rows}, follow=True).text
    assert says in page
    assert ExternalCertificateMapping.objects.exists() == (says == "Proposed.")
