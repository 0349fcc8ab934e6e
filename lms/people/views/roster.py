"""The roster import in the browser: upload, look, apply, undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..access import access, gate, has_role, person, visible
from ..domain.roster_headings import PEOPLE, UNITS
from ..forms import UploadRosterForm
from ..models import Role, RosterBatch
from ..selectors.roster_pages import REFUSED, SHOWN, Changes, faults_in_words, page_of_faults
from ..selectors.roster_words import KINDS, batch_reason, file_reason, undone_in_words
from ..services.roster import apply_roster, discard_roster, preview_roster, undo_roster
from ..services.roster_planning import Upload, UploadRefused
from ..services.roster_refusal import BatchRefused

PAGE = 25
IMPORTERS = (Role.HR_VIEWER, Role.ADMINISTRATOR)

hr_only = gate(*IMPORTERS)
may_look = gate(*IMPORTERS, Role.AUDITOR)


@may_look
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Earlier imports, and for those who import the form of the next one."""
    may_act = has_role(request.user, *IMPORTERS)
    if request.method == "POST" and not may_act:
        raise Http404
    form = UploadRosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        people, units = (_upload(form.cleaned_data[name]) for name in ("people", "units"))
        try:
            name, by = form.cleaned_data["name"], person(request)
            preview = preview_roster(name=name, by=by, people=people, units=units)
        except UploadRefused as refused:
            form.add_error(refused.file, file_reason(refused.code, refused.detail))
        else:
            return redirect("people:roster_batch", preview.batch.public_id)
    batches = visible(request.user, RosterBatch).defer(*RosterBatch.LARGE).select_related("created_by")
    page = Paginator(batches, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_act": may_act, "layouts": (PEOPLE, UNITS)}
    return render(request, "people/roster.html", context)


@may_look
@require_safe
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the files would do, or did: counts, people and units before and after, and every row refused.

    The page shows the first few of each kind; `?list=` shows one kind whole, page by page.
    """
    found = access(request.user, RosterBatch, public_id=public_id)
    context: dict[str, Any] = {
        "batch": found,
        "may_act": has_role(request.user, *IMPORTERS),
        "may_audit": has_role(request.user, Role.AUDITOR),
    }
    wanted = request.GET.get("list")
    if wanted:
        return _one_list(request, context, wanted)
    context["groups"] = Changes(found).groups()
    context["faults"], context["shown"] = faults_in_words(found.faults[:SHOWN]), SHOWN
    if found.status == RosterBatch.Status.UNDONE:
        context["undone"] = undone_in_words(found.counts)
    return render(request, "people/roster_batch.html", context)


def _one_list(request: HttpRequest, context: dict[str, Any], wanted: str) -> HttpResponse:
    found, number = context["batch"], request.GET.get("page")
    if wanted == REFUSED:
        context["page"] = page_of_faults(found, number)
    elif wanted in KINDS:
        context |= {"page": Changes(found).page(wanted, number), "label": KINDS[wanted]}
    else:
        raise Http404
    return render(request, "people/roster_list.html", context | {"wanted": wanted, "query": f"list={wanted}"})


@hr_only
@require_POST
def apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, RosterBatch, public_id=public_id)
    seen, all_or_nothing = request.POST.get("seen", ""), "all_or_nothing" in request.POST
    try:
        apply_roster(batch=found, by=person(request), seen=seen, all_or_nothing=all_or_nothing)
    except BatchRefused as refused:
        messages.error(request, batch_reason(refused.code, refused.count))
    else:
        messages.success(request, _("The import was applied. It can be undone on this page."))
    return redirect("people:roster_batch", public_id)


@hr_only
@require_POST
def undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, RosterBatch, public_id=public_id)
    try:
        found = undo_roster(batch=found, by=person(request))
    except BatchRefused as refused:
        messages.error(request, batch_reason(refused.code, refused.count))
    else:
        messages.success(request, " ".join([_("The import was undone."), undone_in_words(found.counts)]))
    return redirect("people:roster_batch", public_id)


@hr_only
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, RosterBatch, public_id=public_id)
    try:
        discard_roster(batch=found, by=person(request))
    except BatchRefused as refused:
        messages.error(request, batch_reason(refused.code, refused.count))
    return redirect("people:roster")


def _upload(file: "UploadedFile[bytes] | None") -> Upload | None:
    return Upload(file.name or "", file.read()) if file else None
