"""Telling people by mail that something happened to an entry or a contest of theirs: that, and never what."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.base.outbox import announce, announce_many
from lms.people.models import User

from ...models import EvidenceContest, EvidenceEntry

ENTRY_NOTICE = "assessments.evidence_entry"
CONTEST_NOTICE = "assessments.evidence_contest"


def announce_entry(entry: EvidenceEntry, news: str) -> None:
    """`news`: rated, settled, declined, counts, expired or withdrawn."""
    announce(ENTRY_NOTICE, {"entry": entry.pk, "news": news})


def announce_contest(contest: EvidenceContest, news: str, people: list[int]) -> None:
    """`news`: filed (to those who may decide) or decided (to the person)."""
    announce_many(CONTEST_NOTICE, [{"contest": contest.pk, "news": news, "person": one} for one in people])


def notify_of_entry(*, entry_id: int, news: str) -> None:
    entry = EvidenceEntry.objects.filter(pk=entry_id).select_related("learner", "competency").first()
    if entry is not None:
        context = {"entry": entry, "news": news, "url": _address("assessments:entry", entry)}
        _send(entry.learner, "entry", context)


def notify_of_contest(*, contest_id: int, news: str, person_id: int) -> None:
    """Nothing of a contest that was taken back or decided before the mail went out."""
    contest = EvidenceContest.objects.filter(pk=contest_id).first()
    if contest is None or contest.is_open != (news == "filed"):
        return
    view = "assessments:decide_contest" if news == "filed" else "assessments:contest"
    context = {"contest": contest, "news": news, "url": _address(view, contest)}
    _send(User.objects.get(pk=person_id), "contest", context)


def _address(view: str, target: EvidenceEntry | EvidenceContest) -> str:
    return settings.SITE_ADDRESS + reverse(view, args=[target.public_id])


def _send(person: User, kind: str, context: dict[str, object]) -> None:
    """In every language of the academy: nobody did anything just now, so nobody knows which they would choose."""
    if not person.is_active:
        return
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(_("News about your evidence") if kind == "entry" else _("A contested entry of evidence"))
            bodies.append(render_to_string(f"assessments/evidence/mail_{kind}.txt", {**context, "name": person.name}))
    send_mail(" / ".join(dict.fromkeys(subjects)), "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [person.email])
