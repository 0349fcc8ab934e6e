"""Drawn certificates, kept by the hash of everything that went into them; losing the folder loses nothing."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from lms.lib.canonical import digest

from ..models import Credential
from .pdf import draw, page

DRAWING = 1  # raise when an asset changes (frame, fonts, style): the page's own text does not show that


def pdf_of(credential: Credential, language: str) -> bytes:
    """From the folder, else drawn now."""
    html = page(credential, language)
    path = folder() / f"{digest([html, DRAWING])}.pdf"
    if path.exists():
        return path.read_bytes()
    content = draw(html)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        part.write(content)
    os.replace(part.name, path)  # whole or not at all, whoever else draws it
    return content


def folder() -> Path:
    return Path(settings.STATE) / "certificates"
