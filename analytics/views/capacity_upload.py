"""Many units of the capacity register from one file: upload, look, enter."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, gate, person, visible

from ..capacity_forms import UploadCapacityForm
from ..domain.capacity.layout import CAPACITY
from ..models import CapacityUpload
from ..readers import EXPORTERS
from ..selectors.capacity_pages import UploadPage
from ..selectors.capacity_words import COLUMNS, upload_reason
from ..services.capacity_upload import UploadRefused, apply_upload, discard_upload, preview_upload

SHOWN = 20


@gate(*EXPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity_upload(request: HttpRequest) -> HttpResponse:
    form = UploadCapacityForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = preview_upload(by=person(request), file_name=file.name or "", content=file.read())
        except UploadRefused as refused:
            form.add_error("file", upload_reason(refused.code, refused.detail))
        else:
            return redirect("analytics:capacity_preview", upload.public_id)
    earlier = visible(request.user, CapacityUpload).defer("rows", "faults")[:SHOWN]
    context = {"form": form, "layout": CAPACITY, "labels": COLUMNS, "earlier": earlier}
    return render(request, "analytics/capacity/upload.html", context)


@gate(*EXPORTERS)
@require_safe
def capacity_preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    upload = access(request.user, CapacityUpload, public_id=public_id)
    return render(request, "analytics/capacity/preview.html", {"upload": upload, "found": UploadPage.of(upload)})


@gate(*EXPORTERS)
@require_POST
def capacity_apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    upload = access(request.user, CapacityUpload, public_id=public_id)
    try:
        made = apply_upload(upload=upload, by=person(request))
    except UploadRefused as refused:
        messages.error(request, upload_reason(refused.code, refused.detail))
        return redirect("analytics:capacity_preview", public_id)
    messages.success(
        request, ngettext("%(count)d entry was made.", "%(count)d entries were made.", made) % {"count": made}
    )
    return redirect("analytics:capacity")


@gate(*EXPORTERS)
@require_POST
def capacity_discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    upload = access(request.user, CapacityUpload, public_id=public_id)
    try:
        discard_upload(upload=upload, by=person(request))
    except UploadRefused as refused:
        messages.error(request, upload_reason(refused.code, refused.detail))
    else:
        messages.success(request, _("The file was discarded. Nothing was entered."))
    return redirect("analytics:capacity_upload")
