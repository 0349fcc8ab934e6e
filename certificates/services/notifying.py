"""Telling the holder, and drawing the certificate before it is asked for."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.selectors.results import public_ids_of
from lms.people.access import visible
from lms.people.models import Role, User

from ..models import Credential
from ..renderers.store import pdf_of
from ..selectors.printed import printed
from ..selectors.resting_on import credentials_on


def warm_up(*, public_id: str, language: str) -> None:
    pdf_of(Credential.objects.get(public_id=public_id), language)


def notify_holder(*, public_id: str, language: str) -> None:
    """One short mail in the language in which the holder was working; the certificate itself is behind the sign-in."""
    credential = Credential.objects.select_related("learner").get(public_id=public_id)
    with translation.override(language):
        title, body = _written("certificates/mail.txt", credential, language)
        subject = _("Your certificate: %(title)s") % {"title": title}
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [credential.learner.email])


def notify_revoked(*, public_id: str) -> None:
    """In every language of the academy: the holder did nothing just now, so nobody knows which they would choose."""
    credential = Credential.objects.select_related("learner", "revocation__request").get(public_id=public_id)
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            _title, body = _written("certificates/mail_revoked.txt", credential, language)
            subjects.append(_("Your certificate was revoked"))
            bodies.append(body)
    subject = " / ".join(dict.fromkeys(subjects))
    send_mail(subject, "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [credential.learner.email])


def notify_unsupported(*, attempt_id: int, learner_id: int) -> None:
    """To every administrator who may ask for the revocation of a certificate whose examination is passed no longer."""
    attempt = public_ids_of([attempt_id])[attempt_id]
    for _attempt, credential in credentials_on([attempt], [learner_id]):
        for person in _administrators_of(credential):
            subjects, bodies = [], []
            for language, _name in settings.LANGUAGES:
                with translation.override(language):
                    _title, body = _written("certificates/mail_unsupported.txt", credential, language)
                    subjects.append(_("A certificate rests on a result that was corrected"))
                    bodies.append(body)
            subject = " / ".join(dict.fromkeys(subjects))
            send_mail(subject, "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [person.email])


def _administrators_of(credential: Credential) -> list[User]:
    holders = User.objects.filter(grants__role=Role.ADMINISTRATOR, grants__ended_at=None, is_active=True)
    others = holders.exclude(pk=credential.learner_id).distinct().order_by("pk")
    return [one for one in others if visible(one, Credential).filter(pk=credential.pk).exists()]


def _written(template: str, credential: Credential, language: str) -> tuple[str, str]:
    """The title of the certificate, and the text; call with `language` active."""
    shown = printed(credential.document, language)
    context: Mapping[str, object] = {
        "shown": shown,
        "revocation": getattr(credential, "revocation", None),
        "revoke": settings.SITE_ADDRESS + reverse("certificates:revoke", args=[credential.public_id]),
        "mine": settings.SITE_ADDRESS + reverse("certificates:mine"),
        "verify": settings.SITE_ADDRESS + reverse("certificates:verify", args=[credential.public_id]),
    }
    return shown.title, render_to_string(template, context)
