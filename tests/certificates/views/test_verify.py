from datetime import timedelta
from http import HTTPStatus
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from certificates.domain.credential import grouped
from certificates.models import Credential, RevocationRequest
from certificates.renderers.pdf import draw
from certificates.renderers.pdf import page as page_to_print
from certificates.selectors.printed import printed
from certificates.services.revoking import ask_revocation

pytestmark = pytest.mark.django_db


def url(number: str) -> str:
    return reverse("certificates:verify", args=[number])


def body(client, number: str, language: str = "en") -> str:
    response = client.get(url(number), headers={"accept-language": language})
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def test_a_stranger_sees_every_printed_field(client, credential):
    page = body(client, credential.public_id)
    assert "This certificate is valid" in page
    for words in ("Ada", grouped(credential.public_id), "Test basics", "Knows the basics.", "S1 Competency S1"):
        assert words in page
    for words in ("Level 2 of 5", "T-01 Test exam", "Shuzheng Academy", "at least 80% certainty"):
        assert words in page


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_paper_and_page_say_the_same_word_for_word(client, credential, language):
    with translation.override(language):
        shown = printed(credential.document, language)
    paper = draw(page_to_print(credential, language))
    text = "".join(PdfReader(BytesIO(paper)).pages[0].extract_text().split())
    page = "".join(body(client, credential.public_id, language).split())
    facts = [shown.number, shown.holder, shown.title, shown.description, shown.issued_on, shown.valid_until]
    facts += [part for one in shown.attests for part in (one.code, one.name, one.level_name)]
    facts += [part for one in shown.evidence for part in (one.kind, one.code, one.title, one.on, one.setting)]
    for fact in facts:
        assert "".join(fact.split()) in text
        assert "".join(fact.split()) in page


@pytest.mark.parametrize(
    ("language", "verdict", "title"), [("zh-hant", "該證書有效", "測試基礎"), ("zh-hans", "该证书有效", "测试基础")]
)
def test_it_speaks_chinese(client, credential, language, verdict, title):
    page = body(client, credential.public_id, language)
    assert verdict in page
    assert title in page
    assert "This certificate" not in page


def test_it_needs_no_session_and_no_engine_lists_it(client, credential):
    response = client.get(url(credential.public_id))
    assert "sessionid" not in response.cookies
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in response.content.decode()


def test_a_name_with_markup_is_shown_as_text(client, achievement, sit, ada):
    ada.name = "<script>alert(1)</script>"
    ada.save(update_fields=["name"])
    sit(ada)
    page = body(client, Credential.objects.get().public_id)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_revoked_one_says_so_with_its_class_but_not_its_details(client, credential, revoke):
    revoke(credential, reason="evidence_withdrawn", detail="PRIVATE-DETAIL")
    page = body(client, credential.public_id)
    assert "This certificate is revoked" in page
    assert "a result it rests on was withdrawn" in page
    for private in ("PRIVATE-DETAIL", "Dora", "Mai"):
        assert private not in page


def test_what_one_person_asked_is_not_yet_public(client, credential, dora):
    reason = RevocationRequest.Reason.MISCONDUCT
    ask_revocation(credential=credential, reason=reason, detail="File 1", by=dora, at=timezone.now())
    page = body(client, credential.public_id)
    assert "This certificate is valid" in page
    assert "revocation" not in page.lower()


def test_an_expired_one_says_so(client, achievement, sit, ada):
    sit(ada, at=timezone.now() - timedelta(days=400))
    from certificates.services.backlog import issue_backlog

    issue_backlog(until=timezone.now())
    page = body(client, Credential.objects.get().public_id)
    assert "This certificate has expired" in page
    assert "Ada" in page


@pytest.mark.parametrize(
    "change",
    [
        {"holder_name": "Eve"},
        {"valid_until": "2099-01-01"},
        {"signature": "AAAA"},
        {"key_id": "0" * 16},
        {"document": {}},
        {"document": {"id": 1, "holder": None}},
    ],
)
def test_a_tampered_row_is_not_shown(client, credential, change):
    Credential.objects.update(**change)
    page = body(client, credential.public_id)
    assert "Do not rely on this certificate" in page
    assert "Eve" not in page
    assert "Test basics" not in page


def test_a_changed_document_is_not_shown(client, credential):
    credential.document["holder"]["name"] = credential.holder_name = "Eve"
    credential.save()
    page = body(client, credential.public_id)
    assert "Do not rely" in page
    assert "Eve" not in page


def test_unknown_and_malformed_numbers_get_the_same_answer(client, credential):
    first, *others = [client.get(url(number)) for number in ("A" * 26, "x", "A" * 300, "a'--", "林")]
    assert first.status_code == HTTPStatus.NOT_FOUND
    for other in others:
        assert other.status_code == HTTPStatus.NOT_FOUND
        assert _without_token(other) == _without_token(first)


def _without_token(response) -> list[str]:
    return [
        line
        for line in response.content.decode().splitlines()
        if "csrfmiddlewaretoken" not in line and "next" not in line
    ]


def test_both_cost_the_same_queries(client, credential):
    with CaptureQueriesContext(connection) as unknown:
        client.get(url("A" * 26))
    with CaptureQueriesContext(connection) as malformed:
        client.get(url("x"))
    with CaptureQueriesContext(connection) as found:
        client.get(url(credential.public_id))
    assert len(unknown) == len(malformed) == len(found) == 2  # counted, looked up


def test_a_typed_number_leads_to_its_page(client, credential):
    typed = grouped(credential.public_id).lower()
    response = client.get(reverse("certificates:verify_form"), {"number": typed})
    assert response.headers["Location"] == url(credential.public_id)
    address = f"https://academy.example.org/verify/{credential.public_id}/"
    page = client.get(reverse("certificates:verify_form"), {"number": address}, follow=True)
    assert page.redirect_chain[-1][0].endswith(f"/verify/{credential.public_id}/")


def test_a_number_that_cannot_be_one_is_kept_and_explained(client, credential):
    page = client.get(reverse("certificates:verify_form"), {"number": "A short one"}).content.decode()
    assert "26 letters and digits" in page and 'value="A short one"' in page
    assert "Type the number" in client.get(reverse("certificates:verify_form"), {"number": ""}).content.decode()


def test_an_empty_form_is_answered_with_a_word(client):
    response = client.get(reverse("certificates:verify_form"), {"number": ""})
    assert response.status_code == HTTPStatus.OK
    assert "There is a problem" in response.content.decode()
