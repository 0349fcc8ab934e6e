"""One door: what it lets in, what it writes down, and how it slows guessing without locking an office out."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.http import int_to_base36

from courses.services.desk_setup import set_up_rights, set_up_roots
from lms.base.models import AuditEvent
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

PASSWORD = "a-long-enough-password"
OFFICE = "198.51.100.7"
DATABASE_CACHE = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "base_cache"},
}


@pytest.fixture(autouse=True)
def _no_tries_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def numbered(ada: User) -> User:
    ada.employee_number = "SZ-0042a"
    ada.save()
    return ada


def sign_in(login: str, password: str = PASSWORD, *, client: Client | None = None, **extra: str):
    data = {"login": login, "password": password}
    return (client or Client()).post(reverse("account_login"), {**data, **extra}, REMOTE_ADDR=OFFICE)


def is_in(reply) -> bool:
    return reply.status_code == 302 and "_auth_user_id" in reply.client.session


def faults(reply) -> list[str]:
    return list(reply.context["form"].non_field_errors())


def test_a_person_signs_in_by_address_and_lands_on_the_desk(ada):
    reply = sign_in("Ada@Example.ORG")
    assert is_in(reply)
    assert reply.headers["Location"] == "/my/"


@pytest.mark.parametrize("typed", ["SZ-0042a", "sz-0042A", "  SZ-0042A "])
def test_a_person_signs_in_by_employee_number_in_any_case(numbered, typed):
    assert is_in(sign_in(typed))


def test_the_sixth_wrong_password_is_held_back_even_before_a_right_one(numbered):
    spellings = ["ada@example.org", "ADA@example.org", "SZ-0042A", "sz-0042a", "ada@example.org"]
    for spelling in spellings:
        assert "not right" in faults(sign_in(spelling, "wrong"))[0]
    assert "Too many" in faults(sign_in("ada@example.org", "wrong"))[0]
    assert "Too many" in faults(sign_in("sz-0042a"))[0]


def test_a_stranger_who_guesses_does_not_shut_out_the_browser_one_signed_in_from(ada):
    at_the_desk = Client()
    assert is_in(sign_in("ada@example.org", client=at_the_desk))
    at_the_desk.post(reverse("account_logout"))
    for _ in range(6):
        sign_in("ada@example.org", "wrong")
    assert "Too many" in faults(sign_in("ada@example.org"))[0]
    assert is_in(sign_in("ada@example.org", client=at_the_desk))


def test_a_known_browser_has_a_limit_of_its_own_and_serves_one_account_only(ada, ben):
    at_the_desk = Client()
    sign_in("ada@example.org", client=at_the_desk)
    at_the_desk.post(reverse("account_logout"))
    for _ in range(5):
        sign_in("ada@example.org", "wrong", client=at_the_desk)
    assert "Too many" in faults(sign_in("ada@example.org", client=at_the_desk))[0]
    for _ in range(5):
        sign_in("ben@example.org", "wrong")
    assert "Too many" in faults(sign_in("ben@example.org", client=at_the_desk))[0]


def test_a_new_password_makes_every_browser_a_stranger_again(ada):
    at_the_desk = Client()
    sign_in("ada@example.org", client=at_the_desk)
    at_the_desk.post(reverse("account_logout"))
    ada.set_password("another-long-enough-password")
    ada.save()
    for _ in range(5):
        sign_in("ada@example.org", "wrong")
    reply = sign_in("ada@example.org", "another-long-enough-password", client=at_the_desk)
    assert "Too many" in faults(reply)[0]


def test_known_and_unknown_people_read_the_same(numbered):
    def told(login: str) -> list[list[str]]:
        return [faults(sign_in(login, "wrong")) for _ in range(7)]

    assert told("ada@example.org") == told("nobody@example.org") == told("SZ-9999")


def test_a_hundred_others_behind_one_address_still_get_in_while_one_account_is_guessed_at(settings, ada):
    settings.CACHES = DATABASE_CACHE
    call_command("createcachetable")
    User.objects.bulk_create(
        User(email=f"p{number}@example.org", name=f"P{number}", password=ada.password) for number in range(100)
    )
    for _ in range(20):
        sign_in("ada@example.org", "wrong")
    assert all(is_in(sign_in(f"p{number}@example.org")) for number in range(100))
    assert "Too many" in faults(sign_in("ada@example.org"))[0]


def test_too_many_requests_for_one_address_meet_a_page_of_ours(ada):
    for _ in range(5):
        Client().post(reverse("account_reset_password"), {"email": ada.email})
    reply = Client().post(reverse("account_reset_password"), {"email": ada.email})
    assert reply.status_code == 429
    assert "Wait five minutes" in reply.content.decode()


def test_failed_tries_sign_ins_and_sign_outs_are_in_the_log(ada):
    client = Client()
    sign_in("ada@example.org", "wrong", client=client)
    sign_in("ada@example.org", client=client)
    client.post(reverse("account_logout"))
    events = list(AuditEvent.objects.order_by("sequence").values_list("action", "actor_id", "object_id", "detail"))
    hers = str(ada.public_id)
    assert events == [
        ("session.refused", None, hers, {}),
        ("session.signed_in", ada.pk, hers, {}),
        ("session.signed_out", ada.pk, hers, {}),
    ]


def test_a_try_that_was_held_back_is_in_the_log_without_its_password(ada):
    for _ in range(6):
        sign_in("ADA@example.org", "my-secret-word")
    assert AuditEvent.objects.get(action="session.held_back").object_id == str(ada.public_id)
    assert not any("my-secret-word" in str(event.detail) for event in AuditEvent.objects.all())


def test_what_is_typed_instead_of_a_name_is_not_kept(ada):
    """A password in the wrong field would stay in a log that nobody can clear."""
    for _ in range(6):
        sign_in("My-Secret-Word-2026", "wrong")
    events = list(AuditEvent.objects.values())
    assert {event["action"] for event in events} == {"session.refused", "session.held_back"}
    assert all(event["detail"] == {"account_known": False} and not event["object_id"] for event in events)
    assert "secret" not in str(events).lower()


def test_the_session_key_changes_at_sign_in(ada):
    client = Client()
    session = client.session
    session["seen"] = True
    session.save()
    planted = session.session_key
    assert is_in(sign_in("ada@example.org", client=client))
    assert client.session.session_key != planted
    assert not client.session.exists(planted)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", r"/\evil.example", "javascript:1"])
def test_next_never_leads_out_of_the_academy(ada, elsewhere):
    reply = sign_in("ada@example.org", next=elsewhere)
    assert is_in(reply)
    assert reply.headers["Location"] == "/my/"


def test_next_leads_back_to_where_one_was(ada):
    assert sign_in("ada@example.org", next="/catalogue/?track=G").headers["Location"] == "/catalogue/?track=G"


def test_the_authors_desk_has_no_door_of_its_own(client, ada):
    assert client.get("/cms/login/").headers["Location"].startswith("/account/login/")
    assert (
        client.post("/cms/login/", {"username": ada.email, "password": PASSWORD})
        .headers["Location"]
        .startswith("/account/login/")
    )
    assert client.get("/cms/").headers["Location"].startswith("/account/login/")
    for path in ("", "done/", "confirm/MQ/abc-def/", "complete/"):
        assert client.get(f"/cms/password_reset/{path}").status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client, db):
    reply = client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert "account/signup_closed.html" in [template.name for template in reply.templates]
    assert not User.objects.exists()


@pytest.mark.parametrize("closing", [{"is_active": False}, {"is_demo": True}])
def test_a_closed_account_is_refused_at_the_door_and_within_an_open_session(settings, ada, closing):
    settings.DEMO_ALLOWED = False
    client = Client()
    assert is_in(sign_in("ada@example.org", client=client))
    assert client.get(reverse("people:me")).status_code == 200
    User.objects.filter(pk=ada.pk).update(**closing)
    assert client.get(reverse("people:me")).status_code == 302
    refused = sign_in("ada@example.org")
    assert refused.headers["Location"] == reverse("account_inactive")
    assert not is_in(refused)
    assert AuditEvent.objects.filter(action="session.signed_in").count() == 1


def test_a_demonstration_account_is_welcome_where_it_is_allowed(settings, ada):
    settings.DEMO_ALLOWED = True
    User.objects.filter(pk=ada.pk).update(is_demo=True)
    assert is_in(sign_in("ada@example.org"))


def test_a_forgotten_password_is_chosen_anew_by_mail(client, ada):
    client.post(reverse("account_reset_password"), {"email": ada.email})
    link = next(word for word in mail.outbox[0].body.split() if "/account/password/reset/key/" in word)
    form = client.get(link, follow=True)
    fresh = "quiet river seven lanterns"
    done = client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh})
    assert done.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert is_in(sign_in("ada@example.org", fresh))
    assert AuditEvent.objects.filter(action="password.changed", actor_id=ada.pk).count() == 1
    assert "no longer works" in Client().get(link, follow=True).content.decode()


def test_a_link_tried_by_a_stranger_bars_nobody_from_a_second_factor(client, ada):
    client.get(f"/account/password/reset/key/{int_to_base36(ada.pk)}-abc-def/")
    client.post(reverse("account_reset_password"), {"email": ada.email})
    validate_can_add_authenticator(ada)
    assert not EmailAddress.objects.exists()


def test_an_address_that_passed_to_somebody_else_no_longer_opens_the_first_account(client, ada):
    client.post(reverse("account_reset_password"), {"email": ada.email})
    User.objects.filter(pk=ada.pk).update(email="ada.new@example.org")
    heir = User.objects.create_user("ada@example.org", "the-password-of-the-heir", name="Heir")
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    assert [f"/{int_to_base36(heir.pk)}-" in message.body for message in mail.outbox] == [True]
    assert not is_in(sign_in("ada@example.org"))


def test_nobody_adds_an_address_of_their_own(ada):
    client = Client()
    sign_in("ada@example.org", client=client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.post(reverse("account_email"), {"action_add": "", "email": "mine@example.org"}, follow=True)
    assert "personnel file" in page.content.decode()
    assert not EmailAddress.objects.exists()
    assert mail.outbox == []
    assert User.objects.get(pk=ada.pk).email == "ada@example.org"


def test_asking_for_a_link_says_the_same_for_an_unknown_address(client, ada):
    known = client.post(reverse("account_reset_password"), {"email": ada.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert [message.to for message in mail.outbox] == [[ada.email], ["nobody@example.org"]]
    assert "account/signup" not in mail.outbox[1].body


def test_a_form_from_an_older_session_is_refused_in_words(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    reply = client.post(reverse("account_logout"))
    assert reply.status_code == 403
    assert "This page has grown old" in reply.content.decode()


def test_the_page_for_our_own_faults_needs_neither_request_nor_database():
    page = render_to_string("500.html")
    assert "Something went wrong on our side" in page
    assert "<form" not in page


def test_my_account_shows_post_unit_and_rights(client, ben):
    client.force_login(ben)
    page = client.get(reverse("people:me")).content.decode()
    assert all(word in page for word in ("Ben", "Counter clerk", "Unit X1", "Line manager", reverse("mfa_index")))


@pytest.fixture
def desk(db) -> None:
    set_up_roots()
    set_up_rights()


def test_the_sign_out_of_the_desk_ends_the_session_at_once(ada, units, desk):
    grant_role(user=ada, role=Role.AUTHOR, unit=units["P"], by=None)
    client = Client()
    sign_in("ada@example.org", client=client)
    assert client.get("/cms/").status_code == 200
    assert client.post("/cms/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_desk_asks_for_no_name_that_it_does_not_keep(ada, units, desk):
    client = Client()
    sign_in("ada@example.org", client=client)
    assert client.get("/cms/account/").status_code == 404
    grant_role(user=ada, role=Role.AUTHOR, unit=units["P"], by=None)
    page = client.get("/cms/account/").content.decode()
    assert "first_name" not in page and "locale-preferred_language" in page
    assert Client().get("/cms/account/").status_code == 302
