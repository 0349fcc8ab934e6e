"""Matching: each prompt takes one option from a common list, which may hold more options than prompts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import reading
from .choice import same_text_faults
from .parts import Fault, Option, Reply, Slot, only

FEWEST_PROMPTS = 2


@dataclass(frozen=True, slots=True)
class Matching:
    prompts: tuple[Option, ...]
    options: tuple[Option, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class MatchingKey:
    pairs: Mapping[str, str]  # prompt → option


def read_matching(data: Any) -> Matching:
    raw = reading.fields(data, "", needs=("prompts", "options"))
    return Matching(reading.options(raw["prompts"], "prompts"), reading.options(raw["options"], "options"))


def read_matching_key(data: Any, item: Matching) -> MatchingKey:
    raw = reading.fields(data, "", needs=("pairs",))
    pairs = reading.entries(raw["pairs"], "pairs", reading.ident)
    reading.known(pairs, [prompt.id for prompt in item.prompts], "pairs")
    reading.known(list(pairs.values()), item.ids, "pairs")
    return MatchingKey(pairs)


def matching_slots(item: Matching) -> tuple[Slot, ...]:
    return tuple(Slot(name=prompt.id, options=item.ids) for prompt in item.prompts)


def mark_matching(item: Matching, key: MatchingKey, reply: Reply) -> float:
    """The share of right pairs, less what blind guessing among the options earns (0 for that or worse)."""
    right = sum(only(reply, prompt) == option for prompt, option in key.pairs.items())
    share, chance = right / len(key.pairs), 1 / len(item.options)
    return max(0.0, (share - chance) / (1 - chance))


def matching_solution(item: Matching, key: MatchingKey) -> Reply:
    return {prompt: (option,) for prompt, option in key.pairs.items()}


def matching_reasons(item: Matching) -> tuple[str, ...]:
    return tuple(prompt.id for prompt in item.prompts)


def matching_faults(item: Matching, key: MatchingKey) -> Iterator[Fault]:
    if len(item.prompts) < FEWEST_PROMPTS:
        yield Fault("few_prompts", detail={"fewest": FEWEST_PROMPTS})
    if len(item.options) < max(FEWEST_PROMPTS, len(set(key.pairs.values()))):
        yield Fault("few_options", detail={"fewest": FEWEST_PROMPTS})
    for prompt in item.prompts:
        if prompt.id not in key.pairs:
            yield Fault("no_key", detail={"part": prompt.id})
    if len(set(key.pairs.values())) == 1:
        yield Fault("all_alike")
    yield from same_text_faults(item.prompts)
    yield from same_text_faults(item.options)
