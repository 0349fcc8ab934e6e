"""Why forms cannot be made or used, in words for the people of the bank."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.assembly.breaches import Breach, Rule
from ..models import Cognitive
from ..services.authoring.content import LANGUAGES

Codes = Mapping[int, str]  # item → code


def in_words(breaches: Sequence[Breach], codes: Codes) -> list[str]:
    return [WORDS[one.rule](one, codes) for one in breaches]


def _cell_lacks(one: Breach, _codes: Codes) -> str:
    return ngettext("%(cell)s lacks %(count)d item.", "%(cell)s lacks %(count)d items.", int(one.amount)) % _facts(one)


def _cell_exceeds(one: Breach, _codes: Codes) -> str:
    return ngettext(
        "%(form)s has %(count)d item too many of %(cell)s.",
        "%(form)s has %(count)d items too many of %(cell)s.",
        int(one.amount),
    ) % _facts(one)


def _length(one: Breach, _codes: Codes) -> str:
    return ngettext(
        "%(form)s is not as long as the blueprint: it differs by %(count)d item.",
        "%(form)s is not as long as the blueprint: it differs by %(count)d items.",
        int(one.amount),
    ) % _facts(one)


def _enemies(one: Breach, codes: Codes) -> str:
    first, second = one.pair or (0, 0)
    return _("%(form)s would hold the enemies %(first)s and %(second)s.") % {
        **_facts(one),
        "first": codes.get(first, "?"),
        "second": codes.get(second, "?"),
    }


def _key_too_often(one: Breach, _codes: Codes) -> str:
    return ngettext(
        "%(form)s: more than 35 %% of the answers stand at place %(position)s (%(count)d item too many).",
        "%(form)s: more than 35 %% of the answers stand at place %(position)s (%(count)d items too many).",
        int(one.amount),
    ) % _facts(one)


def _key_too_rare(one: Breach, _codes: Codes) -> str:
    return ngettext(
        "%(form)s: fewer than 15 %% of the answers stand at place %(position)s (%(count)d item missing).",
        "%(form)s: fewer than 15 %% of the answers stand at place %(position)s (%(count)d items missing).",
        int(one.amount),
    ) % _facts(one)


def _longest(one: Breach, _codes: Codes) -> str:
    return ngettext(
        "%(form)s: in %(language)s the answer is the longest option in more than 40 %% of the items (%(count)d item "
        "too many).",
        "%(form)s: in %(language)s the answer is the longest option in more than 40 %% of the items (%(count)d items "
        "too many).",
        int(one.amount),
    ) % _facts(one)


def _shared(one: Breach, _codes: Codes) -> str:
    return ngettext(
        "%(form)s shares %(count)d item too many with form %(other)s.",
        "%(form)s shares %(count)d items too many with form %(other)s.",
        int(one.amount),
    ) % _facts(one)


def _anchors(one: Breach, _codes: Codes) -> str:
    if one.other:
        return ngettext(
            "%(form)s has %(count)d anchor item of form %(other)s too few.",
            "%(form)s has %(count)d anchor items of form %(other)s too few.",
            int(one.amount),
        ) % _facts(one)
    return ngettext(
        "The forms have %(count)d anchor item too few in common.",
        "The forms have %(count)d anchor items too few in common.",
        int(one.amount),
    ) % _facts(one)


def _luck(one: Breach, _codes: Codes) -> str:
    return _("%(form)s: whoever guesses passes with a probability of %(percent)s %%; it must be below 0.1 %%.") % {
        **_facts(one),
        "percent": f"{100 * one.amount:.2g}",
    }


def _facts(one: Breach) -> dict[str, object]:
    cell = f"{one.cell.competency} · {Cognitive(one.cell.cognitive).label}" if one.cell else ""
    return {
        "form": _("Form %(number)s") % {"number": one.form},
        "cell": cell,
        "count": int(one.amount),
        "position": one.position,
        "language": LANGUAGES.get(one.language, one.language),
        "other": one.other,
    }


WORDS: Mapping[Rule, Callable[[Breach, Codes], str]] = {
    Rule.CELL_LACKS: _cell_lacks,
    Rule.CELL_EXCEEDS: _cell_exceeds,
    Rule.LENGTH: _length,
    Rule.ENEMIES: _enemies,
    Rule.KEY_TOO_OFTEN: _key_too_often,
    Rule.KEY_TOO_RARE: _key_too_rare,
    Rule.LONGEST: _longest,
    Rule.SHARED: _shared,
    Rule.ANCHORS: _anchors,
    Rule.LUCK: _luck,
}
