"""How often the items of a bank may be drawn."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.people.access import access, person

from ..forms.surroundings import CapExposureForm
from ..models import ItemBank
from ..services.authoring.items import AuthoringRefused
from ..services.exposure import cap_exposure
from .doors import authors_and_reviewers


@authors_and_reviewers
@require_POST
def set_cap(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, form = access(request.user, ItemBank, public_id=public_id), CapExposureForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        cap_exposure(bank=found, cap=form.cleaned_data["exposure_cap"], actor=person(request))
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("authoring:bank", public_id)
