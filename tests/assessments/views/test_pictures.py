"""The picture of a task reaches the candidate who drew it while the attempt is open, and nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt, DrawnItem, ItemPicture, ItemVersion
from assessments.services.authoring.pictures import Drawing, keep_picture
from assessments.services.delivery import submit_attempt
from tests.assessments.domain.items.samples import SAMPLES

PIXELS = b"pixels of a licence"
PLACE = 3


@pytest.fixture
def sitting(client, examination, ada):
    """Ada's task at PLACE has a picture; another picture of the bank was drawn by nobody."""
    client.force_login(ada)
    client.post(reverse("assessments:examination", args=[examination.code]))
    attempt = Attempt.objects.get(learner=ada)
    drawings = [Drawing(data=data, media_type="image/png", width=1, height=1) for data in (PIXELS, b"another")]
    for drawing in drawings:
        keep_picture(bank=examination.bank, drawing=drawing, by=None)
    body = {**SAMPLES["hot_spot"].body}
    body["picture"] = {**body["picture"], "digest": drawings[0].digest}
    drawn = DrawnItem.objects.get(attempt=attempt, position=PLACE)
    ItemVersion.objects.filter(pk=drawn.version_id).update(kind="hot_spot", body=body)
    DrawnItem.objects.filter(pk=drawn.pk).update(tokens=[[f"0000000{one}", one] for one in "abcde"])
    return attempt


def address(attempt, position=PLACE):
    return reverse("assessments:picture", args=[attempt.public_id, position])


def test_the_candidate_gets_the_picture_of_the_task_and_no_cache_keeps_it(client, sitting):
    page = client.get(reverse("assessments:attempt", args=[sitting.public_id, PLACE])).content.decode()
    assert address(sitting) in page
    assert ItemPicture.objects.get(data=PIXELS).digest not in page
    response = client.get(address(sitting))
    assert response.content == PIXELS
    assert response["Content-Type"] == "image/png"
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))


def test_a_task_without_a_picture_has_none(client, sitting):
    assert client.get(address(sitting, PLACE + 1)).status_code == 404
    assert client.get(address(sitting, 99)).status_code == 404


def test_nobody_else_gets_it(client, sitting, ben, hua):
    for other in (ben, hua):
        client.force_login(other)
        assert client.get(address(sitting)).status_code == 404
    client.logout()
    assert client.get(address(sitting))["Location"].startswith("/account/login/")


def test_neither_a_session_that_was_taken_over_nor_a_closed_attempt_gives_it(client, sitting, ada):
    client.logout()
    client.force_login(ada)
    assert client.get(address(sitting)).status_code == 404
    client.post(reverse("assessments:take_over", args=[sitting.public_id]))
    assert client.get(address(sitting)).status_code == 200
    submit_attempt(attempt=sitting, at=timezone.now())
    assert client.get(address(sitting)).status_code == 404
