"""The files of a report: two pages and an annex, everything legible, nothing that a person typed turned into markup."""

import subprocess
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from analytics.exports.docx_styles import W
from analytics.exports.report_docx import docx_bytes
from analytics.exports.report_pdf import pages_before_annex, pdf_bytes
from analytics.selectors.reports.page import report_page
from lms.base.models import AuditEvent

pytestmark = pytest.mark.django_db

A4 = (595, 842)  # points


def full(report):
    """As much as the forms let people write, with names as long as those of the starter academy."""
    figures = report.figures
    name = {"en": "Handling registrations of newly founded firms", "zh-hant": "新設企業登記及相關稅務事項一站式辦理"}
    unit = {
        **figures["unit"],
        "name": {"en": "Office for registrations", "zh-hant": "縣政務服務中心企業登記與許可辦公室"},
    }
    figures["gaps"] = [{**figures["gaps"][0], "name": name, "rests_on_one": True, "unit": unit}] * 5
    judged = {
        **report.judgement["gaps"][0],
        "service": "登記新設企業及其變更註銷並辦理相關許可事項" * 2,
        "cost": 999_999_999,
    }
    words = dict.fromkeys("ABC", "後果說明" * 20)
    report.judgement = {**report.judgement, "gaps": [judged] * 5, "remark": "補充說明" * 40, "consequences": words}
    told = {
        "action": "",
        "title": "培訓企業登記人員" * 15,
        "unit": name,
        "code": "S1",
        "owner": "歐陽立德",
        "status": "done",
    }
    told |= {"due_on": "2026-01-01", "outcome": "已經完成" * 40, "then": 40, "now": 50}
    report.since = [{**told, "change": {"points": 10, "is_real": True}}] * 5
    task = {"code": "E-T1", "title": name, "minutes": 60}
    figures["unknowns"] = [{**figures["unknowns"][0], "name": name, "task": task}] * 3
    cell = {"step": "0", "text": "40", "alone": True}
    figures["heat"]["columns"] = [{"code": f"S{number}", "name": name} for number in range(29)]
    row = {"unit": "", "name": unit["name"], "people": 10, "indent": 1, "cells": [cell] * 29}
    figures["heat"]["rows"] = [row] * 20
    return report


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_fullest_report_stays_two_pages_before_its_annex(published, language):
    with translation.override(language):
        content = pdf_bytes(report_page(full(published)), language)
    reader = PdfReader(BytesIO(content))
    assert pages_before_annex(content) == 2
    assert all((round(one.mediabox.width), round(one.mediabox.height)) == A4 for one in reader.pages)
    text = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    letters = "".join(text.split())
    assert letters.count("登記新設企業及其變更註銷並辦理相關許可事項" * 2) == 10  # in the decision and in the table
    assert letters.count("已經完成" * 40) == 5
    assert "〓" not in letters
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True).stdout
    words = ElementTree.fromstring(boxes).iter("{http://www.w3.org/1999/xhtml}word")
    assert all(float(one.attrib["xMax"]) <= 560 and float(one.attrib["yMax"]) <= 830 for one in words)


def test_the_pdf_carries_its_fonts_and_is_black_on_white_text(published):
    page = PdfReader(BytesIO(pdf_bytes(report_page(published), "en"))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert any("NotoSansTC" in font["/BaseFont"] for font in fonts)


def test_readers_fetch_both_files_and_that_is_recorded(as_, hua, published):
    for kind, sign in (("pdf", b"%PDF"), ("docx", b"PK")):
        reply = as_(hua).get(reverse("analytics:report_file", args=[published.public_id, kind]))
        assert reply.content.startswith(sign)
        assert "attachment" in reply["Content-Disposition"]
    assert AuditEvent.objects.filter(action="report.taken", actor_id=hua.pk).count() == 2


def test_the_document_is_sound_and_holds_what_was_typed_as_text(published):
    judged = {**published.judgement["gaps"][0], "service": "<w:b/>&\x0bTax"}
    published.judgement = {**published.judgement, "gaps": [judged]}
    content = docx_bytes(report_page(published), "en")
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        parts = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}
    assert set(parts) >= {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"}
    text = "".join(one.text or "" for one in parts["word/document.xml"].iter(f"{{{W}}}t"))
    assert "<w:b/>&Tax" in text
    assert "6. Choices" in text and "Signed by Max" in text
    assert content == docx_bytes(report_page(published), "en")
