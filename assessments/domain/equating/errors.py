"""How far a table might lie off, had other people sat the forms: the delete-a-group jackknife."""

from collections.abc import Callable

import numpy as np

from ..calibration.curves import Array
from .answers import FormAnswers

GROUPS = 20  # of people on each form; errors are good to about a tenth of themselves

Equate = Callable[[FormAnswers, FormAnswers], Array]


def standard_errors(equate: Equate, form: FormAnswers, reference: FormAnswers) -> Array:
    """In points, one for each score. The two groups are different people, so what each adds is added up.

    Nothing is drawn by lot: whoever computes it again gets the same figures. Far fewer people are left out at a time
    than a bootstrap leaves out, so that an item that hardly anybody misses keeps somebody who did.
    """
    groups = min(GROUPS, form.people, reference.people)
    own = np.stack([equate(form.without(slice(group, None, groups)), reference) for group in range(groups)])
    other = np.stack([equate(form, reference.without(slice(group, None, groups))) for group in range(groups)])
    variance = sum(((one - one.mean(axis=0)) ** 2).sum(axis=0) for one in (own, other))
    return np.asarray(np.sqrt(variance * (groups - 1) / groups))
