"""The competency of an address."""

from django.http import Http404

from lms.competencies.selectors.framework import CompetencyCard, competencies


def competency_card(code: str) -> CompetencyCard:
    """Of the current framework; else 404."""
    card = competencies().get(code)
    if card is None:
        raise Http404
    return card
