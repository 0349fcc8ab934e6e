"""What the proof of a scenario found, by its code, and the acts that show it, as an author would say them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GOLDENS: Mapping[str, Promise] = {
    "golden": _("Variant %(variant)s, %(golden)s: %(total)s points (%(lowest)s to %(highest)s wanted), %(breach)s."),
    "golden_breach": _(
        "Variant %(variant)s, %(golden)s: %(total)s points (%(lowest)s to %(highest)s wanted), %(breach)s instead of "
        "%(wanted)s."
    ),
    "expert_fails": _(
        "Variant %(variant)s, %(golden)s: %(total)s points (%(lowest)s to %(highest)s wanted), %(breach)s. The expert "
        "must pass."
    ),
    "golden_refused": _("Variant %(variant)s, %(golden)s: the desk refuses act %(step)s. %(refusal)s"),
    "no_expert": _("Variant %(variant)s has no scripted run named expert."),
    "no_player": _("Variant %(variant)s has no scripted run whose name begins with %(golden)s."),
    "player": _("Variant %(variant)s, %(golden)s: %(total)s points; playing so may earn %(limit)s at most."),
    "spread": _("The experts of the variants differ by %(points)s points."),
    "time": _("Variant %(variant)s: the expert acts %(acts)s times; up to %(allowed)s leave room for reading."),
    "cover": _("%(competency)s: rules %(rules)s, needed %(needed)s."),
    "double": _("Rules %(rule)s and %(other)s pay the same competency twice for the same behaviour."),
}
BOTS: Mapping[str, Promise] = {
    "at_once": _("Variant %(variant)s, handed in at once: %(total)s points."),
    "silent": _("Variant %(variant)s, waiting to the end: %(total)s points."),
    "everything": _("Variant %(variant)s, doing all that is offered: %(total)s points."),
    "random": _(
        "Variant %(variant)s, acting blindly: %(mean)s points on average, %(highest)s at most, %(passing)s of %(runs)s "
        "runs pass."
    ),
}
REACH: Mapping[str, Promise] = {
    "played": _("Variant %(variant)s: scripted runs and players without thought show all that needs to be shown."),
    "reach": _("Variant %(variant)s: %(states)s states and %(edges)s steps searched."),
    "reach_budget": _(
        "Variant %(variant)s: the search stopped after %(states)s states and %(edges)s steps; a guard reads too much."
    ),
    "dead": _("No variant arrives at %(name)s."),
    "not_found": _("No run was found that arrives at %(name)s. If there is one, write it down as a scripted run."),
    "never_met": _("No run that passes meets the period %(clock)s."),
    "never_missed": _("No run lets the period %(clock)s pass."),
    "witnesses": _("Variant %(variant)s: each of %(rules)s rules is kept in one run and broken in another."),
    "rule_idle": _("Variant %(variant)s: the occasion of rule %(rule)s (%(path)s) does not come up."),
    "rule_free": _("Variant %(variant)s: no run breaks rule %(rule)s (%(path)s); its points are free."),
    "rule_lost": _("Variant %(variant)s: no run keeps rule %(rule)s (%(path)s); its points cannot be won."),
    "rule_not_put_right": _("Variant %(variant)s: no run puts right what breaks rule %(rule)s (%(path)s)."),
}
LEAKAGE: Mapping[str, Promise] = {
    "no_leak": _("No hidden text was shown to the scripted runs and to players without thought."),
    "leak": _("Variant %(variant)s: %(mark)s is shown before its time."),
    "right_is_longest": _("The right option is the longest (%(locale)s) in %(share)s %% of the choices."),
    "right_is_first": _("The right option comes first in %(share)s %% of the choices."),
    "appears_when_right": _(
        "Variant %(variant)s: %(name)s is offered exactly when doing it is right by rule %(rule)s; that it appears is "
        "the answer."
    ),
}
SOURCES: Mapping[str, Promise] = {
    "laws": _("%(cited)s citations of laws, all in force."),
    "law_not_yet": _("Variant %(variant)s: %(name)s (%(law)s) is in force from %(since)s, not yet on %(day)s."),
    "law_repealed": _(
        "Variant %(variant)s: %(name)s (%(law)s) is no longer in force since %(until)s, cited on %(day)s."
    ),
    "languages": _("%(texts)s texts in every language."),
    "language_missing": _("%(path)s: missing in %(languages)s."),
}
FINDINGS: Mapping[str, Promise] = {**GOLDENS, **BOTS, **REACH, **LEAKAGE, **SOURCES}

ONLY_ELSEWHERE = _("Not seen in this variant: %(names)s.")
LOST = _("Points are lost by: %(names)s.")
TELLING = _("These are: %(names)s.")
TOO_BULKY = _(
    "%(part)s alone takes %(values)s values; without it %(share)s %% of the states are left. Let no guard read it, or "
    "fewer of its values, or make one choice of many boxes."
)
NOT_PROVED = _("The search was not complete; a scripted run that shows it settles the matter.")

ACTS: Mapping[str, Promise] = {
    "open": pgettext_lazy("step of a run", "open %(document)s"),
    "look_up": pgettext_lazy("step of a run", "look up %(tool)s for %(purpose)s under %(basis)s"),
    "check": pgettext_lazy("step of a run", "fill in %(checklist)s"),
    "submit": pgettext_lazy("step of a run", "send %(form)s"),
    "do": pgettext_lazy("step of a run", "do %(action)s"),
    "finish": pgettext_lazy("step of a run", "hand the case in"),
}
WAITS: Mapping[str, Promise] = {
    "hour": pgettext_lazy("step of a run", "wait an hour"),
    "next_day": pgettext_lazy("step of a run", "wait for the next day"),
    "next_week": pgettext_lazy("step of a run", "wait for the next week"),
}


def added_words(detail: Mapping[str, Any]) -> Iterator[str]:
    """What is said of a finding after its first sentence."""
    for name, words in (("missing", ONLY_ELSEWHERE), ("lost", LOST), ("fields", TELLING)):
        if detail.get(name):
            yield str(words) % {"names": ", ".join(detail[name])}
    for bulk in detail.get("bulk", ()):
        yield str(TOO_BULKY) % {**bulk, "share": round(100 * bulk["share_left"])}
    if detail.get("is_proved") is False:
        yield str(NOT_PROVED)


def step_words(action: Mapping[str, Any]) -> str:
    """One act by the ids of the file: an author looks for them there."""
    kind = action["type"]
    if kind == "wait":
        return str(WAITS[action["until"]])
    filled = [f"{name}: {_value(value)}" for name, value in _filled(action).items()]
    return str(ACTS[kind]) % action + (f" ({'; '.join(filled)})" if filled else "")


def _filled(action: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was put in, by name, for not every database keeps the order; without the fields left empty."""
    filled = action.get("payload") or action.get("marks") or {}
    return {name: value for name, value in sorted(filled.items()) if value}


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ← ".join(str(part) for part in (value.get("value"), value.get("source")) if part)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
