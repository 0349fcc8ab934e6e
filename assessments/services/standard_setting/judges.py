"""Who sits on a panel."""

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...models import Judge, Panel
from .leading import prepared_panel, refuse_candidates
from .refusal import PanelRefused


@transaction.atomic
def appoint(*, panel: Panel, user: User, expertise: str, actor: User) -> Judge:
    held = prepared_panel(panel, actor)
    if user.pk == held.convener_id:
        raise PanelRefused(_("Who convenes the panel does not sit on it."))
    if not user.is_active:
        raise PanelRefused(_("This account is closed."))
    if held.judges.filter(user=user).exists():
        raise PanelRefused(_("This person sits on the panel already."))
    refuse_candidates(held, [user.pk])
    judge = Judge.objects.create(panel=held, user=user, expertise=expertise)
    record(actor, "panel.judge_appointed", user, examination=held.examination.code)
    return judge


@transaction.atomic
def dismiss(*, judge: Judge, actor: User) -> None:
    """Only before the first round: whoever has begun to judge stays on record."""
    held = prepared_panel(judge.panel, actor)
    record(actor, "panel.judge_dismissed", judge.user, examination=held.examination.code)
    judge.delete()
