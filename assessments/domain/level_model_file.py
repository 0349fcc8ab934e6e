"""Level models as data: read with reasons why not, and kept as plain JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from .level_model import Certainty, EvidenceKind, KindOfEvidence, LevelModel, ModelFault, Prior

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Described:
    """A model with who made it, why, and from when it is meant to hold."""

    model: LevelModel
    effective_from: date
    author: str
    reasons: str


def describe(document: Mapping[str, Any]) -> Described:
    """Raises ModelFault."""
    version, day = document.get("version"), document.get("effective_from")
    author, reasons = document.get("author"), document.get("reasons")
    if not (isinstance(version, str) and isinstance(author, str) and isinstance(reasons, str) and reasons.strip()):
        raise ModelFault("version, author and reasons are texts")
    if not isinstance(day, date):
        raise ModelFault("effective_from is a date")
    return Described(read_model(version, document), day, author, reasons.strip())


def read_model(version: str, data: Mapping[str, Any]) -> LevelModel:
    """Raises ModelFault."""
    kinds = data.get("kinds")
    if not isinstance(kinds, Mapping):
        raise ModelFault("kinds is a table")
    unknown = [str(name) for name in kinds if name not in list(EvidenceKind)]
    if unknown:
        raise ModelFault(f"kinds: {', '.join(unknown)} unknown")
    months = data.get("not_demanded_months")
    if not isinstance(months, int | float):
        raise ModelFault("not_demanded_months is a number")
    return LevelModel(
        version=version,
        kinds={EvidenceKind(name): _read(KindOfEvidence, name, line) for name, line in kinds.items()},
        prior=_read(Prior, "prior", data.get("prior")),
        certainty=_read(Certainty, "certainty", data.get("certainty")),
        not_demanded_months=months,
    )


def as_data(model: LevelModel) -> dict[str, Any]:
    """What `read_model` reads back."""
    return {
        "kinds": {kind.value: asdict(line) for kind, line in model.kinds.items()},
        "prior": asdict(model.prior),
        "certainty": asdict(model.certainty),
        "not_demanded_months": model.not_demanded_months,
    }


def _read(part: type[T], name: str, values: Any) -> T:
    if not isinstance(values, Mapping):
        raise ModelFault(f"{name} is a table")
    if wrong := [key for key, value in values.items() if not isinstance(value, int | float)]:
        raise ModelFault(f"{name}: {', '.join(map(str, wrong))} must be a number, true or false")
    try:
        return part(**values)
    except (TypeError, ModelFault) as error:
        raise ModelFault(f"{name}: {error}") from None
