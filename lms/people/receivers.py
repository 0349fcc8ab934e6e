"""Signing in, out and failing to, and changes of second factors, are written to the audit log; addresses stay put."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver

from lms.base.audit import record

from .models import User
from .services.tries import record_try


@receiver(user_logged_in, dispatch_uid="people.audit_sign_in")
def audit_sign_in(*, user: User, **_: Any) -> None:
    record(user, "session.signed_in", user)


@receiver(user_logged_out, dispatch_uid="people.audit_sign_out")
def audit_sign_out(*, user: User | None, **_: Any) -> None:
    if user is not None:
        record(user, "session.signed_out", user)


@receiver(user_login_failed, dispatch_uid="people.audit_failed_sign_in")
def audit_failed_sign_in(*, credentials: dict[str, Any], **_: Any) -> None:
    record_try("session.refused", str(credentials.get("email") or credentials.get("username") or ""))


@receiver(post_save, sender=EmailAddress, dispatch_uid="people.one_place_for_addresses")
def keep_addresses_in_one_place(*, instance: EmailAddress, **_: Any) -> None:
    """The personnel file alone says whose an address is.

    allauth copies addresses aside, as unverified, whenever a reset link is made or tried. A copy would bar its person
    from setting up a second factor, and open the account to whoever is given the address later.
    """
    instance.delete()


@receiver(signals.authenticator_added, dispatch_uid="people.audit_factor_added")
def audit_factor_added(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(user, "second_factor.added", user, kind=authenticator.type)


@receiver(signals.authenticator_removed, dispatch_uid="people.audit_factor_removed")
def audit_factor_removed(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(user, "second_factor.removed", user, kind=authenticator.type)


@receiver(signals.authenticator_reset, dispatch_uid="people.audit_factor_reset")
def audit_factor_reset(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(user, "second_factor.renewed", user, kind=authenticator.type)


@receiver(signals.authentication_failed, dispatch_uid="people.audit_factor_refused")
def audit_factor_refused(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(None, "second_factor.refused", user, kind=authenticator.type)
