"""Telling the candidate of a case, by mail: that there is something to read, never what."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ...models import ConductCase


def notify_of_case(*, case_id: int, news: str) -> None:
    """In every language of the academy. `news`: opened, decided or appeal; nothing of a case that is forgotten."""
    case = ConductCase.objects.filter(pk=case_id).select_related("attempt__learner", "attempt__examination").first()
    if case is None or not case.attempt.learner.is_active:
        return
    learner = case.attempt.learner
    context = {
        "name": learner.name,
        "case": case,
        "news": news,
        "url": settings.SITE_ADDRESS + reverse("assessments:conduct_case", args=[case.public_id]),
    }
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(_("About your examination"))
            bodies.append(render_to_string("assessments/mail_conduct.txt", context))
    subject = " / ".join(dict.fromkeys(subjects))
    send_mail(subject, "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [learner.email])
