"""Replies as they travel: a list of strings, options behind tokens that say nothing.

`token` for an item that asks for one thing, `slot=token` or `slot=what was typed` otherwise. Tokens are drawn for each
candidate, so that neither the ids of options nor their order in the bank reach a browser.
"""

from collections.abc import Mapping, Sequence
from random import Random

from .parts import WHOLE, Reply, Slot, Takes

TOKEN_BYTES = 4
LONGEST_TYPED = 2_000  # characters

Tokens = Sequence[tuple[str, str]]  # (token, reference of an option), in the order shown


def draw_tokens(slots: Sequence[Slot], rng: Random) -> list[tuple[str, str]]:
    """One token for each option of each group, in the order in which this candidate sees them."""
    groups: dict[str, Slot] = {}
    for slot in slots:
        if slot.options:
            groups.setdefault(slot.group, slot)
    drawn: list[tuple[str, str]] = []
    for group, slot in groups.items():
        shown = rng.sample(slot.options, len(slot.options)) if slot.is_shuffled else slot.options
        drawn += [(f"{rng.getrandbits(8 * TOKEN_BYTES):08x}", reference(group, option)) for option in shown]
    return drawn


def reference(group: str, option: str) -> str:
    return f"{group}.{option}" if group else option


def read_reply(slots: Sequence[Slot], tokens: Tokens, sent: Sequence[str]) -> Reply:
    """What does not fit the item is left out: a token of another place, a second answer where one is asked for."""
    option_of = dict(tokens)
    by_name = {slot.name: slot for slot in slots}
    found: dict[str, list[str]] = {}
    for name, value in by_slot(sent):
        slot = by_name.get(name)
        given = None if slot is None else _given(slot, option_of, value)
        if given is not None and given not in found.setdefault(name, []):
            found[name].append(given)
    return {name: values for name, values in found.items() if 0 < len(values) <= by_name[name].at_most}


def write_reply(slots: Sequence[Slot], tokens: Tokens, reply: Reply) -> list[str]:
    """The strings that a browser would send for it."""
    token_of = {ref: token for token, ref in tokens}
    return [
        f"{slot.name}={value}" if slot.name else value
        for slot in slots
        for value in (
            token_of[reference(slot.group, given)] if slot.takes is Takes.OPTION else given
            for given in reply.get(slot.name, ())
        )
    ]


def by_slot(sent: Sequence[str]) -> list[tuple[str, str]]:
    """(slot, token or typed text) of each string, in the order sent."""
    return [_split(one) for one in sent]


def _split(one: str) -> tuple[str, str]:
    name, sign, value = one.partition("=")
    return (name, value) if sign else (WHOLE, one)


def _given(slot: Slot, option_of: Mapping[str, str], value: str) -> str | None:
    if slot.takes is not Takes.OPTION:
        return value[:LONGEST_TYPED] if value.strip() else None
    start = f"{slot.group}." if slot.group else ""
    option = option_of.get(value, "").removeprefix(start)
    return option if option in slot.options and option_of.get(value) == start + option else None
