"""How the case moves and is judged: events, endings, rubric, variants, scripted runs."""

from django.utils.translation import gettext_lazy as _

from ...selectors.case_words import BREACHES
from ...selectors.scenario_words import BREACH_WORDS
from .box import Box
from .leaves import Condition, Flag, Lines, Names, Number, Pick
from .nested import Entries, Group
from .pieces import DO, ID, WHEN
from .texts import Text

RULE_KINDS = {
    "seek": _("seek: looked before deciding"),
    "judge": _("judge: the right finding from the right source"),
    "act": _("act: the right decision"),
    "write": _("write: the letter complete and nothing needless"),
    "protect": _("protect: data and people"),
    "time": _("time: in time"),
}

EVENTS = (
    ID,
    Number(name="day", label=_("Working day"), help=_("0 is the first day.")),
    Box(name="time", label=_("Time"), help=_("As 09:20.")),
    Number(name="every", label=_("Again every so many working days")),
    Condition(name="when", label=_("Happens when"), help=_("Left empty: as soon as the time has come."), wide=True),
    DO,
    Text(name="citizen", label=_("What it means to the citizen"), help=_("Told in the debrief."), long=True),
)
ENDINGS = (
    ID,
    WHEN,
    Flag(name="automatic", label=_("Closes the case by itself")),
    Text(name="title", label=_("Title")),
    Text(name="citizen", label=_("For the citizen"), long=True),
    Text(name="officer", label=_("For the officer"), long=True),
    Text(name="agency", label=_("For the agency"), long=True),
)
EVIDENCE = (
    ID,
    Text(name="title", label=_("Title")),
    Pick(name="kind", label=_("Kind"), choices=RULE_KINDS),
    Box(name="competency", label=_("Competency"), help=_("One that is claimed under General.")),
    Number(name="points", label=_("Points")),
    Pick(name="breach", label=_("If broken"), choices=BREACHES),
    Condition(
        name="opportunity", label=_("Counts when"), help=_("No opportunity: neither right nor wrong."), wide=True
    ),
    Condition(name="good", label=_("Shown when"), wide=True),
    Condition(name="recovered", label=_("Put right when"), help=_("Earns half."), wide=True),
    Text(name="say_if_good", label=_("Said if shown"), long=True),
    Text(name="say_if_bad", label=_("Said if not kept"), long=True),
    Names(name="laws", label=_("Provisions"), may_lack=False),
    Box(name="lesson", label=_("Lesson"), help=_("Course and number, as F-11/1.")),
    Text(name="practise", label=_("What to practise")),
)
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
