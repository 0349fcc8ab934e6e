"""How much evidence each estimate rests on."""

from collections import Counter
from datetime import datetime

from assessments.selectors.results import evidence_of, people_with_evidence


def pieces_of_evidence(at: datetime) -> dict[tuple[int, str], int]:
    """(person, competency code) → pieces of evidence observed by then."""
    return Counter(
        (person, piece.competency)
        for person, pieces in evidence_of(people_with_evidence()).items()
        for piece in pieces
        if piece.observed_at <= at
    )
