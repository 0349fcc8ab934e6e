"""Mail about texts that people mark: to candidates, that the result is there; to the bank, that markers are missing."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.base.outbox import announce, announce_many
from lms.people.models import Role, User
from lms.people.selectors.posted import people_with_right

from ..models import Attempt, ItemBank
from ..selectors.markers import MARKING_ROLES, shortage_of, stuck_texts

RESULT_NOTICE = "assessments.marked"
SHORTAGE_NOTICE = "assessments.markers_short"


def announce_result(attempt: Attempt) -> None:
    announce(RESULT_NOTICE, {"attempt": attempt.pk})


def announce_shortage(attempt: Attempt) -> None:
    """Where this attempt is the first that gets stuck: what comes behind it is no news.

    Administrators are told as well, because the bank's own people cannot appoint anybody.
    """
    bank = attempt.examination.bank
    if bank.unit is None or set(stuck_texts(bank).values()) != {attempt.pk}:
        return
    told = people_with_right(bank.unit, *MARKING_ROLES, Role.ADMINISTRATOR).exclude(pk=attempt.learner_id)
    announce_many(SHORTAGE_NOTICE, [{"bank": bank.pk, "person": pk} for pk in told.values_list("pk", flat=True)])


def notify_marked(*, attempt_id: int) -> None:
    attempt = Attempt.objects.select_related("learner", "examination").get(pk=attempt_id)
    context = {"attempt": attempt, "url": _address("assessments:result", attempt.public_id)}
    _send(attempt.learner, "marked", context)


def notify_of_shortage(*, bank_id: int, person_id: int) -> None:
    """Nothing where somebody was found meanwhile."""
    bank, person = ItemBank.objects.get(pk=bank_id), User.objects.get(pk=person_id)
    shortage = shortage_of(bank)
    if shortage is not None and shortage.stuck:
        context = {"bank": bank, "shortage": shortage, "url": _address("authoring:bank", bank.public_id)}
        _send(person, "shortage", context)


def _address(view: str, public_id: object) -> str:
    return settings.SITE_ADDRESS + reverse(view, args=[public_id])


def _send(person: User, kind: str, context: dict[str, object]) -> None:
    """In every language of the academy: nobody did anything just now, so nobody knows which they would choose."""
    if not person.is_active:
        return
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(
                _("Your examination result is there") if kind == "marked" else _("Too few people can mark texts")
            )
            bodies.append(render_to_string(f"assessments/mail_{kind}.txt", {**context, "name": person.name}))
    subject = " / ".join(dict.fromkeys(subjects))
    send_mail(subject, "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [person.email])
