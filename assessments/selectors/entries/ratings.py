"""What a line manager has rated."""

from django.db.models import QuerySet

from lms.people.models import User

from ...models import EvidenceEntry


def ratings_given(user: User) -> QuerySet[EvidenceEntry]:
    """Latest first, also those that no longer count."""
    given = EvidenceEntry.objects.filter(kind=EvidenceEntry.Kind.SUPERVISOR, entered_by=user)
    return given.select_related("learner", "competency").order_by("-entered_at", "-pk")
