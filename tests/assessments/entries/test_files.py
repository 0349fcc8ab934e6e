"""Which files are taken as pieces of work, and how they are handed out."""

import pytest
from django.urls import reverse

from assessments.models import Artefact
from assessments.services.entries.files import read_files
from assessments.services.entries.portfolios import take_portfolio
from assessments.services.entries.refusal import EntryRefused
from lms.base.models import AuditEvent
from tests.assessments.entries.files import package, pdf, png


def test_documents_are_kept_as_they_are_and_pictures_are_written_anew():
    docx = package("a.docx", "word/document.xml")
    kept = read_files([pdf(), docx, package("a.odt", "content.xml"), package("a.xlsx", "xl/workbook.xml"), png()])
    assert [one.name for one in kept] == ["work.pdf", "a.docx", "a.odt", "a.xlsx", "scan.png"]
    assert b"script" not in kept[-1].data
    assert kept[0].data == b"%PDF-1.7 a plan"


@pytest.mark.parametrize(
    "file",
    [
        pdf("run.exe"),
        pdf("page.html", b"<html>"),
        pdf("drawing.svg", b"<svg onload='x()'>"),
        pdf("false.pdf", b"MZ program"),
        pdf("false.docx"),
        pdf("false.png", b"GIF89a"),
        pdf("large.pdf", b"%PDF-" + b"x" * 4 * 1024 * 1024),
        package("odd.docx", "xl/workbook.xml"),
        package("macro.docx", "word/document.xml", "word/vbaProject.bin"),
        package("macro.odt", "content.xml", "Basic/Standard/Module1.xml"),
    ],
)
def test_nothing_else_is_taken(file):
    with pytest.raises(EntryRefused):
        read_files([file])


def test_more_than_five_are_refused_and_the_same_file_is_kept_once():
    with pytest.raises(EntryRefused):
        read_files([pdf(f"{one}.pdf") for one in range(6)])
    assert len(read_files([pdf("a.pdf"), pdf("b.pdf")])) == 1


def test_names_lose_paths_and_signs():
    assert read_files([pdf('../..\\a"b;c.pdf')])[0].name == "abc.pdf"


@pytest.fixture
def address(portfolio):
    return reverse("assessments:artefact", args=[portfolio.artefacts.get().public_id])


def test_a_file_is_an_attachment_that_no_browser_runs(client, ada, address):
    client.force_login(ada)
    reply = client.get(address)
    assert reply.content == b"%PDF-1.7 a plan"
    assert reply["Content-Disposition"].startswith("attachment")
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in reply["Content-Security-Policy"]
    assert "no-store" in reply["Cache-Control"]


def test_only_the_person_and_who_took_the_portfolio_may_open_it(
    client, portfolio, address, ben, cleo, tom, rex, far, now
):
    take_portfolio(entry=portfolio, by=rex, at=now)
    for user, status in [(ben, 404), (cleo, 404), (tom, 404), (far, 404), (rex, 200)]:
        client.force_login(user)
        assert client.get(address).status_code == status, user
    client.logout()
    assert "/account/login/" in client.get(address)["Location"]
    assert AuditEvent.objects.filter(action="evidence.file_opened").values_list("actor_id", flat=True)[::1] == [rex.pk]
    assert Artefact.objects.count() == 1
