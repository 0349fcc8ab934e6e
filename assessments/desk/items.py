"""One item: read with its key, written in new versions, previewed as a candidate sees it, moved on by two people."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person
from lms.people.models import User

from ..domain.items.content import ItemContent
from ..forms.desk import TakeStepForm
from ..forms.items.item import WriteItemForm
from ..forms.items.registry import BODY_FORMS
from ..forms.surroundings import DeclareEnemiesForm, WriteSourceForm
from ..models import Item, ItemBank, ItemVersion, ReviewStep
from ..permissions import is_editable_by, is_in_review, may_write, open_steps
from ..selectors.authoring.items import as_candidate_sees, history_of, shown_number, solution_of, version_with_key
from ..selectors.authoring.key_lines import former_keys_in_words, key_lines
from ..selectors.authoring.surroundings import enemies_at_desk
from ..selectors.statistics.item import item_report
from ..services.authoring.content import LANGUAGES, content_of, faults, warnings
from ..services.authoring.items import AuthoringRefused, add_version, create_item, edit_draft
from ..services.authoring.pictures import keep_picture
from ..services.authoring.review import move_item, seal_of
from ..services.regrade_rights import refusal_to_propose
from ..services.sources import FIELDS
from .banks import ICON
from .crumbs import to_bank, to_item
from .doors import authors_and_reviewers, authors_only
from .kind_words import USES
from .steps import buttons_for, say_done


@authors_and_reviewers
@require_safe
def item(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """To the version that matters now."""
    found = find_item(request, public_id, number)
    return _to_version(found, shown_number(found) or 1)


@authors_and_reviewers
@require_safe
def item_version(request: HttpRequest, public_id: UUID, number: int, version: int) -> HttpResponse:
    """The one page that shows a key."""
    user, found = person(request), find_item(request, public_id, number)
    shown = version_with_key(found, version)
    content = content_of(shown)
    steps = open_steps(user, shown)
    context = {
        **desk_context(to_bank(found.bank), title=str(found), icon=ICON),
        "item": found,
        "version": shown,
        "is_in_review": is_in_review(shown),
        "lines": key_lines(content),
        "languages": [(code, name) for code, name in LANGUAGES.items() if code in content.languages],
        "faults": faults(content),
        "warnings": warnings(content),
        "history": history_of(found),
        "enemies": enemies_at_desk(found),
        "enemy_form": DeclareEnemiesForm(),
        "source_form": _source_form(shown) if may_write(user, found.bank) else None,
        "buttons": buttons_for(steps),
        "step_form": TakeStepForm(initial={"seen": seal_of(shown)}),
        "is_editable": is_editable_by(user, shown),
        "may_write": may_write(user, found.bank),
        "preview_language": _preview_language(request, shown),
        "may_regrade": refusal_to_propose(shown, user) is None,
        "former_keys": former_keys_in_words(shown, content),
        "statistics": item_report(shown),
    }
    return render(request, "assessments/desk/item.html", context)


@authors_and_reviewers
@require_safe
def preview(request: HttpRequest, public_id: UUID, number: int, version: int) -> HttpResponse:
    """The task in the player's own templates, in the language asked for; `?answered`: with the right answer."""
    shown = version_with_key(find_item(request, public_id, number), version)
    with translation.override(_preview_language(request, shown)):
        context = {
            "version": shown,
            "question": as_candidate_sees(shown, solution_of(shown) if "answered" in request.GET else None),
            "picture_url": _picture_url(shown),
        }
        return render(request, "assessments/desk/preview.html", context)


@authors_only
@require_safe
def choose_kind(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The first step of a new item: each kind is written in a form of its own."""
    bank = access(request.user, ItemBank, public_id=public_id)
    _writer(request, bank)
    kinds = [(kind, USES[kind]) for kind in ItemVersion.Kind if kind in BODY_FORMS]
    context = {**desk_context(to_bank(bank), title=_("New item"), icon=ICON), "bank": bank, "kinds": kinds}
    return render(request, "assessments/desk/kinds.html", context)


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    bank = access(request.user, ItemBank, public_id=public_id)
    user = _writer(request, bank)
    form = _write_form(request, bank, kind)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, create_item(bank=bank, content=form.to_content(), author=user))
        except AuthoringRefused as refused:
            form.add_error(None, str(refused))
    return _form(request, bank, form, desk_context(to_bank(bank), title=_("New item"), icon=ICON))


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, public_id: UUID, number: int, version: int) -> HttpResponse:
    """A draft that starts from the text and key of this version."""
    found = find_item(request, public_id, number)
    user = _writer(request, found.bank)
    start = content_of(version_with_key(found, version))
    form = _write_form(request, found.bank, start.kind, start)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, add_version(item=found, content=form.to_content(), author=user))
        except AuthoringRefused as refused:
            form.add_error(None, str(refused))
    return _form(request, found.bank, form, desk_context(to_item(found), title=_("New version"), icon=ICON))


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit_version(request: HttpRequest, public_id: UUID, number: int, version: int) -> HttpResponse:
    """A draft, by its author; anything further on gets a new version instead."""
    found = find_item(request, public_id, number)
    user = _writer(request, found.bank)
    draft = version_with_key(found, version)
    if not is_editable_by(user, draft):
        messages.error(request, _("This version can no longer be changed; write a new version instead."))
        return _to_version(found, version)
    form = _write_form(request, found.bank, draft.kind, content_of(draft))
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, edit_draft(version=draft, content=form.to_content(), author=user))
        except AuthoringRefused as refused:
            form.add_error(None, str(refused))
    title = _("Edit version %(number)s") % {"number": version}
    return _form(request, found.bank, form, desk_context(to_item(found), title=title, icon=ICON))


@authors_and_reviewers
@require_POST
def take_step(request: HttpRequest, public_id: UUID, number: int, version: int) -> HttpResponse:
    found = find_item(request, public_id, number)
    shown = version_with_key(found, version)
    form = TakeStepForm(request.POST)
    if not form.is_valid():
        raise Http404
    kind = ReviewStep.Kind(form.cleaned_data["kind"])
    try:
        move_item(
            version=shown,
            kind=kind,
            actor=person(request),
            at=timezone.now(),
            comment=form.cleaned_data["comment"],
            seen=form.cleaned_data["seen"],
        )
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    else:
        say_done(request, kind)
    return _to_version(found, version)


def find_item(request: HttpRequest, public_id: UUID, number: int) -> Item:
    """Of a bank that this person works in; else 404."""
    bank = access(request.user, ItemBank, public_id=public_id)
    return get_object_or_404(Item.objects.select_related("bank__unit"), bank=bank, number=number)


def _picture_url(version: ItemVersion) -> str:
    if version.kind != ItemVersion.Kind.HOT_SPOT:
        return ""
    return reverse("authoring:picture", args=[version.item.bank.public_id, version.body["picture"]["digest"]])


def _writer(request: HttpRequest, bank: ItemBank) -> User:
    """An author of this very bank: who writes elsewhere and only reviews here meets a 404."""
    user = person(request)
    if not may_write(user, bank):
        raise Http404
    return user


def _write_form(request: HttpRequest, bank: ItemBank, kind: str, content: ItemContent | None = None) -> WriteItemForm:
    """404 for a kind that there is not. A picture that was sent is kept, whatever else of the form is wrong."""
    if kind not in BODY_FORMS:
        raise Http404
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = WriteItemForm(data, files, kind=kind, body_form=BODY_FORMS[kind], content=content)
    form.is_valid()
    if form.body.uploaded is not None:
        keep_picture(bank=bank, drawing=form.body.uploaded, by=person(request))
    return form


def _form(request: HttpRequest, bank: ItemBank, form: WriteItemForm, context: dict[str, object]) -> HttpResponse:
    return render(request, "assessments/desk/item_form.html", {**context, "bank": bank, "form": form})


def _saved(request: HttpRequest, version: ItemVersion) -> HttpResponse:
    messages.success(request, _("Saved as a draft. Nobody is examined with it before a second person has approved it."))
    return _to_version(version.item, version.number)


def _to_version(item: Item, version: int) -> HttpResponse:
    return redirect("authoring:item_version", item.bank.public_id, item.number, version)


def _source_form(version: ItemVersion) -> WriteSourceForm:
    held = getattr(version, "source_record", None)
    return WriteSourceForm(
        initial={name: getattr(held, name) for name in FIELDS} if held else {"title": version.source}
    )


def _preview_language(request: HttpRequest, version: ItemVersion) -> str:
    asked = request.GET.get("language", translation.get_language() or "en")
    if asked in LANGUAGES:
        return asked
    return next((language for language in LANGUAGES if language in version.stem), "en")
