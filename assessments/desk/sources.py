"""The law or rule behind a version, from the page of the item."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.people.access import person

from ..forms.surroundings import WriteSourceForm
from ..services.authoring.items import AuthoringRefused
from ..services.sources import write_source
from .doors import authors_and_reviewers
from .items import find_item


@authors_and_reviewers
@require_POST
def set_source(request: HttpRequest, public_id: UUID, number: int, version: int) -> HttpResponse:
    found, form = find_item(request, public_id, number), WriteSourceForm(request.POST)
    shown = get_object_or_404(found.versions.select_related("item__bank__unit"), number=version)
    if not form.is_valid():
        messages.error(request, _("Please name the law or rule, and give dates and addresses in full."))
        return redirect("authoring:item_version", public_id, number, version)
    try:
        write_source(version=shown, source=form.cleaned_data, actor=person(request))
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("authoring:item_version", public_id, number, version)
