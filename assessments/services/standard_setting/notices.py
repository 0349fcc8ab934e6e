"""Telling judges and raters by mail that they are asked for their judgement."""

from collections.abc import Collection

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.base.outbox import announce_many
from lms.people.models import User

from ...models import Panel, ScenarioPanel

JUDGE_NOTICE = "assessments.judge"
RATER_NOTICE = "assessments.rater"


def announce_to_judges(panel: Panel, people: Collection[int]) -> None:
    announce_many(JUDGE_NOTICE, [{"panel": panel.pk, "person": pk, "round": panel.open_round} for pk in people])


def announce_to_raters(panel: ScenarioPanel, people: Collection[int]) -> None:
    announce_many(RATER_NOTICE, [{"panel": panel.pk, "person": pk} for pk in people])


def notify_judge(*, panel_id: int, person_id: int, round_number: int) -> None:
    """Nothing once that round is over."""
    panel = Panel.objects.select_related("examination").get(pk=panel_id)
    if panel.open_round == round_number:
        url = reverse("assessments:judge_panel", args=[panel.public_id])
        _send(person_id, url, {"title": panel.examination.title, "round": round_number})


def notify_rater(*, panel_id: int, person_id: int) -> None:
    panel = ScenarioPanel.objects.select_related("version__scenario").get(pk=panel_id)
    if panel.status == ScenarioPanel.Status.RATING:
        url = reverse("assessments:rater_panel", args=[panel.public_id])
        _send(person_id, url, {"title": panel.version.scenario.title, "round": None})


def _send(person_id: int, url: str, context: dict[str, object]) -> None:
    """In every language of the academy: nobody knows which they would choose."""
    person = User.objects.get(pk=person_id)
    if not person.is_active:
        return
    words = {**context, "name": person.name, "url": settings.SITE_ADDRESS + url}
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(_("You are asked to judge on a panel"))
            bodies.append(render_to_string("assessments/mail_panel.txt", words))
    subject = " / ".join(dict.fromkeys(subjects))
    send_mail(subject, "\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [person.email])
