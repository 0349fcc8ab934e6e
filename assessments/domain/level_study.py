"""How often a verdict would be wrong, tried on people whose true level is known because they were made up.

The friendly case: levels and evidence are drawn as the model assumes. What the study shows is therefore the least harm
to expect, and how it grows if the table trusts the evidence more than it deserves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .level_changes import GAP, MET, UNDETERMINED, Demands, states
from .level_model import EvidenceKind, LevelModel
from .levels import HIGHEST_VALUE
from .levels_bulk import KIND_NUMBER, Numbers, Pieces, estimate_levels

REQUIRED = 3
# The design gives figures and not the people they were got with; these give all of its figures (decision 0026).
TRUE_MEAN, TRUE_SD = 2.8, 1.0  # levels
GATHERED = (EvidenceKind.EXAM, EvidenceKind.SIMULATION, EvidenceKind.SIMULATION)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Shares of all verdicts of a kind, 0 to 1."""

    wrong_meets: float  # of those said to meet the demand, who do not
    wrong_gaps: float  # of those said not to, who do
    undetermined: float  # of all


def face_value(model: LevelModel, people: int, rng: np.random.Generator) -> Outcome:
    """Whoever rates themselves at the level required is believed."""
    true = rng.normal(TRUE_MEAN, TRUE_SD, people)
    says = _draw(true, EvidenceKind.SELF_RATING, model, 1.0, rng=rng) >= REQUIRED - 0.5
    return _outcome(true, says, ~says)


def gathered(
    model: LevelModel, people: int, rng: np.random.Generator, *, validity: float = 1.0, shared: float = 0.0
) -> Outcome:
    """An examination and two simulated cases, weighed by the model.

    `validity`: what the true validities are, as a part of those in the table. `shared`: how far the errors of the two
    cases go together; the model allows for it as its `dependence` says.
    """
    true = rng.normal(TRUE_MEAN, TRUE_SD, people)
    same = rng.normal(size=people)
    values = [
        _draw(true, kind, model, validity, rng=rng, same=same, shared=shared if kind is EvidenceKind.SIMULATION else 0)
        for kind in GATHERED
    ]
    everyone, nothing = np.arange(people), np.zeros(people, dtype=np.int64)
    estimates = estimate_levels(_pieces(everyone, values), model)
    state = states(estimates, Demands(everyone, nothing, nothing, np.full(people, REQUIRED)))
    return _outcome(true, state == MET, state == GAP, undetermined=float((state == UNDETERMINED).mean()))


def _draw(
    true: Numbers,
    kind: EvidenceKind,
    model: LevelModel,
    validity: float,
    *,
    rng: np.random.Generator,
    same: Numbers | None = None,
    shared: float = 0.0,
) -> Numbers:
    line = model.kinds[kind]
    error = rng.normal(size=true.size)
    if same is not None:
        error = np.sqrt(shared) * same + np.sqrt(1 - shared) * error
    noise = TRUE_SD * (1 / (line.validity * validity) ** 2 - 1) ** 0.5
    return np.asarray(np.clip(true + line.bias + noise * error, 0, HIGHEST_VALUE))


def _pieces(everyone: "np.ndarray[tuple[int], np.dtype[np.int64]]", values: Sequence[Numbers]) -> Pieces:
    count = everyone.size * len(values)
    return Pieces(
        learner=np.tile(everyone, len(values)),
        competency=np.zeros(count, dtype=np.int64),
        kind=np.repeat([KIND_NUMBER[kind] for kind in GATHERED], everyone.size),
        value=np.concatenate(values),
        age_months=np.zeros(count),
        half_life_months=np.full(count, 24.0),
        ceiling=np.full(count, HIGHEST_VALUE),
    )


def _outcome(true: Numbers, met: np.ndarray, gap: np.ndarray, *, undetermined: float = 0.0) -> Outcome:
    meets = true >= REQUIRED - 0.5
    return Outcome(
        wrong_meets=float((~meets[met]).mean()), wrong_gaps=float(meets[gap].mean()), undetermined=undetermined
    )
