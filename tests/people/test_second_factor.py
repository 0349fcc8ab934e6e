"""Who must carry a second factor, and what happens until they do."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lms.base.models import AuditEvent
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

PASSWORD = "a-long-enough-password"


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


@pytest.fixture
def author(units) -> User:
    user = User.objects.create_user("author@example.org", PASSWORD, name="Author")
    grant_role(user=user, role=Role.AUTHOR, unit=units["P"], by=None)
    return user


def code_for(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def signed_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


def set_up_app(client: Client) -> str:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    reply = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert reply.status_code == 302, reply.context["form"].errors
    return secret


@pytest.mark.parametrize("path", ["/", "/cms/", "/catalogue/", "/people/me/", "/documents/1/x.pdf", "/no/such/page/"])
def test_privileged_people_set_up_a_second_factor_before_anything_else(settings, author, path):
    settings.SECOND_FACTOR_REQUIRED = True
    reply = signed_in(author).get(path)
    assert (reply.status_code, reply.headers["Location"]) == (302, "/account/2fa/?required")


def test_nor_may_they_send_anything_before(settings, author):
    settings.SECOND_FACTOR_REQUIRED = True
    assert signed_in(author).post("/cms/pages/1/move/1/").headers["Location"] == "/account/2fa/?required"


def test_they_may_leave_and_choose_their_language(settings, author):
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(author)
    assert client.post(reverse("set_language"), {"language": "zh-hant", "next": "/"}).headers["Location"] == "/"
    assert client.post(reverse("account_logout")).headers["Location"] == "/"


def test_learners_are_not_asked(settings, ada):
    settings.SECOND_FACTOR_REQUIRED = True
    assert signed_in(ada).get(reverse("people:me")).status_code == 200


def test_nobody_is_asked_where_the_installation_does_not_require_it(settings, author):
    settings.SECOND_FACTOR_REQUIRED = False
    assert signed_in(author).get(reverse("people:me")).status_code == 200


def test_once_set_up_every_page_opens_and_the_next_sign_in_asks_for_the_code(
    settings, author, django_capture_on_commit_callbacks
):
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(author)
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(client)
    assert client.get(reverse("people:me")).status_code == 200

    cache.clear()  # a code counts once; the cache remembers the one just used
    again = Client()
    reply = again.post(reverse("account_login"), {"login": author.email, "password": PASSWORD})
    assert reply.headers["Location"] == reverse("mfa_authenticate")
    assert again.get(reverse("people:me")).status_code == 302
    wrong = again.post(reverse("mfa_authenticate"), {"code": "not-a-code"})
    assert "not right" in wrong.content.decode()
    assert again.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).status_code == 302
    assert again.get(reverse("people:me")).status_code == 200
    acts = list(AuditEvent.objects.filter(action__startswith="second_factor").values_list("action", "detail__kind"))
    assert sorted(acts[:2]) == [("second_factor.added", "recovery_codes"), ("second_factor.added", "totp")]
    assert acts[2:] == [("second_factor.refused", "totp")]


def test_a_recovery_code_opens_the_door_once(author):
    client = signed_in(author)
    set_up_app(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (302, 200):
        again = Client()
        again.post(reverse("account_login"), {"login": author.email, "password": PASSWORD})
        assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_guessing_codes_is_held_back_after_five_tries(author):
    set_up_app(signed_in(author))
    client = Client()
    client.post(reverse("account_login"), {"login": author.email, "password": PASSWORD})
    for _ in range(5):
        assert "not right" in client.post(reverse("mfa_authenticate"), {"code": "000000x"}).content.decode()
    assert "Too many" in client.post(reverse("mfa_authenticate"), {"code": "000000x"}).content.decode()


def test_recovery_codes_alone_are_no_second_factor(settings, author):
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(author)
    set_up_app(client)
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    assert client.get(reverse("people:me")).headers["Location"] == "/account/2fa/?required"


def test_what_the_database_holds_of_a_second_factor_opens_nothing(settings, author):
    client = signed_in(author)
    secret = set_up_app(client)
    stored = [str(one.data) for one in Authenticator.objects.all()]
    assert len(stored) == 2
    assert not any(secret in text for text in stored)


def test_a_rotated_secret_key_still_opens_what_an_older_one_sealed(settings, author):
    secret = set_up_app(signed_in(author))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the-next-secret-key-of-this-installation-0123456789"
    assert decrypt(Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]) == secret


def test_an_account_without_employee_number_confirms_itself_by_its_password(author):
    client = signed_in(author)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    reply = client.get(reverse("mfa_activate_totp"))
    assert reply.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert client.post(reverse("account_reauthenticate"), {"password": "wrong"}).status_code == 200
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
