"""One entry with the rows that rest on it."""

from ...models import Evidence, EvidenceContest, EvidenceEntry


def rows_and_contests(entry: EvidenceEntry) -> list[tuple[Evidence, list[EvidenceContest]]]:
    """Latest first, each with its contests."""
    rows = entry.evidence.select_related("competency").prefetch_related("contests").order_by("-pk")
    return [(row, list(row.contests.all())) for row in rows]
