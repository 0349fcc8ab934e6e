"""Decision consistency for those who plan training: the overview, and one case."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language

from assessments.selectors.case_consistency import DecidedCase, decided_cases


def decisions_overview() -> list[DecidedCase]:
    return decided_cases(get_language() or "en")


def decided_case(version_id: UUID, variant: str, mode: str) -> DecidedCase:
    """The 404 of what does not exist also for cases out of use and for those that fewer than ten people decided."""
    wanted = (version_id, variant, mode)
    for one in decisions_overview():
        if (one.version_id, one.variant, one.mode) == wanted:
            return one
    raise Http404
