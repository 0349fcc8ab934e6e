"""What stands against a cut, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.standard_setting.requirements import Breach

_WORDS: Mapping[Breach, Promise] = {
    Breach.FEW_JUDGES: _("Fewer than six judges have rated every item."),
    Breach.UNSURE: _("The judges differ too much: the standard error of the cut is more than half that of a score."),
    Breach.SHIFT_TOO_LARGE: _("A policy shift may not exceed one standard error of measurement."),
    Breach.SHIFT_UNEXPLAINED: _("A policy shift needs a reason."),
    Breach.OFF_THE_SCALE: _("A cut lies above nought and below full marks."),
    Breach.OUT_OF_ORDER: _("The cuts of the levels would not rise one above the other."),
}


def breach_words(breach: Breach) -> Promise:
    return _WORDS[breach]
