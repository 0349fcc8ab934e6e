"""No item is shown to more than about a third of the people, so that nobody can learn the bank from colleagues."""

from collections.abc import Mapping

CAP = 0.35  # share of the blocks


def worn(shown: Mapping[int, int], blocks: int) -> frozenset[int]:
    """Versions that have reached the cap. `shown`: version → blocks that asked it, of `blocks` before this one."""
    allowed = max(1.0, CAP * (blocks + 1))
    return frozenset(version_id for version_id, count in shown.items() if count >= allowed)
