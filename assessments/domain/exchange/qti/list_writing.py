"""Choices, matching and ordering as QTI 3.0."""

from typing import Any

from ..drafting import foreign_id
from ..xml_tree import element
from . import scoring
from .elements import associable, choices, declared, ids_in, ids_of
from .place import Place, Written


def choice(body: Any, right: Any, place: Place, *, most: int) -> Written:
    correct, ids = right["correct"], [one["id"] for one in body["options"]]
    worth = {one: 1 / len(correct) if one in correct else -1 / len(correct) for one in ids} if correct else {}
    if most == 1:
        worth = dict.fromkeys(correct, 1.0)
    response = place.response()
    return Written(
        [declared(response, ("single" if most == 1 else "multiple", "identifier"), ids_in(correct), ids_of(worth))],
        [choices(response, body["options"], place, most=most)],
        [scoring.add(place.weight, scoring.mapped(response))],
    )


def matching(body: Any, right: Any, place: Place) -> Written:
    response, prompts, listed = place.response(), body["prompts"], body["options"]
    pairs = [f"{foreign_id(prompt)} {foreign_id(option)}" for prompt, option in right["pairs"].items()]
    sets = [
        element("qti-simple-match-set", *(associable(one, place, most) for one in some))
        for some, most in ((prompts, 1), (listed, len(prompts)))
    ]
    interaction = element(
        "qti-match-interaction",
        *sets,
        response_identifier=response,
        shuffle="true",
        max_associations=str(len(prompts)),
    )
    worth = dict.fromkeys(pairs, 1 / max(1, len(pairs)))
    share = scoring.above_chance(response, 1 / max(2, len(listed)))
    return Written(
        [declared(response, ("multiple", "directedPair"), pairs, worth)],
        [interaction],
        [scoring.add(place.weight, share)],
    )


def ordering(body: Any, right: Any, place: Place) -> Written:
    response = place.response()
    steps = (
        element("qti-simple-choice", *place.inline(one["text"]), identifier=foreign_id(one["id"]))
        for one in body["options"]
    )
    return Written(
        [declared(response, ("ordered", "identifier"), ids_in(right["order"]))],
        [element("qti-order-interaction", *steps, response_identifier=response, shuffle="true")],
        [scoring.add_if(place.weight, scoring.is_correct(response))],
    )
