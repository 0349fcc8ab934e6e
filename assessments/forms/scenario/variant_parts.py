"""The variants of a case, and its scripted runs."""

from django.utils.translation import gettext_lazy as _

from ...selectors.scenario_words import BREACH_WORDS
from .box import Box
from .leaves import Lines, Names, Number, Pick
from .nested import Entries, Group
from .pieces import ID
from .texts import Text

VARIANTS = (
    ID,
    Names(name="modes", label=_("Used for"), help=_("practice, exam or both; left empty: both.")),
    Entries(
        name="parameters",
        label=_("Names and numbers"),
        help=_("Texts speak of them in curly brackets, as {applicant}."),
        key=_("Name in brackets"),
        value=Text(name="value", label=_("In this variant")),
        new_value={},
    ),
    Lines(
        name="overrides",
        label=_("What else differs"),
        help=_("As YAML. Things with ids are changed by id: documents: {lease: {minutes: 6}}."),
        wide=True,
    ),
)
GOLDENS = (
    Box(name="name", label=_("Name"), help=_("The one named expert must pass in every variant.")),
    Names(name="variants", label=_("Only in the variants"), help=_("Left empty: in all.")),
    Group(
        name="expect",
        label=_("Points it must reach"),
        of=(
            Number(name="min", label=_("At least")),
            Number(name="max", label=_("At most")),
            Pick(name="breach", label=_("Breach"), choices=BREACH_WORDS),
        ),
    ),
    Lines(
        name="play",
        label=_("Acts"),
        help=_("A line each, as in: - {type: open, document: lease}."),
        wide=True,
        empty=[],
    ),
)
