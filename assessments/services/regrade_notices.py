"""Telling people that a result of theirs was corrected."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ..models import AttemptResult


def notify_regraded(*, attempt_id: int, regrade_id: int) -> None:
    """In every language of the academy: the candidate did nothing just now, so nobody knows which they would choose.

    The mail names neither the task nor the reason: both may tell of the key.
    """
    result = AttemptResult.objects.select_related("attempt__learner", "attempt__examination", "regrade").get(
        attempt_id=attempt_id, regrade_id=regrade_id
    )
    learner = result.attempt.learner
    if not learner.is_active:
        return
    former = AttemptResult.objects.get(attempt_id=attempt_id, number=result.number - 1)
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(_("Your examination result was corrected"))
            bodies.append(render_to_string("assessments/mail_regraded.txt", _context(result, former)))
    subject = " / ".join(dict.fromkeys(subjects))
    send_mail(subject, "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [learner.email])


def _context(result: AttemptResult, former: AttemptResult) -> dict[str, object]:
    attempt = result.attempt
    return {
        "name": attempt.learner.name,
        "attempt": attempt,
        "result": result,
        "former": former,
        "url": settings.SITE_ADDRESS + reverse("assessments:result", args=[attempt.public_id]),
    }
