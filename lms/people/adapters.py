"""How allauth behaves in an administration: nobody signs up, accounts come from the roster."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_bytes
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.base.audit import record

from .backends import account_meant, may_come_in
from .known_browsers import browser_of, remember
from .models import User
from .services.tries import record_try

# One text whichever of the two was typed, and whether or not such an account exists.
NOT_RIGHT = _("The e-mail address, the employee number or the password is not right.")
TOO_MANY = _("Too many failed tries for this account. Wait five minutes, then try again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NOT_RIGHT,
        "username_password_mismatch": NOT_RIGHT,
        "invalid_login": NOT_RIGHT,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": _("This password is not right."),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_confirmation_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """None: addresses come from the personnel file, and one that somebody adds here is not kept."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_try("session.held_back", _typed(credentials))
            raise

    def pre_login(self, request: HttpRequest, user: User, **flow: Any) -> HttpResponse | None:
        # allauth goes on with an account that the backend refused, and looks at is_active alone.
        if not may_come_in(user):
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        response: HttpResponse | None = super().pre_login(request, user, **flow)
        return response

    def post_login(self, request: HttpRequest, user: User, **flow: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **flow)
        remember(request, response, user)
        return response

    def reauthenticate(self, user: User, password: str) -> bool:
        """By the address of the account: not everybody has an employee number."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record(user, "password.changed", user)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count for one account, whatever was typed to name it, and one for each browser it is known from."""
        typed = _typed(credentials)
        user = account_meant(typed)
        if user is None:
            return f"nobody:{typed.strip().casefold()}"
        browser = browser_of(request, user)
        return f"account:{user.pk}:{browser}" if browser else f"account:{user.pk}"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The product's own name in authenticator apps and passkey dialogues; seeds are sealed before they are stored."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every 30 seconds; try the present one."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Shuzheng Academy"}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Key %(number)s") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _typed(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "")


def _seal() -> MultiFernet:
    """Keys derived from the installation's secret; a rotated secret still opens what an older one sealed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [urlsafe_b64encode(sha256(b"second-factor:" + force_bytes(secret)).digest()) for secret in secrets]
    return MultiFernet([Fernet(key) for key in keys])
