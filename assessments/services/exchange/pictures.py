"""Pictures that come with items: read as an upload is, held while the import is looked at, then given to the bank."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO

from lms.people.models import User

from ...domain.exchange.found import Imported, ItemRefused, Problem, short
from ...domain.exchange.pictures import SentPicture, has_other_proportions, pictures_of, redrawn
from ...domain.items.content import ItemContent
from ...models import ImportedPicture, ItemBank, ItemImport, ItemPicture, ItemVersion
from ..authoring.pictures import Drawing, PictureRefused, keep_picture, read_picture

MOST_PICTURES = 100  # of one file, each decoded and written anew
MOST_PIXELS_IN_ALL = 60_000_000  # up to 20 seconds of a processor, if somebody means ill


class Easel:
    """Reads pictures of one file, each once and no more of them than is good for the server."""

    def __init__(self, bank: ItemBank, found: Iterable[Imported]) -> None:
        sent = {picture.digest for one in found for picture in one.pictures}
        theirs = ItemPicture.objects.filter(bank=bank)
        self._bank = bank
        self._known = set(theirs.filter(digest__in=sent).values_list("digest", flat=True)) if sent else set()
        self._pixels = 0
        self._read: dict[str, Drawing | Problem] = {}  # digest of what was sent → what became of it

    def drawn(self, found: Imported) -> tuple[Imported, Sequence[Drawing]]:
        """The item with its pictures as they will be stored; one whose picture is refused was not read."""
        content, drawings = found.content, []
        if content is None:
            return replace(found, pictures=()), ()
        told = list(found.problems)
        for sent in found.pictures:
            drawing = self._drawing(sent)
            if isinstance(drawing, Problem):
                problem = replace(drawing, detail={**drawing.detail, "name": short(sent.name)})
                return replace(found, content=None, problems=(problem, *told), pictures=()), ()
            size = drawing.width, drawing.height
            if has_other_proportions(content, size):
                told.append(Problem("picture_shape"))
            content = redrawn(content, drawing.digest, size)
            drawings.append(drawing)
        return replace(found, content=content, problems=tuple(told), pictures=()), drawings

    def _drawing(self, sent: SentPicture) -> Drawing | Problem:
        if sent.digest not in self._read:
            self._read[sent.digest] = self._held(sent.digest) or self._written_anew(sent)
        return self._read[sent.digest]

    def _held(self, digest: str) -> Drawing | None:
        """What the bank wrote itself is the same again, and needs no second writing that would blur it."""
        if digest not in self._known:
            return None
        held = ItemPicture.objects.filter(bank=self._bank, digest=digest).first()
        return drawing_of(held) if held else None

    def _written_anew(self, sent: SentPicture) -> Drawing | Problem:
        try:
            width, height = sent.size()
            self._pixels += width * height
            if len(self._read) >= MOST_PICTURES or self._pixels > MOST_PIXELS_IN_ALL:
                return Problem("pictures_many")
            return read_picture(BytesIO(sent.data))
        except PictureRefused as refused:
            return Problem(refused.code)
        except ItemRefused as refused:
            return refused.problem


def drawing_of(stored: ItemPicture | ImportedPicture) -> Drawing:
    return Drawing(data=bytes(stored.data), media_type=stored.media_type, width=stored.width, height=stored.height)


def hold_pictures(batch: ItemImport, drawings: Iterable[Drawing]) -> None:
    """Until the import is applied or discarded."""
    ImportedPicture.objects.bulk_create(
        ImportedPicture(
            source=batch,
            digest=one.digest,
            media_type=one.media_type,
            width=one.width,
            height=one.height,
            data=one.data,
        )
        for one in {one.digest: one for one in drawings}.values()
    )


def give_pictures(batch: ItemImport, contents: Iterable[ItemContent], by: User) -> None:
    """To the bank, as far as items need them. What it did not have before is remembered, without its pixels."""
    needed = {digest for content in contents for digest in pictures_of(content)}
    for held in batch.pictures.filter(digest__in=needed):
        if keep_picture(bank=batch.bank, drawing=drawing_of(held), by=by):
            held.data = b""
            held.save(update_fields=["data"])
        else:
            held.delete()
    batch.pictures.exclude(digest__in=needed).delete()


def take_pictures_back(batch: ItemImport) -> int:
    """Those that the bank got from this import and that no item of it shows any more; how many."""
    theirs = ItemPicture.objects.filter(bank=batch.bank, digest__in=batch.pictures.values("digest"))
    digests = set(theirs.select_for_update().values_list("digest", flat=True))
    shown = ItemVersion.objects.filter(
        item__bank=batch.bank, kind=ItemVersion.Kind.HOT_SPOT, body__picture__digest__in=list(digests)
    )
    idle = digests - set(shown.values_list("body__picture__digest", flat=True))
    ItemPicture.objects.filter(bank=batch.bank, digest__in=idle).delete()
    batch.pictures.all().delete()
    return len(idle)
