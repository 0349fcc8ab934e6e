"""In which languages a candidate read the tasks: statistics by language rest on it."""

from ..models import Attempt


def note_language(*, attempt: Attempt, language: str) -> None:
    """Call when a task is shown. One statement, and only the first time that it comes in another language."""
    if language != attempt.language and not attempt.saw_other_languages:
        Attempt.objects.filter(pk=attempt.pk, status=Attempt.Status.OPEN).update(saw_other_languages=True)
