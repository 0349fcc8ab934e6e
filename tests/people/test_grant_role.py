import io

import pytest
from django.core.management import CommandError, call_command

from lms.base.models import AuditEvent
from lms.people.access import has_role, scope_of
from lms.people.models import Role, User

pytestmark = pytest.mark.django_db


def run(*args, **options):
    call_command("grant_role", *args, stdout=(out := io.StringIO()), **options)
    return out.getvalue()


def again(user):
    return User.objects.get(pk=user.pk)


def test_a_right_is_given_for_a_subtree_ended_and_logged(ada, units):
    run(ada.email, "hr_viewer", "X")
    assert scope_of(again(ada), Role.HR_VIEWER).covers(units["X1"])
    assert not scope_of(again(ada), Role.HR_VIEWER).covers(units["Y"])
    assert ada.email in run()
    run(ada.email, "hr_viewer", "X", end=True)
    assert not has_role(again(ada), Role.HR_VIEWER)
    assert not again(ada).is_privileged
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["right.granted", "right.ended"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nobody@example.org", "author", "X"), "nobody with the address"),
        (("ada@example.org", "author", "ZZ"), "no unit ZZ"),
        (("ada@example.org", "author"), "Name a person"),
        (("ada@example.org", "king", "X"), "invalid choice"),
    ],
)
def test_what_cannot_be_given_is_explained(ada, args, words):
    with pytest.raises(CommandError, match=words):
        run(*args)


def test_a_right_that_is_not_held_cannot_be_ended(ada):
    with pytest.raises(CommandError, match="is not author"):
        run(ada.email, "author", "X", end=True)
