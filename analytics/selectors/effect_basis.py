"""On what "trained" rests in a comparison: course dates that were stated, or what the academy noted itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .trainings import Start


@dataclass(frozen=True, slots=True)
class Basis:
    """How many of the trained units rest on which."""

    stated: int
    noted: int

    @classmethod
    def of(cls, starts: Iterable[Start]) -> "Basis":
        found = [one.is_stated for one in starts]
        return cls(sum(found), len(found) - sum(found))

    @property
    def sentence(self) -> str:
        """Empty where no unit was trained."""
        parts = []
        if self.stated:
            words = ngettext(
                "%(count)d trained unit counts from a course date that was stated.",
                "%(count)d trained units count from course dates that were stated.",
                self.stated,
            )
            parts.append(words % {"count": self.stated})
        if self.noted:
            words = ngettext(
                "%(count)d trained unit counts from the month noted once enough of its staff had it.",
                "%(count)d trained units count from the months noted once enough of their staff had it.",
                self.noted,
            )
            parts.append(words % {"count": self.noted})
        return " ".join(parts)

    @property
    def caveats(self) -> list[str]:
        found = []
        if self.stated:
            found.append(_("Where a course date was stated, it says that a course was given, not that anybody learnt."))
        if self.noted:
            found.append(
                _(
                    "Where the month was noted, a quarter of the staff, and five people at least, had it by then; "
                    "others may have learnt too, and the course itself may have been earlier."
                )
            )
        return found
