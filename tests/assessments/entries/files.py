"""Small files of every kind, sound and not."""

from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def pdf(name="work.pdf", content=b"%PDF-1.7 a plan"):
    return SimpleUploadedFile(name, content)


def package(name, *parts):
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for part in parts:
            made.writestr(part, "x")
    return SimpleUploadedFile(name, out.getvalue())


def png(name="scan.png"):
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue() + b"<script>hidden()</script>")
