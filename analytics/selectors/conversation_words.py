"""A conversation as the line manager reads it: why, a sentence to open with, and what to bring. Never a judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.selectors.levels import Standing
from courses.selectors.pathway import next_steps
from lms.competencies.selectors.framework import competencies

from ..domain.conversations import Reason
from ..models import Conversation

WHY: Mapping[Reason, Promise] = {
    Reason.RECHECK: gettext_lazy("The evidence on %(competency)s has grown old; a re-check is due."),
    Reason.CRITICAL_GAP: gettext_lazy("%(competency)s is critical for the post and not reached yet."),
    Reason.CONFLICT: gettext_lazy("Results on %(competency)s disagree; it is worth finding out why."),
    Reason.NOT_SHOWN: gettext_lazy("Nothing has been shown yet in %(competency)s, which is critical for the post."),
    Reason.READY: gettext_lazy("Everything that the post demands is shown: ready for more."),
    Reason.TURN: gettext_lazy("Nothing presses; it is this person's turn."),
}
OPENING: Mapping[Reason, Promise] = {
    Reason.RECHECK: gettext_lazy("“When did you last work with this, and when would a re-check suit you?”"),
    Reason.CRITICAL_GAP: gettext_lazy("“What would help you most with this: time, practice, or somebody to ask?”"),
    Reason.CONFLICT: gettext_lazy("“Two results say different things. Which of them looks like your work?”"),
    Reason.NOT_SHOWN: gettext_lazy("“You may well know this. What would be a fair way to show it?”"),
    Reason.READY: gettext_lazy("“What would you like to take on next, or teach others?”"),
    Reason.TURN: gettext_lazy("“What gets in the way of your work at present, and what would you like to learn?”"),
}
BRING: Mapping[Reason, Promise] = {
    Reason.RECHECK: gettext_lazy("The date of the last evidence and two possible dates for the examination."),
    Reason.CRITICAL_GAP: gettext_lazy("An hour a week in the roster, and the next step below."),
    Reason.CONFLICT: gettext_lazy(
        "The person's own level page, opened by the person; it names every result and its weight."
    ),
    Reason.NOT_SHOWN: gettext_lazy("A quiet hour for the examination or a simulated case."),
    Reason.READY: gettext_lazy("One task of the unit that needs somebody, and who could be supported."),
    Reason.TURN: gettext_lazy("Time. Nothing else is needed."),
}


@dataclass(frozen=True, slots=True)
class ConversationCard:
    conversation: Conversation
    name: str
    why: str
    opening: str
    bring: str
    step: str  # the next best one of the person; empty where nothing is to be learned


def cards_of(planned: Sequence[Conversation], standings: Mapping[int, Sequence[Standing]]) -> list[ConversationCard]:
    names = {code: f"{code} {card.name}" for code, card in competencies().items()}
    return [_card(one, names, standings.get(one.subject_id, [])) for one in planned]


def _card(one: Conversation, names: Mapping[str, str], standings: Sequence[Standing]) -> ConversationCard:
    reason = Reason(one.reason)
    return ConversationCard(
        conversation=one,
        name=one.subject.name,
        why=str(WHY[reason]) % {"competency": names.get(one.competency, one.competency)},
        opening=str(OPENING[reason]),
        bring=str(BRING[reason]),
        step=_step(one, standings) if reason in (Reason.CRITICAL_GAP, Reason.RECHECK, Reason.NOT_SHOWN) else "",
    )


def _step(one: Conversation, standings: Sequence[Standing]) -> str:
    """On the competency in question, where a course or examination serves it."""
    wanted = [standing for standing in standings if standing.code == one.competency]
    steps = next_steps(one.subject, wanted, passed={})
    if not steps:
        return ""
    return _("%(step)s, %(minutes)s minutes") % {"step": steps[0].title, "minutes": steps[0].minutes}
