import json
import logging
import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from certificates.coverage import FACES, FONTS, MISSING_MARK, runs, unprintable
from certificates.models import Credential
from certificates.renderers import store
from certificates.renderers.pdf import draw, page
from certificates.renderers.store import pdf_of

pytestmark = pytest.mark.django_db

ROSTER = Path(__file__).resolve().parents[2] / "lms" / "people" / "starter" / "roster.csv"


@pytest.fixture
def lin(achievement, sit, ada) -> Credential:
    ada.name = "林秀芬"
    ada.save(update_fields=["name"])
    sit(ada)
    return Credential.objects.get()


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(credential: Credential, language: str) -> str:
    return read(draw(page(credential, language))).pages[0].extract_text()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Certificate of competence", "Test basics", "Knows the basics.", "Level 2 of 5"]),
        ("zh-hant", ["能力證書", "測試基礎", "掌握基礎。", "2級（共5級）", "數政學院", "頒發日期"]),
        ("zh-hans", ["能力证书", "测试基础", "掌握基础。", "2级（共5级）", "数政学院", "颁发日期"]),
    ],
)
def test_the_printed_text_can_be_read_out(lin, language, words):
    text = text_of(lin, language)
    for word in ["林秀芬", *words]:
        assert word in text
    assert lin.public_id in text.replace(" ", "")


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_the_fonts_hold_every_character_of_the_form(lin, language):
    body = page(lin, language).split("<body>")[1]
    assert unprintable(re.sub(r"<[^>]*>|\s", "", unescape(body))) == []


def test_it_is_one_page_of_a4_landscape(lin):
    (sheet,) = read(draw(page(lin, "zh-hant"))).pages
    assert [round(float(one)) for one in sheet.mediabox[2:]] == [842, 595]


def test_every_font_that_draws_a_letter_is_embedded(lin):
    (sheet,) = read(draw(page(lin, "zh-hant"))).pages
    fonts = [one.get_object() for one in sheet["/Resources"]["/Font"].values()]
    ours = [one for one in fonts if "NotoSans" in one["/BaseFont"]]
    assert ours
    assert all("/FontFile2" in one["/FontDescriptor"] for one in ours)
    # The engine always lists its own Helvetica; nothing may be drawn with it.
    assert {one["/BaseFont"] for one in fonts} - {one["/BaseFont"] for one in ours} <= {"/Helvetica"}


def test_markup_in_a_name_is_printed_not_obeyed(achievement, sit, ada, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    ada.name = f'<b>Ada</b><img src="{secret}">&amp;'
    ada.save(update_fields=["name"])
    sit(ada)
    credential = Credential.objects.get()
    assert "<b>Ada" not in page(credential, "en")
    assert "<b>Ada</b>" in text_of(credential, "en").replace("\n", "")


def test_the_engine_reads_nothing_but_its_assets(caplog):
    with caplog.at_level(logging.WARNING, logger="xhtml2pdf"):
        draw('<p>x</p><img src="/etc/hostname"><img src="http://127.0.0.1:1/x.png"><img src="../keyring.py">')
    assert caplog.text.count("Blocked by the resource policy") == 3


def test_a_long_name_still_fits_one_page(achievement, sit, ada):
    ada.name = "Wolfeschlegelsteinhausenbergerdorff " * 3
    ada.save(update_fields=["name"])
    sit(ada)
    assert len(read(draw(page(Credential.objects.get(), "en"))).pages) == 1


def test_a_missing_character_is_marked_and_explained(achievement, sit, ada):
    ada.name = "王𪚥"
    ada.save(update_fields=["name"])
    sit(ada)
    text = text_of(Credential.objects.get(), "zh-hant")
    assert f"王{MISSING_MARK}" in text
    assert "完整姓名見本證書的查驗頁面" in text


def test_a_simplified_name_on_a_traditional_page_changes_the_face_as_a_whole():
    assert [(run.face, run.text) for run in runs("张伟", "tc")] == [("sc", "张伟")]
    assert [(run.face, run.text) for run in runs("林秀芬", "tc")] == [("tc", "林秀芬")]
    assert "".join(run.text for run in runs("张學🙂A", "tc")) == f"张學{MISSING_MARK}A"


def test_the_coverage_file_tells_the_truth_about_the_fonts():
    from reportlab.pdfbase.ttfonts import TTFontFile

    coverage = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))
    for face in FACES:
        said = {point for first, last in coverage[face] for point in range(first, last + 1)}
        for weight in ("regular", "bold"):
            path = FONTS / f"noto-sans-{face}-{weight}.ttf"
            drawn = set(TTFontFile(str(path)).charToGlyph) - {0xFFFF}  # the table's own end mark
            assert said == drawn
            assert path.stat().st_size <= 2_500_000


def test_every_name_of_the_roster_can_be_printed():
    names = {line.split(",")[1] for line in ROSTER.read_text(encoding="utf-8-sig").splitlines()[1:]}
    assert len(names) > 1000
    assert [name for name in names if unprintable(name)] == []


def test_a_second_call_takes_the_kept_file(lin, monkeypatch):
    first = pdf_of(lin, "en")
    monkeypatch.setattr(store, "draw", lambda html: pytest.fail("drawn again"))
    assert pdf_of(lin, "en") == first
    assert not list(store.folder().glob("*.part"))
