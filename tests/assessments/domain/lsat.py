"""Two sections of the Law School Admission Test, five items and 1,000 people each (Bock & Lieberman 1970).

How often each pattern of answers occurred, from 00000 to 11111. Published values: Rizopoulos (2006), J. Stat. Soft.
17(5), and the reference pages of the R package mirt.
"""

import numpy as np

LSAT6 = "3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298"
LSAT7 = "12 19 1 7 3 19 3 17 10 5 3 7 7 23 8 28 7 39 11 34 14 51 15 90 6 25 7 35 18 136 32 308"


def marks(frequencies):
    """(1000 people, 5 items)."""
    patterns = np.array([[int(digit) for digit in f"{number:05b}"] for number in range(32)], dtype=float)
    return np.repeat(patterns, [int(one) for one in frequencies.split()], axis=0)


def simulated(people, items, *, seed):
    """Marks by the two-parameter model, with the true difficulties and discriminations."""
    rng = np.random.default_rng(seed)
    discriminations, difficulties = rng.lognormal(0, 0.3, items), rng.normal(size=items)
    p = 1 / (1 + np.exp(-discriminations * (rng.normal(size=people)[:, None] - difficulties)))
    return (rng.random((people, items)) < p).astype(float), difficulties, discriminations
