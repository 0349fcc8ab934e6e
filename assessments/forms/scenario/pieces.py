"""Boxes that several parts of a scenario share."""

from django.utils.translation import gettext_lazy as _

from .box import Box, Words
from .leaves import Condition, Lines, Names, Number
from .nested import Many
from .texts import Text

ID = Box(
    name="id", label=_("Id"), help=_("Lower-case letters, digits and underscores. Conditions speak of it by this name.")
)
MINUTES = Number(name="minutes", label=_("Minutes it takes"))
WHEN = Condition(name="when", label=_("Possible when"), help=_("Left empty: always."), wide=True)
REVEALS = Names(name="reveals", label=_("Facts it reveals"), help=_("Names from the world, with commas between."))
NOTE = Text(name="note", label=_("Note at the foot"))
LABEL = Text(name="label", label=_("Label"))
DETAILS = Many(
    name="fields",
    label=_("Lines"),
    one=_("line"),
    of=(LABEL, Text(name="value", label=_("What it says"))),
    new={"label": {}, "value": {}},
)
DO = Lines(
    name="do",
    label=_("What it does"),
    help=_(
        "A line for each effect, as in: - {when: […], set: {status: open}, reveal: [fact], send: [message]}. "
        "Also add and let, and start, pause, resume and stop for periods."
    ),
    wide=True,
)


def gauges(name: str, label: Words) -> Many:
    """Numbers to keep an eye on."""
    return Many(
        name=name,
        label=label,
        one=_("gauge"),
        of=(
            ID,
            LABEL,
            Condition(name="value", label=_("Number shown")),
            Condition(name="limit", label=_("Its limit")),
            Text(name="unit", label=_("Unit")),
        ),
        new={"id": "gauge", "label": {}, "value": 0},
        may_lack=True,
    )


def choices(name: str, label: Words, one: Words) -> Many:
    """A list of things to pick from, each with an id and a label."""
    return Many(name=name, label=label, one=one, of=(ID, LABEL), new={"id": name.removesuffix("s"), "label": {}})
