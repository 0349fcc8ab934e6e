"""How a report's figures are made, in eight lines; each number of the report points at its line."""

from django.utils.translation import gettext as _

from lms.lib.disclosure import SMALLEST_GROUP

COVERAGE, INTERVAL, UNKNOWN, CRITICAL_GAP, CRITICAL_COVERAGE, SINGLE_POINTS, ASSESSED_SHARE, SHORT = range(1, 9)


def method_lines() -> list[str]:
    """In the order of the constants above."""
    return [
        _("Coverage: of a hundred people assessed, so many are expected to meet what their post demands."),
        _("Interval: in nine cases of ten the coverage of those assessed lies within it."),
        _("Unknown: where under 60 % are assessed, the first step is to assess, never to train. Unknown is not zero."),
        _("Critical gap: a critical competency with a coverage under 70 %, or one that rests on one person."),
        _("Critical coverage: the mean coverage of all critical competencies of the unit, weighted by those assessed."),
        _("Single points of failure: critical competencies of units that rest on one person, each counted once."),
        _("Assessed share: of all demands on people of the unit, the share on which something direct was shown."),
        _("People short: those assessed who are expected not to meet the demand, to the nearest five."),
    ]


def suppression_note() -> str:
    return _(
        "Groups under %(number)s people show no figure, nor does what would let one be computed. Counts are to the "
        "nearest five, shares in whole per cent. Where all of a group are alike, one is counted otherwise. An empty "
        "field is hidden or unknown, never zero."
    ) % {"number": SMALLEST_GROUP}
