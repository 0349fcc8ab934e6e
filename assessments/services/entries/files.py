"""Pieces of work that are sent with an entry: documents as they are, pictures written anew, nothing else."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from ...domain.artefact_files import LARGEST_FILE, MOST_FILES, PICTURES, FileRefused, extension_of, media_type_of
from ...domain.artefact_files import plain_name as plain
from ...models import Artefact, EvidenceEntry
from ..authoring.pictures import PictureRefused, read_picture
from .refusal import EntryRefused

WHY_REFUSED: Mapping[str, Callable[[], str]] = {
    "type": lambda: _("Only PDF, DOCX, ODT, XLSX, PNG and JPG files are taken."),
    "size": lambda: _("A file may have 4 MB at most."),
    "content": lambda: _("The file is not what its name says. Save it anew and send it again."),
    "program": lambda: _("The file holds a program (macros). Save it without and send it again."),
}


def read_files(sent: Sequence["UploadedFile[bytes]"]) -> list[Artefact]:
    """Unsaved, each once; raises EntryRefused with the name of the file that cannot be taken."""
    if len(sent) > MOST_FILES:
        raise EntryRefused(_("Five files at most belong to one entry."))
    read = [_read(one) for one in sent]
    return list({one.digest: one for one in read}.values())


def keep_files(entry: EvidenceEntry, files: Sequence[Artefact]) -> None:
    for one in files:
        one.entry = entry
    Artefact.objects.bulk_create(files)


def _read(sent: "UploadedFile[bytes]") -> Artefact:
    name = sent.name or ""
    try:
        if extension_of(name) in PICTURES:
            return _picture(sent, name)
        data = sent.read(LARGEST_FILE + 1)
        media_type = media_type_of(name, data)
        return _artefact(plain(name, extension_of(name)), media_type, data)
    except FileRefused as refused:
        reason = WHY_REFUSED[refused.code]()
    except PictureRefused as refused:
        reason = str(refused)
    raise EntryRefused(_("%(file)s: %(reason)s") % {"file": name[:80], "reason": reason})


def _picture(sent: "UploadedFile[bytes]", name: str) -> Artefact:
    drawing = read_picture(sent)
    extension = "png" if drawing.media_type == "image/png" else "jpg"
    return _artefact(plain(name, extension), drawing.media_type, drawing.data)


def _artefact(name: str, media_type: str, data: bytes) -> Artefact:
    return Artefact(name=name, media_type=media_type, size=len(data), digest=sha256(data).hexdigest(), data=data)
