"""What posts demand on a day: of every post the latest profile in force, even one that demands nothing any more."""

from collections.abc import Collection
from datetime import date

from django.db.models import OuterRef, Subquery

from ..domain.gaps import Requirement
from ..models import RoleProfile, RoleRequirement


def requirements_of_posts(on: date, post_ids: Collection[int] | None = None) -> dict[int, list[Requirement]]:
    """Post id → its demands, of these posts or of all; posts that demand nothing are absent. One statement."""
    profiles = RoleProfile.objects.filter(post=OuterRef("profile__post"), effective_from__lte=on)
    rows = RoleRequirement.objects.filter(profile=Subquery(profiles.order_by("-effective_from").values("pk")[:1]))
    if post_ids is not None:
        rows = rows.filter(profile__post_id__in=post_ids)
    found: dict[int, list[Requirement]] = {}
    for post_id, code, level, criticality in rows.order_by("profile__post_id", "competency__position").values_list(
        "profile__post_id", "competency__code", "level", "criticality"
    ):
        found.setdefault(post_id, []).append(Requirement(code, level, criticality))
    return found
