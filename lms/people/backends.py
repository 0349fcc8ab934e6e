"""Who may come in, and which account a person means by what they type."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from lms.base.db.prepared import PreparedObjects

from .models import User


def may_come_in(user: AbstractBaseUser | None) -> bool:
    """False for demonstration accounts where the installation refuses them."""
    return settings.DEMO_ALLOWED or not getattr(user, "is_demo", False)


def account_meant(typed: str) -> User | None:
    """The account whose e-mail address or employee number this is, in any case."""
    word = typed.strip()
    if not word:
        return None
    return User.objects.filter(Q(email=word.lower()) | Q(employee_number__iexact=word)).first()


class AccountBackend(AuthenticationBackend):
    """E-mail address or employee number; asked again on every request, so a refusal also ends open sessions."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return may_come_in(user) and bool(super().user_can_authenticate(user))

    def get_user(self, user_id: int) -> User | None:
        user = next(iter(_by_key(int(user_id))), None)
        return user if user is not None and self.user_can_authenticate(user) else None


_by_key = PreparedObjects(User, lambda pk: User.objects.filter(pk=pk))
