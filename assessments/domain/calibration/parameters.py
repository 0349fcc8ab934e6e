"""What a calibration says about one item."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """Of the model P(right) = 1 / (1 + exp(−discrimination · (ability − difficulty))).

    Both difficulty and its standard error `se` are logits on the common scale of `scale.py`; `se` is None where nobody
    has estimated it. Provisional parameters rest on the judgement of experts, alone or almost so.
    """

    difficulty: float
    discrimination: float = 1.0
    se: float | None = None
    is_provisional: bool = True
