"""A change of what a post demands: a new profile with its own date, never a silent rewrite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lms.base.audit import record
from lms.competencies.models import Competency, Framework, Post, RoleProfile, RoleRequirement
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Demand:
    level: int  # 1 to 5
    criticality: int  # 1 to 3

    @property
    def weight(self) -> str:
        return str(RoleRequirement.Criticality(self.criticality).label)


class ProfileRefused(ValueError):
    """The past would be rewritten, or a post left without any profile."""


@transaction.atomic
def set_profile(
    *, post: Post, effective_from: date, demands: Mapping[str, Demand], today: date, actor: User
) -> RoleProfile:
    """Demands by competency code, in force from a day that has not passed."""
    if effective_from < today:
        raise ProfileRefused(effective_from.isoformat())
    framework = Framework.objects.get(is_current=True)
    profile, _ = RoleProfile.objects.get_or_create(
        post=post, effective_from=effective_from, defaults={"framework": framework}
    )
    profile.requirements.all().delete()
    competencies = {one.code: one for one in Competency.objects.filter(framework=framework)}
    RoleRequirement.objects.bulk_create(
        RoleRequirement(
            profile=profile, competency=competencies[code], level=demand.level, criticality=demand.criticality
        )
        for code, demand in demands.items()
    )
    record(
        actor,
        "role_profile.set",
        profile,
        post=post.code,
        effective_from=effective_from.isoformat(),
        demands={code: [demand.level, demand.criticality] for code, demand in demands.items()},
    )
    return profile


@transaction.atomic
def withdraw_profile(*, post: Post, effective_from: date, today: date, actor: User) -> None:
    """Undo a profile that is not yet past; the one before it stays in force."""
    profile = RoleProfile.objects.select_for_update().get(post=post, effective_from=effective_from)
    if effective_from < today or not post.profiles.filter(effective_from__lt=effective_from).exists():
        raise ProfileRefused(effective_from.isoformat())
    demands = profile.requirements.values_list("competency__code", "level", "criticality")
    record(
        actor,
        "role_profile.withdrawn",
        profile,
        post=post.code,
        effective_from=effective_from.isoformat(),
        demands={code: [level, criticality] for code, level, criticality in demands},
    )
    profile.delete()
