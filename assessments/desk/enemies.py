"""Items that must not meet: declared and taken back on the page of either."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.people.access import person

from ..forms.surroundings import DeclareEnemiesForm
from ..services.authoring.items import AuthoringRefused
from ..services.enemies import declare_enemies, reconcile
from .doors import authors_and_reviewers
from .items import find_item


@authors_and_reviewers
@require_POST
def add_enemy(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    found, form = find_item(request, public_id, number), DeclareEnemiesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the number of the other item and the reason."))
        return redirect("authoring:item", public_id, number)
    try:
        declare_enemies(
            item=found,
            other_number=form.cleaned_data["number"],
            reason=form.cleaned_data["reason"],
            actor=person(request),
            at=timezone.now(),
        )
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("No candidate gets both from now on."))
    return redirect("authoring:item", public_id, number)


@authors_and_reviewers
@require_POST
def remove_enemy(request: HttpRequest, public_id: UUID, number: int, other: int) -> HttpResponse:
    reconcile(item=find_item(request, public_id, number), other_number=other, actor=person(request))
    messages.success(request, _("The two may meet again."))
    return redirect("authoring:item", public_id, number)
