"""What a person may read about their own account."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from ..models import AccessGrant, RoleAssignment, User


@dataclass(frozen=True, slots=True)
class Account:
    posts: Sequence[RoleAssignment]
    rights: Sequence[AccessGrant]
    has_second_factor: bool


def account_of(user: User) -> Account:
    posts = RoleAssignment.objects.current().filter(user=user).select_related("unit", "post").order_by("starts_on")
    rights = AccessGrant.objects.filter(user=user, ended_at=None).select_related("unit").order_by("role", "unit__path")
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return Account(list(posts), list(rights), factors.exists())
