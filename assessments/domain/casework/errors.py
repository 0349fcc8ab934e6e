"""What can go wrong: a scenario that cannot be read, and an action that is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class CaseworkError(Exception):
    """Root of everything this package raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a scenario: where it stands and what is wrong with it, for the desk to put into words.

    `variant` says in which reading of the skeleton the fault showed.
    """

    path: str
    code: str
    detail: Mapping[str, str | int] = field(default_factory=dict)
    variant: str = ""

    def __str__(self) -> str:
        detail = "".join(f" {name}={value}" for name, value in self.detail.items())
        return f"{self.path}: {self.code}{detail}"


class ScenarioInvalid(CaseworkError):
    """The scenario breaks its format; carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UnknownVariant(CaseworkError):
    """The scenario has no variant of that name."""


class ActionRefused(CaseworkError):
    """The action is malformed or not possible now; the state is unchanged.

    `code` is stable and meant for the desk's own wording: closed, malformed, unknown,
    not_now, not_seen, too_many.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
