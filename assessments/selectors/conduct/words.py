"""What the indicators say, in words: for reviewers with figures, for the candidate in plain sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain.conduct.sittings import Indicator, Silence

LABELS: Mapping[Indicator, Promise] = {
    Indicator.EFFORT: gettext_lazy("Answers faster than reading"),
    Indicator.EXPOSED: gettext_lazy("Much shown tasks faster than fresh ones"),
    Indicator.SIMILAR: gettext_lazy("Identical wrong answers of two people"),
    Indicator.IN_STEP: gettext_lazy("Two people in step through shuffled tasks"),
    Indicator.GAIN: gettext_lazy("Sudden gain between two sittings"),
}
SILENCES: Mapping[Silence, Promise] = {
    Silence.FEW_SITTINGS: gettext_lazy("cannot say: fewer than 30 sittings"),
    Silence.FEW_ANSWERS: gettext_lazy("cannot say: too few tasks with 30 answers whose time is known"),
    Silence.NO_FRESH_ITEMS: gettext_lazy("cannot say: all tasks were shown about equally often"),
    Silence.NO_PAIRS: gettext_lazy("cannot say: no two sittings have enough in common"),
    Silence.NO_RETAKES: gettext_lazy("cannot say: nobody sat twice in these days"),
}


@dataclass(frozen=True, slots=True)
class RunLine:
    label: str
    tests: int
    findings: int
    silence: str


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    sentence: str
    chance: str  # p, as a number to read
    tasks: list[str]


def lines_in_words(lines: Iterable[Mapping[str, Any]]) -> list[RunLine]:
    return [
        RunLine(
            str(LABELS[Indicator(one["indicator"])]),
            one["tests"],
            one["findings"],
            str(SILENCES[Silence(one["silence"])]) if one["silence"] else "",
        )
        for one in lines
    ]


def facts_in_words(facts: Iterable[Mapping[str, Any]]) -> list[Fact]:
    """No name and no number of anybody else."""
    return [
        Fact(
            str(LABELS[Indicator(one["indicator"])]),
            _SENTENCES[Indicator(one["indicator"])](one["figures"]),
            _chance(one["p"]),
            one["tasks"],
        )
        for one in facts
    ]


def _chance(p: float) -> str:
    """Once in so many; nobody grasps 4e-9."""
    if p < 1e-9:
        return _("less than once in a billion")
    return _("about once in %(many)s") % {"many": f"{_rounded(1 / p):,}"}


def _rounded(value: float) -> int:
    whole = round(value)
    return int(round(whole, 2 - len(str(whole))))


def _effort(figures: Mapping[str, float]) -> str:
    return _(
        "%(rapid)d of %(timed)d tasks were answered within a few seconds; in this group about %(expected)s are."
    ) % {
        **figures,
        "expected": f"{figures['expected']:.1f}",
    }


def _exposed(figures: Mapping[str, float]) -> str:
    return _("Tasks that many people had met before were answered right much faster than tasks that few had met.")


def _similar(figures: Mapping[str, float]) -> str:
    return _(
        "Of %(common)d tasks that this and another sitting both got wrong, %(same)d have the same wrong answer; by "
        "chance it would be about %(expected)s."
    ) % {**figures, "expected": f"{figures['expected']:.1f}"}


def _in_step(figures: Mapping[str, float]) -> str:
    return _(
        "This and another sitting answered %(common)d tasks in nearly the same order at the same time, although the "
        "tasks were shuffled for each: %(percent)d %% of all pairs of tasks agree; by chance it would be half."
    ) % {"common": figures["common"], "percent": round(100 * figures["agreeing"])}


def _gain(figures: Mapping[str, float]) -> str:
    return _(
        "The result rose from %(before)d %% to %(after)d %% since the sitting before: by more than three times the "
        "error of measurement."
    ) % {"before": round(100 * figures["before"]), "after": round(100 * figures["after"])}


_SENTENCES: Mapping[Indicator, Callable[[Mapping[str, float]], str]] = {
    Indicator.EFFORT: _effort,
    Indicator.EXPOSED: _exposed,
    Indicator.SIMILAR: _similar,
    Indicator.IN_STEP: _in_step,
    Indicator.GAIN: _gain,
}
