"""What of forms and blueprints waits for somebody at the authors' desk."""

from django.db.models import QuerySet

from lms.people.access import visible
from lms.people.models import User

from ...models import BlueprintVersion, ItemBank, StartAlert, TestForm


def alerts_for(user: User) -> QuerySet[StartAlert]:
    """Refused starts of the examinations of this person's banks."""
    return StartAlert.objects.filter(examination__bank__in=visible(user, ItemBank)).select_related("examination")


def forms_waiting_for(user: User) -> QuerySet[TestForm]:
    """Drafts that somebody else made, in the banks of this person."""
    drafts = TestForm.objects.filter(status=TestForm.Status.DRAFT, examination__bank__in=visible(user, ItemBank))
    return drafts.exclude(made_by=user).select_related("examination", "made_by")


def blueprints_waiting_for(user: User) -> QuerySet[BlueprintVersion]:
    proposed = BlueprintVersion.objects.filter(
        status=BlueprintVersion.Status.PROPOSED, examination__bank__in=visible(user, ItemBank)
    )
    return proposed.exclude(proposed_by=user).select_related("examination", "proposed_by")
