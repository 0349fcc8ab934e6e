"""The page of everything that speaks of oneself."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Evidence
from assessments.services.entries.self_ratings import rate_oneself


def test_without_evidence_it_says_what_to_do(client, ada):
    client.force_login(ada)
    page = client.get(reverse("assessments:my_evidence")).text
    assert "No evidence yet" in page
    assert reverse("assessments:add_evidence") + "?competency=S1" in page


def test_every_entry_has_its_weight_its_day_and_its_state(client, ada, ben, rating, certificate, s1, now):
    rate_oneself(learner=ada, competency_id=s1.pk, level=3, text="", at=now)
    client.force_login(ada)
    page = client.get(reverse("assessments:my_evidence")).text
    for words in ("Supervisor&#x27;s rating with a piece of work", "External certificate", "Self-rating", "Ben", " %"):
        assert words in page
    assert page.count("/contest/") == 2


def test_what_one_adds_leads_to_its_form(client, ada):
    client.force_login(ada)
    add = reverse("assessments:add_evidence")
    assert "My posts ask for" in client.get(add).text
    for way, view in (("portfolio", "hand_in_portfolio"), ("self-rating", "rate_myself")):
        assert client.get(add, {"competency": "S1", "way": way})["Location"] == reverse(
            f"assessments:{view}", args=["S1"]
        )
    assert client.get(reverse("assessments:rate_myself", args=["Z9"])).status_code == 404


def test_nobody_reads_the_page_of_another_and_strangers_sign_in(client, rating, cleo):
    client.force_login(cleo)
    assert "Ben" not in client.get(reverse("assessments:my_evidence")).text
    client.logout()
    for view in ("my_evidence", "add_evidence", "add_certificate"):
        assert "/account/login/" in client.get(reverse(f"assessments:{view}"))["Location"]


def test_queries_do_not_grow_with_the_evidence(client, ada, rating, framework, now):
    client.force_login(ada)
    url = reverse("assessments:my_evidence")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for competency in framework.competencies.all():
        for days in range(5):
            Evidence.objects.create(
                learner=ada, competency=competency, kind="supervisor", value=3, observed_at=now.replace(day=1 + days)
            )
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
