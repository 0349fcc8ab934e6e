"""What somebody was asked to do without a right of its own; the apps above say who does it at the moment."""

from collections.abc import Collection, Iterable

from ..models import User


def keep_duty(duty: str, *, people: Iterable[int], doing: Collection[int]) -> None:
    """Of these people exactly those in `doing` have the duty from now on."""
    for user in User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(people)).order_by("pk"):
        duties = set(user.duties.split()) - {duty} | ({duty} if user.pk in doing else set())
        user.duties = " ".join(sorted(duties))
        user.save(update_fields=["duties"])
