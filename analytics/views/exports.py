"""Files of the figures, for those who plan with them: asked for with a purpose, one's own, gone after a day."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.people.access import access, gate, person, scope_of

from ..exports.formats import FORMATS
from ..forms import ExportFiguresForm
from ..models import ExportFile, Snapshot, SnapshotGroup
from ..readers import EXPORTERS
from ..selectors.export_files import files_of, is_waiting
from ..selectors.snapshots import snapshots, subtree_of
from ..services.exports import Order, note_download, order_export

ASK_AGAIN = "2"  # seconds; works without a script


@gate(*EXPORTERS)
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    lines = files_of(person(request))
    offered = snapshots()
    context = {
        "lines": lines,
        "offered": offered,
        "form": ExportFiguresForm(auto_id="export_%s"),
        "units": scope_of(person(request), *EXPORTERS).units(),
    }
    reply = render(request, "analytics/exports/files.html", context)
    if is_waiting(lines, timezone.now()):
        reply["Refresh"] = ASK_AGAIN
    return reply


@gate(*EXPORTERS)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    form = ExportFiguresForm(request.POST)
    if not form.is_valid():
        raise Http404
    wanted = form.cleaned_data
    scope = scope_of(person(request), *EXPORTERS)
    snapshot = get_object_or_404(Snapshot, public_id=wanted["at"])
    paths, code = scope.paths, ""
    if wanted["unit"]:
        group = access(person(request), SnapshotGroup, **subtree_of(snapshot, wanted["unit"]))
        if not scope.covers_path(group.path):
            raise Http404
        paths, code = (group.path,), group.code
    order = Order(
        table=wanted["table"] or "skill_gaps",
        format=wanted["format"],
        language=get_language() or "en",
        purpose=wanted["purpose"],
        snapshot=snapshot,
        paths=paths,
        unit_code=code,
    )
    order_export(by=person(request), order=order, at=timezone.now())
    messages.info(request, _("Your file is being made. It appears below in a moment and stays for 24 hours."))
    return redirect("analytics:exports")


@gate(*EXPORTERS)
@require_safe
def export_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Expired, foreign, unknown, or of a unit that is one's own no longer: all the same 404."""
    ready = ExportFile.State.READY
    file = access(person(request), ExportFile, public_id=public_id, state=ready)
    note_download(file=file, by=person(request))
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(file.content), content_type=FORMATS[file.format].media_type, headers=headers)
