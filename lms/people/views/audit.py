"""The audit log, for auditors."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from lms.base.audit import Entry, record_many
from lms.base.models import AuditEvent
from lms.lib.spreadsheet import neutral_text

from ..access import gate, person, visible
from ..models import Role
from ..selectors.audit_acts import GROUPS
from ..selectors.audit_log import EventLine, Wanted, all_in_words, in_words, last_check, select_events
from ..selectors.audit_things import concerning

EVENTS_ON_A_PAGE = 50
BYTE_ORDER_MARK = "\ufeff"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")  # the one form that browsers read back, in every language


class FilterEventsForm(forms.Form):
    CHOICES: ClassVar = [("", _("Everything")), *((group, list(acts.items())) for group, acts in GROUPS.items())]

    action = forms.ChoiceField(label=_("What happened"), required=False, choices=CHOICES)
    actor = forms.CharField(label=_("Who did it (name, e-mail or number)"), required=False, max_length=254)
    concerns = forms.CharField(label=_("Concerning (name, code or number)"), required=False, max_length=254)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput(), input_formats=["%Y-%m-%d"])
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput(), input_formats=["%Y-%m-%d"])
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())

    def clean_concerns(self) -> str:
        text: str = self.cleaned_data["concerns"]
        if text and concerning(text) is None:
            raise forms.ValidationError(_("This fits too many people and things. Write more of the name."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day lies before the first."))
        return cleaned

    def wanted(self) -> Wanted:
        """What was asked for, without the place in the list."""
        return Wanted(**{key: value for key, value in self.cleaned_data.items() if value and key != "before"})


@gate(Role.AUDITOR)
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Pages go by the number of the event: the log grows at the front while somebody reads."""
    form = FilterEventsForm(request.GET)
    events = visible(person(request), AuditEvent)
    found = select_events(events, form.wanted()) if form.is_valid() else events.none()
    if before := form.cleaned_data.get("before"):
        found = found.filter(sequence__lt=before)
    rows = list(found[: EVENTS_ON_A_PAGE + 1])
    lines = in_words(rows[:EVENTS_ON_A_PAGE], person(request))
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {
        "form": form,
        "lines": lines,
        "before": before,
        "older": lines[-1].sequence if len(rows) > EVENTS_ON_A_PAGE else None,
        "query": kept.urlencode(),
        "check": last_check(),
    }
    return render(request, "people/audit.html", context)


@gate(Role.AUDITOR)  # type: ignore[arg-type]  # a streamed answer is no HttpResponse
@require_POST
def audit_export(request: HttpRequest) -> HttpResponseBase:
    """The same selection as a file. Taking it away is itself an event, written before the first line leaves."""
    form = FilterEventsForm(request.POST)
    if not form.is_valid():
        return redirect("people:audit")
    asked = {field.name: str(value) for field in fields(form.wanted()) if (value := getattr(form.wanted(), field.name))}
    record_many([Entry(action="audit.exported", actor=person(request), detail=asked)])
    lines = all_in_words(select_events(visible(person(request), AuditEvent), form.wanted()), person(request))
    response = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


class _Echo:
    """What `csv` writes comes straight back, so that a long log needs no memory."""

    def write(self, text: str) -> str:
        return text


def _csv(lines: Iterable[EventLine]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    heading = [say("Number"), say("When"), say("Who"), say("What happened"), say("Concerning"), say("Details")]
    yield BYTE_ORDER_MARK + writer.writerow(heading)
    for line in lines:
        details = "; ".join(f"{key}: {value}" for key, value in line.details)
        when = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S")
        words = [neutral_text(text) for text in (line.who, line.what, line.target, details)]
        yield writer.writerow([str(line.sequence), when, *words])
