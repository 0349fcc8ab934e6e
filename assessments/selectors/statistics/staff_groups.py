"""The groups between which items are to be fair."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.people.selectors.staff_facts import StaffFacts

OLDER, LONG_SERVICE = 45, 10  # years from which on people form the second group


def _staff_group(facts: StaffFacts, on: date) -> str | None:
    return str(facts.staff_group.label) if facts.staff_group else None


def _age(facts: StaffFacts, on: date) -> str | None:
    words = _("%(years)s and older"), _("under %(years)s")
    return _banded(facts.birth_date, on, OLDER, words)


def _service(facts: StaffFacts, on: date) -> str | None:
    words = _("%(years)s years of service and more"), _("less than %(years)s years of service")
    return _banded(facts.hire_date, on, LONG_SERVICE, words)


def _banded(since: date | None, on: date, years: int, words: tuple[str, str]) -> str | None:
    if since is None:
        return None
    reached = (on.year - since.year - ((on.month, on.day) < (since.month, since.day))) >= years
    return words[not reached] % {"years": years}


GROUPINGS: Mapping[Promise, Callable[[StaffFacts, date], str | None]] = {
    gettext_lazy("By staff group"): _staff_group,
    gettext_lazy("By age"): _age,
    gettext_lazy("By length of service"): _service,
}
