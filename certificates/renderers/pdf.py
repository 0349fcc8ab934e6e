"""The printed certificate: one page, A4 landscape, in one of three languages."""

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ..coverage import FACE_OF_LANGUAGE, Run, runs, unprintable
from ..models import Credential
from ..selectors.printed import printed

ASSETS = Path(__file__).resolve().parent.parent / "assets"
TEMPLATE = "certificates/certificate.html"
SECONDS_ALLOWED = 20
# Points, as classes of assets/certificate.css; a name of so many units (Chinese characters count two) fits one line.
NAME_SIZES = ((24, 32), (40, 25), (60, 18))
SMALLEST_NAME = 12


class RenderFault(Exception):
    """The page could not be drawn; nothing is kept."""


def draw(html: str) -> bytes:
    """About a tenth of a second; the engine may read nothing but the assets beside it."""
    # Imported on first use: the engine costs every web process 60 MB that most of them never need.
    from xhtml2pdf import pisa
    from xhtml2pdf.config.resources import ResourceAccessPolicy

    policy = ResourceAccessPolicy.server(ASSETS, allow_remote=False, max_render_seconds=SECONDS_ALLOWED)
    out = BytesIO()
    outcome = pisa.CreatePDF(html, out, path=str(ASSETS / "certificate.html"), encoding="utf-8", resource_policy=policy)
    if outcome.err:
        raise RenderFault(f"{outcome.err} errors")
    return out.getvalue()


def page(credential: Credential, language: str) -> str:
    """The HTML that is drawn, from the signed document alone; every value is escaped, whoever wrote it."""
    with translation.override(language):
        shown = printed(credential.document, language)
        pen = Pen(FACE_OF_LANGUAGE.get(language, "tc"))
        address = settings.SITE_ADDRESS + reverse("certificates:verify", args=[credential.public_id])
        context = {
            "language": language,
            "shown": shown,
            "pen": {
                "issuer": pen.write(shown.issuer),
                "holder": pen.write(shown.holder),
                "title": pen.write(shown.title),
                "description": pen.write(shown.description),
                "attests": [
                    (pen.write(one.name), one.code, one.level, pen.write(one.level_name)) for one in shown.attests
                ],
                "evidence": [
                    (pen.write(one.kind), one.code, pen.write(one.title), one.on, one.setting) for one in shown.evidence
                ],
            },
            "missing": unprintable(shown.holder),
            "name_size": name_size(shown.holder),
            "address_lines": _two_lines(address),
            "qr": qr_code(address),
            "is_tight": len(shown.attests) + len(shown.evidence) > 4,
        }
        return render_to_string(TEMPLATE, {**context, "face": pen.face, "faces": sorted(pen.faces)})


class Pen:
    """Writes text in the faces that hold its characters, and remembers which faces the page needs."""

    def __init__(self, face: str) -> None:
        self.face, self.faces = face, {face}

    def write(self, text: str) -> SafeString:
        parts: Iterable[Run] = runs(text, self.face)
        self.faces |= {part.face for part in parts}
        return format_html_join("", '<span class="{}">{}</span>', ((part.face, part.text) for part in parts))


def _two_lines(address: str) -> list[str]:
    """Without the scheme, broken before the number, so that it can be typed."""
    head, number, _ = address.split("://", 1)[-1].rsplit("/", 2)
    return [f"{head}/", f"{number}/"]


def name_size(name: str) -> int:
    units = sum(2 if ord(one) > 0x2E80 else 1 for one in name)
    return next((size for most, size in NAME_SIZES if units <= most), SMALLEST_NAME)


def qr_code(address: str) -> str:
    """As a data URI; upper case would be denser, but some readers show the address to people."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark="#0b3d4b", scale=4, xmldecl=False)
    return "data:image/svg+xml;base64," + b64encode(out.getvalue()).decode("ascii")
