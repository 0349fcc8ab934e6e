"""Certificates that rest on given attempts, for the report before a result is changed."""

from collections.abc import Collection
from uuid import UUID

from assessments.selectors.dependents import Dependent, register

from ..models import Credential


def credentials_on(attempts: Collection[UUID], learner_ids: Collection[int]) -> list[tuple[UUID, Credential]]:
    """(attempt, certificate that is not revoked and names it as its basis)."""
    wanted = {f"attempt:{one}": one for one in attempts}
    rows = Credential.objects.filter(learner_id__in=learner_ids, revocation=None).select_related("achievement")
    return [(wanted[basis], row) for row in rows for basis in row.basis if basis in wanted]


@register
def dependent_credentials(attempts: Collection[UUID], learner_ids: Collection[int]) -> list[Dependent]:
    """By kind only: the number of a certificate is its holder's to show."""
    return [Dependent(attempt, str(row.achievement)) for attempt, row in credentials_on(attempts, learner_ids)]
