"""Uploaded documents are for the academy's people."""

from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(settings, tmp_path) -> Document:
    """On the disk, where the CMS streams it from."""
    settings.MEDIA_ROOT = tmp_path
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": on_disk}
    return Document.objects.create(title="Circular", file=ContentFile(b"%PDF-1.7 circular", name="circular.pdf"))


def test_a_stranger_is_asked_to_sign_in(client, document):
    for url in (document.url, "/documents/2000000000/none.pdf", "/documents/authenticate_with_password/1/"):
        response = client.get(url)
        assert response.status_code == HTTPStatus.FOUND
        assert response.headers["Location"].startswith("/account/login/")


def test_somebody_signed_in_saves_it(client, document, ada):
    client.force_login(ada)
    response = client.get(document.url)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 circular"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_another_name_for_the_same_number_is_no_page(client, document, ada):
    client.force_login(ada)
    assert client.get(f"/documents/{document.pk}/other.pdf").status_code == HTTPStatus.NOT_FOUND
