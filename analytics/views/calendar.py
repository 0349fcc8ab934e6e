"""The budget calendar of an office."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.people.access import gate, person

from ..calendar_forms import BudgetCalendarForm
from ..models import BudgetCalendar
from ..report_readers import WRITERS
from ..services.reports.calendar import set_calendar
from .reports import unit_in_writing


@gate(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    unit = unit_in_writing(request, unit_id)
    form = BudgetCalendarForm(request.POST or None, instance=BudgetCalendar.objects.filter(unit=unit).first())
    if request.method == "POST" and form.is_valid():
        set_calendar(unit=unit, by=person(request), **form.cleaned_data)
        messages.success(request, _("The calendar is set. Figures are frozen by themselves on that day."))
        return redirect("analytics:reports")
    return render(request, "analytics/calendar.html", {"unit": unit, "form": form})
