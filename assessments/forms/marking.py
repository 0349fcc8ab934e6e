"""Points for a short text, criterion by criterion."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language

from lms.lib.localized import in_language

from ..domain.items.short_text import Criterion


class MarkTextForm(forms.Form):
    """One choice a criterion, from none of its points to all; nothing is chosen beforehand."""

    def __init__(self, data: Mapping[str, Any] | None, *, criteria: Sequence[Criterion]) -> None:
        super().__init__(data)
        for place, criterion in enumerate(criteria):
            self.fields[f"points-{place}"] = forms.TypedChoiceField(
                label=in_language(criterion.text, get_language() or "en"),
                choices=[(str(points), str(points)) for points in range(criterion.points + 1)],
                coerce=int,
                widget=forms.RadioSelect,
            )

    def points(self) -> list[int]:
        """In the order of the criteria; of a valid form."""
        return [self.cleaned_data[name] for name in self.fields]
