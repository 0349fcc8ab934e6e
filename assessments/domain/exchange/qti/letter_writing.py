"""Letters as QTI 3.0: a choice for each section, and passages that spoil the whole."""

from typing import Any

from ..xml_tree import element
from . import scoring
from .elements import choices, declared, ids_in, ids_of
from .place import Place, Written


def letter(body: Any, right: Any, place: Place) -> Written:
    written, weight = Written(), place.weight / max(1, len(body["sections"]))
    for section in body["sections"]:
        key, response = right["sections"].get(section["id"], {}), place.response(section["id"])
        needed = key.get("needed", [])
        unit = 1 / max(1, len(needed))
        worth = {one["id"]: unit if one["id"] in needed else -unit for one in section["passages"]}
        worth |= dict.fromkeys(key.get("allowed", ()), 0.0)
        written.declarations.append(declared(response, ("multiple", "identifier"), ids_in(needed), ids_of(worth)))
        prompt = place.words(section["label"], "qti-prompt")
        interaction = choices(response, section["passages"], place, most=section["at_most"], prompt=prompt)
        written.body.append(element("div", interaction, class_="academy-section"))
        written.score.append(scoring.add(weight, scoring.mapped(response)))
        written.last += scoring.spoils(response, ids_in(key.get("harmful", ())))
    return written
