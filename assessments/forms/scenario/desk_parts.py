"""What lies on the desk: documents, registries, checklists, messages, letters, other steps."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ...selectors.case_words import ANSWERS, CHANNELS
from .box import Box
from .leaves import Flag, Lines, Names, Pick
from .nested import Group, Many
from .pieces import DETAILS, DO, ID, LABEL, MINUTES, NOTE, REVEALS, WHEN, choices, gauges
from .texts import Text

FIELD_KINDS = {"choice": _("one of several"), "multi": _("any of several"), "date": _("a date"), "text": _("free text")}
PRIORITIES = {"normal": _("normal"), "high": _("high")}
SENTENCE = Text(name="sentence", label=_("Sentence in the letter"))

DOCUMENTS = (
    ID,
    Text(name="title", label=_("Title")),
    Box(
        name="kind",
        label=_("Kind of paper"),
        help=_("form, identity, contract, statement, bank, notice, rule, sheet, chat or slide; else a plain page."),
    ),
    MINUTES,
    DETAILS,
    Lines(name="grid", label=_("Sheet"), help=_("As YAML: a head and rows of cells."), wide=True),
    NOTE,
    REVEALS,
    WHEN,
)
TOOLS = (
    ID,
    Text(name="name", label=_("Name")),
    Box(name="kind", label=_("How its answers look"), help=_("Left empty: as a register.")),
    MINUTES,
    choices("purposes", _("Purposes that can be stated"), _("purpose")),
    choices("bases", _("Legal bases that can be stated"), _("basis")),
    Group(
        name="proper",
        label=_("What the law accepts"),
        of=(
            Names(name="purposes", label=_("Proper purposes"), may_lack=False),
            Names(name="bases", label=_("Proper bases"), may_lack=False),
        ),
    ),
    Many(
        name="answers",
        label=_("Answers"),
        help=_("The first whose condition holds is given; the last must hold always."),
        one=_("answer"),
        of=(
            Pick(name="status", label=_("Status"), choices=ANSWERS),
            replace(DETAILS, may_lack=True),
            NOTE,
            REVEALS,
            WHEN,
        ),
        new={"status": "match", "fields": []},
    ),
)
CHECKLISTS = (
    ID,
    Text(name="title", label=_("Title")),
    MINUTES,
    choices("items", _("Points to check"), _("point")),
    choices("values", _("Possible findings"), _("finding")),
)
MESSAGES = (
    ID,
    Pick(name="channel", label=_("Channel"), choices=CHANNELS),
    Pick(name="priority", label=_("Priority"), choices=PRIORITIES),
    Text(name="from", label=_("From")),
    Text(name="subject", label=_("Subject")),
    Text(name="body", label=_("Text"), long=True),
)
FORMS = (
    ID,
    Text(name="title", label=_("Title")),
    Text(name="recipient", label=_("Recipient")),
    MINUTES,
    WHEN,
    Many(
        name="fields",
        label=_("What the officer chooses"),
        one=_("field"),
        folded=True,
        of=(
            ID,
            Pick(name="kind", label=_("Asks for"), choices=FIELD_KINDS),
            Flag(name="required", label=_("Must be filled in"), default=True),
            LABEL,
            Text(name="help", label=_("Help")),
            Text(name="sentence", label=_("Sentence with the date"), help=_("For a date: holds {date}.")),
            Many(
                name="options",
                label=_("Options"),
                help=_(
                    "An option without a sentence stands in the letter with its label; sentence: '' as YAML is silent."
                ),
                one=_("option"),
                of=(ID, LABEL, SENTENCE),
                new={"id": "option", "label": {}},
                may_lack=True,
            ),
        ),
        new={"id": "field", "kind": "choice", "label": {}, "options": []},
    ),
    Group(
        name="letter",
        label=_("The letter"),
        of=(
            Text(name="sender", label=_("Sender")),
            Text(name="reference", label=_("Reference")),
            Text(name="salutation", label=_("Salutation")),
            Many(
                name="body",
                label=_("Paragraphs"),
                help=_("Words, the sentences of fields that run on after them, or one field as a list."),
                one=_("paragraph"),
                of=(
                    Text(name="say", label=_("Words"), long=True),
                    Names(name="fields", label=_("Fields that run on")),
                    Box(name="list", label=_("Field as a list")),
                ),
                new={"say": {}},
            ),
            Text(name="closing", label=_("Closing")),
        ),
    ),
    gauges("gauges", _("Gauges of the draft")),
    DO,
)
ACTIONS = (ID, LABEL, MINUTES, WHEN, DO)
