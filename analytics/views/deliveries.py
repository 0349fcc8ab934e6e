"""Deliveries of the figures by mail: who gets which table of which unit, how often, and what went out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.people.access import access, gate, person, scope_of

from ..forms import PlanDeliveryForm
from ..models import Delivery
from ..readers import EXPORTERS
from ..selectors.export_files import deliveries_for, possible_recipients
from ..services.deliveries import Plan, create_delivery, end_delivery, pause_delivery


@gate(*EXPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def deliveries(request: HttpRequest) -> HttpResponse:
    scope = scope_of(person(request), *EXPORTERS)
    form = PlanDeliveryForm(
        request.POST or None,
        scope=scope,
        people=possible_recipients(scope),
        initial={"language": get_language(), "recipients": [request.user.pk], "rhythm": Delivery.Rhythm.QUARTER},
    )
    if request.method == "POST" and form.is_valid():
        create_delivery(by=person(request), plan=Plan(**form.cleaned_data), today=timezone.localdate())
        messages.success(request, _("The delivery is set up."))
        return redirect("analytics:deliveries")
    context = {"lines": deliveries_for(person(request)), "form": form}
    return render(request, "analytics/exports/deliveries.html", context)


@gate(*EXPORTERS)
@require_POST
def pause(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Pause it, or with `resume` let it go on."""
    delivery = access(person(request), Delivery, public_id=public_id)
    is_paused = "resume" not in request.POST
    pause_delivery(delivery=delivery, by=person(request), is_paused=is_paused, today=timezone.localdate())
    messages.success(request, _("The delivery is paused.") if is_paused else _("The delivery goes on."))
    return redirect("analytics:deliveries")


@gate(*EXPORTERS)
@require_POST
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    delivery = access(person(request), Delivery, public_id=public_id)
    end_delivery(delivery=delivery, by=person(request), at=timezone.now())
    messages.success(request, _("The delivery is deleted. Files that were sent stay for their 24 hours."))
    return redirect("analytics:deliveries")
