"""Parts of which a scenario has one: what it is in general, its world, its law."""

from django.utils.translation import gettext_lazy as _

from .box import Box
from .leaves import Condition, Flag, Lines, Names, Number
from .nested import Entries, Group, Many
from .pieces import ID, LABEL, gauges
from .texts import Text

LEVELS = {str(level): str(level) for level in range(1, 6)}

GENERAL = (
    Box(name="id", label=_("Code"), help=_("As sim-1. It cannot change once a version is stored.")),
    Text(name="title", label=_("Title")),
    Text(name="role", label=_("Post that the learner fills")),
    Text(name="briefing", label=_("Briefing"), long=True),
    Number(name="limit_minutes", label=_("Real minutes in the examination")),
    Number(name="pass_mark", label=_("Pass mark, of 100")),
    Number(name="horizon_days", label=_("Working days until the case closes by itself")),
    Many(
        name="claims",
        label=_("Competencies it gives evidence for"),
        one=_("competency"),
        of=(
            Box(name="competency", label=_("Competency"), help=_("Its code in the framework, as S1.")),
            Number(name="level", label=_("Level aimed at")),
            Number(name="cut", label=_("Cut"), help=_("Share of points that a borderline officer shows, as 0.65.")),
        ),
        new={"competency": "", "level": 3, "cut": 0.65},
    ),
    Group(
        name="clock",
        label=_("Clock"),
        of=(
            Box(name="start", label=_("First day"), help=_("As 2026-09-21; a working day.")),
            Box(name="opens", label=_("The office opens")),
            Box(name="closes", label=_("The office closes")),
            Names(name="waits", label=_("Waits at once"), help=_("Of hour, next_day and next_week.")),
            Entries(
                name="statutory",
                label=_("Statutory periods of this case"),
                help=_("By their names under Law; ticked: the period runs from the start."),
                key=_("Period"),
                value=Flag(name="value", label=_("runs from the start")),
                new_value=False,
            ),
        ),
    ),
)
WORLD = (
    Many(
        name="truth",
        label=_("What is true"),
        one=_("truth"),
        of=(LABEL, Text(name="value", label=_("What it says"), long=True)),
        new={"label": {}, "value": {}},
    ),
    Entries(
        name="vars",
        label=_("Variables"),
        help=_("Few, with few values: {enum: [open, decided], init: open}, {bool: false} or {int: [0, 5], init: 0}."),
        key=_("Variable"),
        value=Condition(name="value", label=_("Values"), wide=True),
        new_value={"bool": False},
    ),
    Lines(
        name="tables",
        label=_("Tables"),
        help=_("Numbers that conditions look up, as YAML: price: {small: 3, large: 7}."),
        wide=True,
    ),
    gauges("meters", _("Gauges at the desk")),
    Group(
        name="desk",
        label=_("If its tools are no registries"),
        of=(Text(name="tools", label=_("Name of the section")), Text(name="ask", label=_("Name of the button"))),
        may_lack=True,
    ),
    Names(name="facts", label=_("Facts that can become known"), wide=True, may_lack=False),
    Names(name="at_start", label=_("Messages there from the start"), wide=True, may_lack=False),
)
LAW = (
    Group(
        name="legal_profile",
        label=_("Legal profile"),
        of=(
            Box(name="id", label=_("Name")),
            Box(name="as_of", label=_("As of"), help=_("The day on which the law is as told here, as 2026-01-01.")),
            Text(name="notice", label=_("Notice"), long=True),
            Many(
                name="laws",
                label=_("Provisions"),
                one=_("provision"),
                folded=True,
                of=(
                    ID,
                    Box(name="article", label=_("Article")),
                    Text(name="name", label=_("Name of the law")),
                    Text(name="summary", label=_("What it says"), long=True),
                ),
                new={"id": "provision", "name": {}, "summary": {}},
            ),
            Many(
                name="clocks",
                label=_("Statutory periods"),
                one=_("period"),
                of=(
                    ID,
                    Number(name="working_days", label=_("Working days")),
                    Number(name="hours", label=_("or hours")),
                    Box(name="law", label=_("Provision it rests on")),
                    Text(name="name", label=_("Name")),
                ),
                new={"id": "period", "name": {}, "working_days": 5, "law": ""},
            ),
            Group(
                name="calendar",
                label=_("Holidays"),
                of=(
                    Names(name="holidays", label=_("Days off"), wide=True, may_lack=False),
                    Names(name="worked_weekends", label=_("Weekend days worked"), wide=True, may_lack=False),
                    Text(name="note", label=_("Note")),
                ),
            ),
        ),
    ),
    Names(name="rulebook", label=_("Provisions in the rule book at the desk"), wide=True, may_lack=False),
)
