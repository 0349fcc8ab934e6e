"""Bringing a file of items into a bank: upload, look, create drafts, undo."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.base.desk import desk_context
from lms.lib.localized import in_language
from lms.people.access import access, person

from ..domain.exchange.formats import FORMATS
from ..domain.exchange.found import FileRefused
from ..forms.exchange import UploadItemsForm
from ..models import ItemBank, ItemImport, ItemVersion
from ..permissions import may_write
from ..selectors.exchange import ImportLine, held_picture, imports_of, lines_of
from ..services.authoring.items import AuthoringRefused
from ..services.exchange.applying import apply_import
from ..services.exchange.previews import discard_import, preview_import
from ..services.exchange.undoing import undo_import
from ..services.exchange.uploads import Upload
from ..services.exchange.words import problem_in_words
from ..views.pictures import picture_response
from .banks import ICON
from .crumbs import to_bank, to_imports
from .doors import authors_only

LINES_A_PAGE = 50
IMPORTS_SHOWN = 20


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form of the next import, and earlier ones. Nothing but what was read is kept before it is confirmed."""
    bank = _bank(request, public_id)
    form = UploadItemsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        sent = Upload(file.name or "", file.read())
        try:
            kept = preview_import(bank=bank, upload=sent, given=form.to_facts(), by=person(request))
        except FileRefused as refused:
            form.add_error("file", problem_in_words(refused.problem))
        else:
            return _to(bank, kept)
    context = {
        **desk_context(to_bank(bank), title=_("Import items"), icon=ICON),
        "bank": bank,
        "form": form,
        "imports": imports_of(bank)[:IMPORTS_SHOWN],
    }
    return render(request, "assessments/desk/import_items.html", context)


@authors_only
@require_safe
def item_import(request: HttpRequest, public_id: UUID, import_id: UUID) -> HttpResponse:
    """What would be created, what not and why; afterwards what was."""
    bank = _bank(request, public_id)
    found = _import(bank, import_id)
    lines = lines_of(found)
    context = {
        **desk_context(to_imports(bank), title=found.file_name, icon=ICON),
        "bank": bank,
        "batch": found,
        "format": FORMATS[found.format].name,
        "page": Paginator([_shown(line) for line in lines], LINES_A_PAGE).get_page(request.GET.get("page")),
        "ready": sum(line.content is not None for line in lines),
        "twins": sum(bool(line.twin) for line in lines),
        "refused": found.counts.get("refused", 0),
        "is_own": found.created_by_id == person(request).pk,
    }
    return render(request, "assessments/desk/item_import.html", context)


@authors_only
@cache_control(private=True, no_store=True)
@require_safe
def import_picture(request: HttpRequest, public_id: UUID, import_id: UUID, digest: str) -> HttpResponse:
    """As it would be stored, as long as the import is only looked at."""
    return picture_response(held_picture(_import(_bank(request, public_id), import_id), digest))


@authors_only
@require_POST
def apply(request: HttpRequest, public_id: UUID, import_id: UUID) -> HttpResponse:
    with_twins = "with_twins" in request.POST

    def act(batch: ItemImport) -> str:
        count = apply_import(batch=batch, by=person(request), with_twins=with_twins).counts["created"]
        return ngettext("%(count)s draft was created.", "%(count)s drafts were created.", count) % {"count": count}

    return _done(request, public_id, import_id, act)


@authors_only
@require_POST
def undo(request: HttpRequest, public_id: UUID, import_id: UUID) -> HttpResponse:
    def act(batch: ItemImport) -> str:
        count = undo_import(batch=batch, by=person(request)).counts["removed"]
        return ngettext("%(count)s draft was removed.", "%(count)s drafts were removed.", count) % {"count": count}

    return _done(request, public_id, import_id, act)


@authors_only
@require_POST
def discard(request: HttpRequest, public_id: UUID, import_id: UUID) -> HttpResponse:
    def act(batch: ItemImport) -> str:
        discard_import(batch=batch, by=person(request))
        return _("The import was discarded.")

    return _done(request, public_id, import_id, act)


def _done(request: HttpRequest, public_id: UUID, import_id: UUID, act: Callable[[ItemImport], str]) -> HttpResponse:
    bank = _bank(request, public_id)
    found = _import(bank, import_id)
    try:
        messages.success(request, act(found))
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    return _to(bank, found)


def _bank(request: HttpRequest, public_id: UUID) -> ItemBank:
    """Of which the user is an author: who only reviews here meets a 404."""
    bank = access(request.user, ItemBank, public_id=public_id)
    if not may_write(person(request), bank):
        raise Http404
    return bank


def _import(bank: ItemBank, import_id: UUID) -> ItemImport:
    return get_object_or_404(ItemImport.objects.select_related("bank", "created_by"), bank=bank, public_id=import_id)


def _to(bank: ItemBank, found: ItemImport) -> HttpResponse:
    return redirect("authoring:item_import", bank.public_id, found.public_id)


def _shown(line: ImportLine) -> dict[str, object]:
    language, picture = get_language() or "en", line.picture
    return {
        "line": line,
        "kind": ItemVersion.Kind(line.content.kind).label if line.content else "",
        "task": line.task(language),
        "problems": [problem_in_words(problem) for problem in line.problems],
        "picture": picture,
        "alt": in_language(picture["alt"], language) if picture else "",
    }
