"""Nothing that anybody receives holds a text of a key, but for the people of its bank at their desk (trust.md T1, T2).

Every role sits an examination through all its pages; the doors of every role are opened by `test_routes.py`, which
looks at the same texts. `make canary` runs both.
"""

import json
import logging
import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from assessments.models import Attempt, DrawnItem, ItemKey, ItemVersion
from certificates.models import Credential
from certificates.services.loading import load_achievement
from lms.base import outbox
from lms.people.models import User
from tests.architecture.canary import has_canary, leaks, mark_keys, tables_with_canaries
from tests.architecture.conftest import Cast
from tests.certificates.conftest import ENTRY, signing_key

__all__ = ["signing_key"]

TOKEN = re.compile(r'data-token="([^"]+)"')
AT_THE_DESK = {"author", "reviewer"}
# The bank itself, and what stands for its options in what was drawn; neither is ever sent.
HOME = {model._meta.db_table for model in (ItemKey, ItemVersion, DrawnItem)}


class Sitting:
    """Somebody at the examination; `replies` is all that the browser was sent."""

    def __init__(self, client: Client, learner: User) -> None:
        self.client, self.learner = client, learner
        self.replies: list[HttpResponse] = []

    def get(self, path: str) -> HttpResponse:
        self.replies.append(self.client.get(path))
        return self.replies[-1]

    def post(self, path: str, data: dict[str, object] | None = None) -> None:
        self.replies.append(self.client.post(path, data or {}, follow=True))

    def save(self, path: str, seq: int, value: list[str], token: str) -> None:
        body = json.dumps({"seq": seq, "value": value})
        self.replies.append(
            self.client.put(path, body, content_type="application/json", headers={"X-Exam-Token": token})
        )

    def sit(self) -> Attempt:
        """Right and wrong answers in turn at every task, then the right one posted; everything handed in."""
        self.get("/exam/T-01/")
        self.post("/exam/T-01/")
        attempt = Attempt.objects.get(learner=self.learner)
        here = f"/exam/attempt/{attempt.public_id}"
        for drawn in DrawnItem.objects.filter(attempt=attempt):
            page = f"{here}/{drawn.position}/"
            token = TOKEN.search(self.get(page).text)
            assert token
            right = set(ItemKey.objects.get(version=drawn.version).right["correct"])
            ordered = sorted(drawn.tokens, key=lambda pair: pair[1] in right)  # the right one last
            for seq, (value, _) in enumerate(ordered, start=1):
                self.save(f"{here}/items/{drawn.position}/", seq, [value], token[1])
            self.save(f"{here}/items/{drawn.position}/", len(ordered), [ordered[0][0]], token[1])  # refused
            self.post(page, {"value": ordered[-1][0], "seq": len(ordered) + 1, "go": "next"})
        self.get(f"{here}/review/")
        self.post(f"{here}/review/")
        for path in (f"{here}/result/", f"{here}/1/", "/exam/T-01/", "/my/", "/my/levels/S1/"):
            self.get(path)
        attempt.refresh_from_db()
        return attempt


@pytest.fixture
def marked(cast: Cast) -> Cast:
    mark_keys()
    Attempt.objects.all().delete()  # begun before the keys were marked
    assert load_achievement(ENTRY, position=1)
    return cast


def candidates(cast: Cast) -> dict[str, Sitting]:
    """All but strangers, and those who know the keys: they may not sit."""
    clients = {role: client for role, client in cast.clients.items() if role not in {"stranger", *AT_THE_DESK}}
    return {role: Sitting(one, User.objects.get(pk=one.session[SESSION_KEY])) for role, one in clients.items()}


@pytest.mark.django_db
def test_a_whole_examination_gives_no_key_away_to_anybody(marked, caplog):
    caplog.set_level(logging.DEBUG)
    people = candidates(marked)
    for role, sitting in people.items():
        attempt = sitting.sit()
        assert attempt.has_passed, role
        assert [reply.status_code for reply in sitting.replies].count(200) > 60, role
        assert not [reply.request["PATH_INFO"] for reply in sitting.replies if leaks(reply)], role
    assert Credential.objects.count() == len(people)
    while outbox.drain():
        pass
    assert len(mail.outbox) == len(people) + 1  # and the news that Ada was rated
    assert not [one.subject for one in mail.outbox if has_canary(one.message())]
    assert not has_canary(caplog.text)
    assert not has_canary([one.get_decoded() for one in Session.objects.all()])
    assert tables_with_canaries() == HOME


@pytest.mark.django_db
def test_the_instrument_can_fail(marked):
    """At the desk of the bank the same look finds the keys, for the people of the bank and for nobody else."""
    bank = ItemVersion.objects.first().item.bank
    desk = f"/cms/item-banks/{bank.public_id}/1/v1/"
    found = {role for role, client in marked.clients.items() if leaks(client.get(desk))}
    assert found == AT_THE_DESK
