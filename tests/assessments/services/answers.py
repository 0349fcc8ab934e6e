"""Answers as a candidate's browser would send them."""

from datetime import datetime

from django.utils import timezone

from assessments.models import Attempt, DrawnItem, Examination
from assessments.services.delivery import Answer, Receipt, save_answer, token_for

NOW = timezone.now()


def tokens_of(attempt: Attempt, position: int, option: str) -> list[str]:
    drawn = DrawnItem.objects.get(attempt=attempt, position=position)
    return [token for token, option_id in drawn.tokens if option_id == option]


def answer(
    attempt: Attempt, position: int, option: str, *, seq: int = 1, at: datetime = NOW, token: str | None = None
) -> Receipt:
    value = tokens_of(attempt, position, option)
    return save_answer(
        public_id=attempt.public_id,
        token=token or token_for(attempt),
        answer=Answer(position=position, seq=seq, value=value),
        at=at,
    )


def another(examination: Examination) -> Examination:
    """Of the same bank and blueprint."""
    cells, cuts = list(examination.blueprint.all()), list(examination.cut_scores.all())
    other = Examination.objects.create(code="T-02", title={"en": "Other"}, bank=examination.bank, level=2, minutes=30)
    for row in (*cells, *cuts):
        row.pk, row.examination = None, other
        row.save()
    return other
