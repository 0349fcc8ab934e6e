"""Who answered what on one form."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ..calibration.curves import Array


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """The marks of people's first sittings on one form. `versions`: the items that count, one a column."""

    versions: tuple[int, ...]
    marks: Array  # (people, items), 0 to 1, none missing

    @property
    def people(self) -> int:
        return len(self.marks)

    @property
    def length(self) -> int:
        return len(self.versions)

    def points(self) -> Array:
        return np.asarray(self.marks.sum(axis=1))

    def points_on(self, versions: Collection[int]) -> Array:
        return np.asarray(self.marks[:, self.columns(versions)].sum(axis=1))

    def columns(self, versions: Collection[int]) -> list[int]:
        """In the order of the form."""
        return [place for place, version in enumerate(self.versions) if version in versions]

    def without(self, rows: slice) -> "FormAnswers":
        return FormAnswers(self.versions, np.delete(self.marks, rows, axis=0))
