"""Telling people by mail that they are expected at a session, or are to invigilate it."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.people.models import User

from ...models import ExamSession


def notify_of_session(*, session_id: int, person_id: int) -> None:
    """In every language of the academy; nothing to who is no longer expected, and nothing about a closed session."""
    session = ExamSession.objects.select_related("examination").get(pk=session_id)
    person = User.objects.get(pk=person_id)
    is_invigilator = session.invigilators.filter(pk=person.pk).exists()
    if session.closed_at or not (is_invigilator or session.seats.filter(learner=person).exists()):
        return
    context = {
        "name": person.name,
        "session": session,
        "is_invigilator": is_invigilator,
        "url": settings.SITE_ADDRESS + _page(session, is_invigilator),
    }
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(
                _("You are to invigilate an examination") if is_invigilator else _("Your examination session")
            )
            bodies.append(render_to_string("assessments/mail_session.txt", context))
    subject = " / ".join(dict.fromkeys(subjects))
    send_mail(subject, "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [person.email])


def _page(session: ExamSession, is_invigilator: bool) -> str:
    if is_invigilator:
        return reverse("assessments:session", args=[session.public_id])
    return reverse("assessments:examination", args=[session.examination.code])
