"""Would the same people pass again? Consistency and accuracy of the pass mark, by Livingston & Lewis (1995).

True scores follow a beta distribution with the mean and the true variance of the scores; errors are binomial over as
many items as would give the reliability found (the effective length). With the reliability KR-21 and 0/1 marks this is
the beta-binomial model of Huynh (1976).
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

POINTS = 2000  # of the true-score distribution; more change no digit that is shown


@dataclass(frozen=True, slots=True)
class Consistency:
    agreement: float  # share of people with the same result on two equal forms
    kappa: float  # agreement beyond chance
    accuracy: float  # share of people whose result is the one that their true score deserves
    wrongly_passed: float
    wrongly_failed: float


def consistency_of(mean: float, variance: float, *, reliability: float, cut: float) -> Consistency | None:
    """`mean`, `variance` and `cut` are of scores as shares of the maximum; None where the scores hold no true variance
    or more than a beta distribution can have."""
    true_variance = reliability * variance
    if not (0 < reliability < 1 and 0 < true_variance < mean * (1 - mean)):
        return None
    size = mean * (1 - mean) / true_variance - 1
    length = max(1, round((mean * (1 - mean) - reliability * variance) / (variance * (1 - reliability))))
    beta = stats.beta(mean * size, (1 - mean) * size)
    true = beta.ppf((np.arange(POINTS) + 0.5) / POINTS)  # equally probable true scores
    passes = np.asarray(stats.binom.sf(np.ceil(length * cut - 1e-9) - 1, length, true))
    deserves = true >= cut
    rate = float(passes.mean())
    agreement = float((passes**2 + (1 - passes) ** 2).mean())
    chance = rate**2 + (1 - rate) ** 2
    return Consistency(
        agreement=agreement,
        kappa=float((agreement - chance) / (1 - chance)) if chance < 1 else 0.0,
        accuracy=float(np.where(deserves, passes, 1 - passes).mean()),
        wrongly_passed=float((passes * ~deserves).mean()),
        wrongly_failed=float(((1 - passes) * deserves).mean()),
    )
