"""People's first sittings on forms, as equating reads them."""

from collections.abc import Collection
from datetime import datetime

import numpy as np
from django.db.models import Count

from ...domain.equating.answers import FormAnswers
from ...models import Attempt, AttemptResult, DrawnItem, Examination, TestForm
from ..statistics.given_marks import first_attempts

# The latest so many of a form are read: their errors lie far below a point, and the work stays within a second or two.
SITTINGS_READ = 1_000


def people_by_form(examination: Examination) -> dict[int, int]:
    """Form → people who sat the examination for the first time with it, and whose marks are known."""
    scored = first_attempts(examination).exclude(status__in=Attempt.UNSCORED).filter(form__isnull=False)
    counted = scored.order_by().values("form_id").annotate(people=Count("pk")).values_list("form_id", "people")
    return {form_id or 0: people for form_id, people in counted}


def answers_on(form: TestForm) -> FormAnswers:
    """Without items that a regrade took out of the count."""
    sittings = first_attempts(form.examination).exclude(status__in=Attempt.UNSCORED).filter(form=form)
    read = list(sittings.order_by("-started_at", "-pk").values_list("pk", flat=True)[:SITTINGS_READ])
    rows = DrawnItem.objects.filter(attempt_id__in=read, is_scored=True).order_by()
    given = {
        (sitting, version): mark for sitting, version, mark in rows.values_list("attempt_id", "version_id", "mark")
    }
    places = form.items.filter(is_scored=True).order_by("position").values_list("version_id", flat=True)
    versions = tuple(version for version in places if all(given.get((one, version)) is not None for one in read))
    marks = np.array([[given[one, version] for version in versions] for one in read], dtype=np.float64)
    return FormAnswers(versions, marks.reshape(len(read), len(versions)))


def are_corrected_since(form_ids: Collection[int], at: datetime) -> bool:
    """Whether a regrade changed results on these forms after an equating was worked out."""
    results = AttemptResult.objects.filter(attempt__form_id__in=form_ids, regrade__isnull=False, at__gt=at)
    return results.exists()
