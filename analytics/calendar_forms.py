"""Setting the budget round of an office."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import BudgetCalendar
from .report_forms import DAY


class BudgetCalendarForm(forms.ModelForm[BudgetCalendar]):
    class Meta:
        model = BudgetCalendar
        fields: ClassVar = ["budget_on", "snapshot_weeks", "report_weeks"]
        widgets: ClassVar = {"budget_on": DAY}
        help_texts: ClassVar = {
            "snapshot_weeks": _("Six are usual: later, the figures arrive after the money is divided."),
            "report_weeks": _("Until then the report is to be published."),
        }
