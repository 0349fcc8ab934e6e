"""False-discovery control: of everything that a run reports, at most the given share is expected to be chance."""

import numpy as np

from .tails import Floats

RATE = 0.05


def adjusted(p: Floats, *, dependent: bool) -> Floats:
    """The smallest rate at which each test would be reported.

    Benjamini and Hochberg (1995) for tests that are independent, such as of one person each; Benjamini and Yekutieli
    (2001) for any dependence, such as of pairs that share a person.
    """
    count = len(p)
    if not count:
        return p
    penalty = float(np.sum(1.0 / np.arange(1, count + 1))) if dependent else 1.0
    order = np.argsort(p, kind="stable")
    raised = p[order] * count * penalty / np.arange(1, count + 1)
    found = np.empty(count)
    found[order] = np.minimum(1.0, np.minimum.accumulate(raised[::-1])[::-1])
    return found
