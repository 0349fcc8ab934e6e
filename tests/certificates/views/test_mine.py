from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.models import Credential
from tests.certificates.conftest import ENTRY

pytestmark = pytest.mark.django_db

MINE = "/my/certificates/"


def pdf(credential, language="en") -> str:
    return reverse("certificates:document", args=[credential.public_id]) + f"?lang={language}"


def test_the_holder_gets_the_pdf(client, credential, ada):
    client.force_login(ada)
    response = client.get(pdf(credential, "zh-hant"))
    assert response.status_code == HTTPStatus.OK
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("who", ["ben", "cleo", "hua", "dora"])
def test_nobody_else_gets_it(client, credential, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(pdf(credential)).status_code == HTTPStatus.NOT_FOUND


def test_a_stranger_is_asked_to_sign_in(client, credential):
    for address in (pdf(credential), MINE):
        response = client.get(address)
        assert response.status_code == HTTPStatus.FOUND
        assert "/account/login/" in response.headers["Location"]


def test_an_unknown_language_is_no_page(client, credential, ada):
    client.force_login(ada)
    assert client.get(pdf(credential, "../../etc")).status_code == HTTPStatus.NOT_FOUND


def test_a_revoked_or_altered_certificate_is_not_printed_any_more(client, credential, ada, revoke):
    client.force_login(ada)
    Credential.objects.update(holder_name="Eve")
    assert client.get(pdf(credential)).status_code == HTTPStatus.NOT_FOUND
    Credential.objects.update(holder_name="Ada")
    revoke(credential)
    assert client.get(pdf(credential)).status_code == HTTPStatus.NOT_FOUND
    assert "breach of the examination rules" in client.get(MINE).content.decode()


def test_the_list_shows_ones_own_and_links_both_ways(client, credential, ada, cleo):
    client.force_login(ada)
    page = client.get(MINE).content.decode()
    assert "Test basics" in page
    assert reverse("certificates:verify", args=[credential.public_id]) in page
    assert pdf(credential) in page
    client.force_login(cleo)
    assert credential.public_id not in client.get(MINE).content.decode()


def test_what_is_missing_stands_line_by_line(client, achievement, sit, ada):
    client.force_login(ada)
    page = client.get(MINE).content.decode()
    assert "Pass the examination T-01 Test exam" in page
    assert "not passed yet" in page
    assert "Show S1 Competency S1 at level 2, with at least 80% certainty" in page
    assert "not assessed yet" in page
    sit(ada, weak_on="S1")
    page = client.get(MINE).content.decode()
    assert "not passed yet" not in page
    assert "% certain so far" in page


def test_queries_do_not_grow_with_certificates(client, credential, ada):
    client.force_login(ada)
    client.get(MINE)
    with CaptureQueriesContext(connection) as few:
        client.get(MINE)
    fields = [field.attname for field in Credential._meta.concrete_fields if not field.primary_key]
    for number in range(5):
        values = {name: getattr(credential, name) for name in fields}
        Credential.objects.create(**{**values, "public_id": f"{number}" * 26, "basis_key": str(number)})
    with CaptureQueriesContext(connection) as many:
        client.get(MINE)
    assert len(many) == len(few)


def test_a_newer_version_of_the_rule_takes_the_place_of_the_older(achievement):
    from certificates.services.loading import load_achievement

    assert load_achievement(ENTRY, position=1) is None
    newer = load_achievement({**ENTRY, "version": 2}, position=1)
    achievement.refresh_from_db()
    assert newer
    assert (achievement.is_current, newer.is_current) == (False, True)
