"""Every competency of an area gets its share of the tasks, whatever is most informative."""

from collections import Counter
from collections.abc import Collection, Iterable


def competencies_due(asked: Iterable[str], in_stock: Collection[str]) -> tuple[str, ...]:
    """Those with the fewest tasks so far among those that still have one; the shares are equal.

    `asked`: competency of each task already put; `in_stock`: competencies with a task left, in any order.
    """
    given = Counter(asked)
    fewest = min((given[code] for code in in_stock), default=0)
    return tuple(sorted(code for code in in_stock if given[code] == fewest))
