"""Marking short texts by people: independent, blind, each once; the last mark that was missing scores the attempt."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ..models import Attempt, TextMark
from ..selectors.text_marks import TextToMark, marks_of, may_mark, text_to_mark, unmarked_texts
from .locks import hold
from .marking import score_attempt
from .marking_notices import announce_shortage


class MarkRefused(Exception):
    """This person may not give these points; the message says why, in words for the person at the desk."""


@transaction.atomic
def mark_text(*, text: TextToMark, points: Sequence[int], marker: User, at: datetime) -> TextMark:
    """One mark of one person. Where it is the last that was missing, the attempt is scored in the same transaction."""
    attempt = _hold(text)
    bank = text.drawn.version.item.bank
    now = text_to_mark(marker, bank, text.drawn.pk) if may_mark(marker, bank) else None
    if now is None or now.settles != text.settles:
        raise MarkRefused(_("Nothing waits for you here any more: the text has been marked meanwhile."))
    if len(points) != len(now.key.criteria) or any(
        not 0 <= given <= criterion.points for given, criterion in zip(points, now.key.criteria, strict=False)
    ):
        raise MarkRefused(_("Give each criterion its points, from 0 to the most it can earn."))
    mark = TextMark.objects.create(
        drawn=now.drawn, marker=marker, points=list(points), possible=now.key.points, settles=now.settles, at=at
    )
    # Neither the text nor the points: who reads the log may be another marker.
    record(marker, "short_text.marked", attempt, position=now.drawn.position, settles=now.settles)
    if not unmarked_texts(attempt):
        score_attempt(attempt=attempt)
    elif marks_of([now.drawn.pk])[now.drawn.pk].needs_settling:
        announce_shortage(attempt)
    return mark


def _hold(text: TextToMark) -> Attempt:
    """The person before the sitting, as everywhere (`locks`); two markers of one attempt wait for each other."""
    hold(text.drawn.attempt.learner_id)
    return (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("examination", "learner")
        .get(pk=text.drawn.attempt_id)
    )
