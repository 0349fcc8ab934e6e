"""What to do about an item, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain.statistics.advice import Advice, Matter
from ...domain.statistics.intervals import ANSWERS_TO_ACT, ANSWERS_TO_SHOW
from ...domain.statistics.items import Standing
from ...domain.statistics.options import OptionFlag

ADVICE: Mapping[Matter, Promise] = {
    Matter.KEY_IN_DOUBT: gettext_lazy("Option %(options)s attracts stronger people than the key: is the key right?"),
    Matter.STRONG_MISS_IT: gettext_lazy(
        "Strong candidates miss it more often than weak ones: check the key and the stem."
    ),
    Matter.STRONG_DRAWN: gettext_lazy("Strong candidates are drawn to option %(options)s: make it clearly wrong."),
    Matter.TOO_HARD: gettext_lazy("Too hard for those who sit it: read the stem again."),
    Matter.WEAK: gettext_lazy("It hardly tells strong candidates from weak ones: does it ask for the competency?"),
    Matter.TELLS_NOBODY_APART: gettext_lazy(
        "Strong candidates choose option %(options)s as often as weak ones: is it clearly wrong?"
    ),
    Matter.TOO_EASY: gettext_lazy("Nearly everybody knows it: it takes up a place and tells little."),
    Matter.IDLE_OPTION: gettext_lazy(
        "Hardly anybody chooses option %(options)s: make it plausible, or leave it out in a new version."
    ),
}
KEY_DRAWS_THE_WEAK = gettext_lazy("Weak candidates are drawn to option %(options)s, which the key holds right: is it?")

FLAGS: Mapping[OptionFlag, Promise] = {
    OptionFlag.BEATS_THE_KEY: gettext_lazy("chosen by stronger people than the key"),
    OptionFlag.KEY_DRAWS_THE_WEAK: gettext_lazy("right, but chosen by the weak"),
    OptionFlag.DRAWS_THE_STRONG: gettext_lazy("attracts the strong"),
    OptionFlag.TELLS_NOBODY_APART: gettext_lazy("tells nobody apart"),
    OptionFlag.RARELY_CHOSEN: gettext_lazy("hardly chosen"),
}


def advice_words(one: Advice) -> str:
    if one.matter is Matter.STRONG_MISS_IT and one.options:
        return str(KEY_DRAWS_THE_WEAK) % {"options": one.options}
    return str(ADVICE[one.matter]) % {"options": one.options}


def what_to_do(standing: Standing, count: int, found: list[Advice]) -> list[str]:
    """One sentence a matter; a sentence too where there is none, or where it is too early to say."""
    if standing is Standing.TOO_FEW:
        return [_("Not enough answers yet: %(count)s of %(needed)s.") % {"count": count, "needed": ANSWERS_TO_SHOW}]
    if standing is Standing.EARLY:
        words = _("First figures: wait for %(needed)s answers before you change anything.")
        return [words % {"needed": ANSWERS_TO_ACT}]
    return [advice_words(one) for one in found] or [_("Nothing to do: it works as it should.")]
