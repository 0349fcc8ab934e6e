"""Documents to be marked, as QTI 3.0: the picture and its zones, each with the name that stands for it."""

from typing import Any

from ..drafting import foreign_id
from ..xml_tree import Node, element
from . import scoring
from .elements import declared, ids_in, ids_of
from .place import Place, Written


def hot_spot(body: Any, right: Any, place: Place) -> Written:
    response, picture, correct = place.response(), body["picture"], right["correct"]
    unit = 1 / max(1, len(correct))
    worth = {one["id"]: unit if one["id"] in correct else -unit for one in body["zones"]} if correct else {}
    image = element(
        "img",
        src=place.pictures[picture["digest"]],
        alt=picture["alt"].get(place.language, ""),
        width=str(picture["width"]),
        height=str(picture["height"]),
    )
    interaction = element(
        "qti-hotspot-interaction",
        image,
        *(_zone(one, place) for one in body["zones"]),
        response_identifier=response,
        max_choices=str(body["pick"]),
    )
    return Written(
        [declared(response, ("multiple", "identifier"), ids_in(correct), ids_of(worth))],
        [interaction],
        [scoring.add(place.weight, scoring.mapped(response))],
    )


def _zone(one: Any, place: Place) -> Node:
    corners = one["x"], one["y"], one["x"] + one["width"], one["y"] + one["height"]
    return element(
        "qti-hotspot-choice",
        identifier=foreign_id(one["id"]),
        shape="rect",
        coords=",".join(map(str, corners)),
        hotspot_label=one["text"].get(place.language, ""),
    )
