"""Importing figures of the service in the browser: upload, look, apply, undo."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, gate, has_role, person, visible
from lms.people.domain.roster_file import UnreadableFile
from lms.people.models import Role

from ..domain.indicators.layout import LAYOUT
from ..forms import UploadFiguresForm
from ..models import IndicatorBatch
from ..readers import EXPORTERS
from ..selectors.import_words import IMPORT_REASONS, file_reason
from ..selectors.indicator_batches import changes_of, faults_of
from ..selectors.indicators import indicators
from ..services.indicators.importing import (
    ImportRefused,
    apply_figures,
    discard_figures,
    preview_figures,
    undo_figures,
)
from ..services.indicators.planning import Upload

PAGE = 25

importers_only = gate(*EXPORTERS)
may_look = gate(*EXPORTERS, Role.AUDITOR)


@may_look
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    may_act = has_role(request.user, *EXPORTERS)
    if request.method == "POST" and not may_act:
        raise Http404
    form = UploadFiguresForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = preview_figures(
                upload=Upload(file.name or "", file.read()), name=form.cleaned_data["name"], by=person(request)
            )
        except UnreadableFile as refused:
            form.add_error("file", file_reason(refused.code, refused.detail))
        else:
            return redirect("analytics:service_import", batch.public_id)
    batches = visible(request.user, IndicatorBatch).defer(*IndicatorBatch.LARGE).select_related("created_by")
    page = Paginator(batches, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_act": may_act, "layout": LAYOUT, "indicators": indicators()}
    return render(request, "analytics/service/imports.html", context)


@may_look
@require_safe
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the file would do, or did, and every row refused."""
    found = access(request.user, IndicatorBatch, public_id=public_id)
    context: dict[str, Any] = {
        "batch": found,
        "changes": changes_of(found),
        "faults": faults_of(found),
        "may_act": has_role(request.user, *EXPORTERS),
    }
    return render(request, "analytics/service/import.html", context)


@importers_only
@require_POST
def apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, by = access(request.user, IndicatorBatch, public_id=public_id), person(request)
    if _is_done(request, lambda: apply_figures(batch=found, by=by, seen=request.POST.get("seen", ""))):
        messages.success(request, _("The import was applied. It can be undone on this page."))
    return redirect("analytics:service_import", public_id)


@importers_only
@require_POST
def undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, by = access(request.user, IndicatorBatch, public_id=public_id), person(request)
    if _is_done(request, lambda: undo_figures(batch=found, by=by)):
        messages.success(request, _("The import was undone. From now on the figures before it count again."))
    return redirect("analytics:service_import", public_id)


@importers_only
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, by = access(request.user, IndicatorBatch, public_id=public_id), person(request)
    _is_done(request, lambda: discard_figures(batch=found, by=by))
    return redirect("analytics:service_imports")


def _is_done(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except ImportRefused as refused:
        messages.error(request, str(IMPORT_REASONS[refused.code]))
        return False
    return True
