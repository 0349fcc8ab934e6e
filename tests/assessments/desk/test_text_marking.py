"""Short texts are marked by two people who see neither a name nor each other's points; then the result comes, once."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt, CutScore, DrawnItem, Evidence, ItemKey, ItemVersion, TextMark
from assessments.selectors.text_marks import text_to_mark, texts_waiting_for
from assessments.services.delivery import Answer, AnswerRefused, save_answer, start_attempt, submit_attempt, token_for
from assessments.services.text_marking import MarkRefused, mark_text
from assessments.signals import attempt_scored
from lms.base.models import AuditEvent
from lms.base.outbox import drain
from lms.people.models import Role
from tests.assessments.domain.items.samples import english

TEXT = "Because article 33 says so, TEXT-CANARY-51."
KEY = {
    "criteria": [{"text": english("Names the law"), "points": 4}, {"text": english("Gives the reason"), "points": 6}],
    "model": english("Article 33 …"),
}


@pytest.fixture
def sitting(bank, ada):
    """Ada has started an examination of the bank; the item at place 1 asks for a text."""
    exam = bank.examinations.get()
    exam.blueprint.filter(competency__code="P2").update(count=2)
    for level in (1, 2):
        CutScore.objects.create(
            examination=exam, level=level, share=0.1 * level, method="t", effective_from="2025-01-01"
        )
    attempt = start_attempt(examination=exam, learner=ada, session_key="s", at=timezone.now())
    drawn = DrawnItem.objects.get(attempt=attempt, position=1)
    ItemVersion.objects.filter(pk=drawn.version_id).update(kind="short_text", body={"longest": 300})
    ItemKey.objects.filter(version=drawn.version_id).update(right=KEY)
    DrawnItem.objects.filter(pk=drawn.pk).update(tokens=[])
    return attempt


def write(attempt, text=TEXT):
    answer = Answer(position=1, seq=1, value=[f"text={text}"])
    save_answer(public_id=attempt.public_id, token=token_for(attempt), answer=answer, at=timezone.now())


@pytest.fixture
def handed_in(sitting):
    write(sitting)
    return submit_attempt(attempt=sitting, at=timezone.now())


@pytest.fixture
def told():
    """Attempts of which the news was sent."""
    heard = []

    def listen(attempt_id, **_):
        heard.append(attempt_id)

    attempt_scored.connect(listen)
    yield heard
    attempt_scored.disconnect(listen)


def drawn_of(attempt):
    return DrawnItem.objects.get(attempt=attempt, position=1)


def give(marker, attempt, points):
    bank = drawn_of(attempt).version.item.bank
    text = text_to_mark(marker, bank, drawn_of(attempt).pk)
    assert text is not None
    return mark_text(text=text, points=points, marker=marker, at=timezone.now())


def test_two_marks_that_agree_score_the_attempt_once(handed_in, ann, rex, told):
    assert handed_in.status == Attempt.Status.MARKING
    assert handed_in.score is None
    give(ann, handed_in, [4, 4])
    handed_in.refresh_from_db()
    assert handed_in.status == Attempt.Status.MARKING
    assert told == []
    give(rex, handed_in, [3, 4])
    handed_in.refresh_from_db()
    assert handed_in.status == Attempt.Status.SUBMITTED
    assert drawn_of(handed_in).mark == pytest.approx(0.75)
    assert handed_in.score == pytest.approx(0.75)
    assert told == [handed_in.pk]
    assert Evidence.objects.filter(attempt=handed_in).count() <= 2
    assert all(one.observed_at == handed_in.closed_at for one in Evidence.objects.filter(attempt=handed_in))


def test_a_third_person_settles_where_two_are_apart(handed_in, ann, rex, both, told):
    give(ann, handed_in, [4, 6])
    give(rex, handed_in, [1, 2])
    handed_in.refresh_from_db()
    assert handed_in.status == Attempt.Status.MARKING
    bank = drawn_of(handed_in).version.item.bank
    assert texts_waiting_for(ann, bank) == texts_waiting_for(rex, bank) == []
    assert [one.settles for one in texts_waiting_for(both, bank)] == [True]
    give(both, handed_in, [4, 2])
    handed_in.refresh_from_db()
    assert handed_in.score == pytest.approx(0.6)
    assert told == [handed_in.pk]
    assert texts_waiting_for(both, bank) == []


def test_nobody_marks_twice_or_what_was_marked_meanwhile(handed_in, ann, rex, both):
    bank, pk = drawn_of(handed_in).version.item.bank, drawn_of(handed_in).pk
    stale = text_to_mark(ann, bank, pk)
    late = text_to_mark(both, bank, pk)
    give(ann, handed_in, [4, 4])
    with pytest.raises(MarkRefused):
        mark_text(text=stale, points=[4, 4], marker=ann, at=timezone.now())
    give(rex, handed_in, [4, 4])
    with pytest.raises(MarkRefused):
        mark_text(text=late, points=[0, 0], marker=both, at=timezone.now())
    assert TextMark.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        TextMark.objects.create(drawn_id=pk, marker=ann, points=[1, 1], possible=10, at=timezone.now())


@pytest.mark.parametrize("points", [[4], [5, 6], [-1, 0], [4, 6, 1]])
def test_points_must_fit_the_criteria(handed_in, ann, points):
    with pytest.raises(MarkRefused):
        give(ann, handed_in, points)
    assert not TextMark.objects.exists()


def test_neither_the_candidate_nor_an_outsider_marks(handed_in, ann, ada, yan, hire):
    bank, pk = drawn_of(handed_in).version.item.bank, drawn_of(handed_in).pk
    text = text_to_mark(ann, bank, pk)
    for other in (ada, yan):
        with pytest.raises(MarkRefused):
            mark_text(text=text, points=[1, 1], marker=other, at=timezone.now())
    handed_in.learner = hire("Cy", (Role.AUTHOR, "X"))  # got the right after the sitting
    handed_in.save()
    with pytest.raises(MarkRefused):
        mark_text(text=text, points=[1, 1], marker=handed_in.learner, at=timezone.now())


def test_a_blank_text_needs_nobody(sitting, told):
    write(sitting, "  \n ")
    closed = submit_attempt(attempt=sitting, at=timezone.now())
    assert closed.status == Attempt.Status.SUBMITTED
    assert drawn_of(closed).mark == 0
    assert told == [closed.pk]


def test_while_it_is_marked_nothing_changes_and_nothing_new_starts(client, handed_in, ada):
    with pytest.raises(AnswerRefused):
        write(handed_in, "Better")
    client.force_login(ada)
    page = client.get(reverse("assessments:result", args=[handed_in.public_id])).content.decode()
    assert "Two people are marking" in page
    assert "%" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    card = client.get(reverse("assessments:examination", args=[handed_in.examination.code]))
    assert "still being marked" in card.content.decode()
    client.post(reverse("assessments:examination", args=[handed_in.examination.code]))
    assert Attempt.objects.filter(learner=ada).count() == 1


def test_the_desk_shows_the_text_but_neither_a_name_nor_points(client, bank, handed_in, ann, rex, ada):
    give(ann, handed_in, [3, 2])
    client.force_login(rex)
    listed = client.get(reverse("authoring:texts", args=[bank.public_id])).content.decode()
    address = reverse("authoring:mark_text", args=[bank.public_id, drawn_of(handed_in).pk])
    assert address in listed
    page = client.get(address).content.decode()
    assert TEXT in page
    for secret in (ada.name, ada.email, str(handed_in.public_id), ann.name):
        assert secret not in page.split("<main", 1)[-1]
    assert "checked" not in page.split("<main", 1)[-1]
    client.post(address, {"points-0": "4", "points-1": "2"})
    assert TextMark.objects.get(marker=rex).points == [4, 2]
    assert client.post(address, {"points-0": "0", "points-1": "0"}).status_code == 302
    assert TextMark.objects.get(marker=rex).points == [4, 2]


def test_strangers_and_other_banks_do_not_reach_a_text(client, bank, handed_in, outsiders):
    address = reverse("authoring:mark_text", args=[bank.public_id, drawn_of(handed_in).pk])
    assert client.get(address)["Location"].startswith("/account/login/")
    for user in outsiders.values():
        client.force_login(user)
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"points-0": "4", "points-1": "2"}).status_code in (302, 404)
    assert not TextMark.objects.exists()


def test_the_log_tells_who_marked_but_not_what(handed_in, ann):
    give(ann, handed_in, [3, 2])
    (entry,) = AuditEvent.objects.filter(action="short_text.marked")
    assert entry.actor_id == ann.pk
    assert "CANARY" not in str(entry.__dict__)


def test_the_candidate_is_told_when_the_texts_are_marked(handed_in, ann, rex, both, ada, mailoutbox):
    drain()
    assert not mailoutbox
    give(ann, handed_in, [4, 4])
    give(rex, handed_in, [3, 4])
    drain()
    (told,) = mailoutbox
    assert told.to == [ada.email]
    assert "Your examination result is there" in told.subject
    assert f"/exam/attempt/{handed_in.public_id}/result/" in told.body
    assert "CANARY" not in told.body


def test_a_bank_with_too_few_markers_says_so_and_its_people_are_told_once(client, sitting, hire, ann, adm, mailoutbox):
    write(sitting)
    submit_attempt(attempt=sitting, at=timezone.now())
    drain()
    assert sorted(message.to[0] for message in mailoutbox) == sorted([ann.email, adm.email])
    assert "1 person has the right" in mailoutbox[0].body
    bank = drawn_of(sitting).version.item.bank
    client.force_login(ann)
    for view in ("authoring:bank", "authoring:texts"):
        page = client.get(reverse(view, args=[bank.public_id])).content.decode()
        assert "1 text has nobody left to mark it." in page
        assert "1 person may mark here." in page
    bea = hire("Bea", (Role.REVIEWER, "P"))  # for a unit above, which counts as well
    give(ann, sitting, [4, 6])
    mailoutbox.clear()
    give(bea, sitting, [0, 0])  # apart, and nobody is left for the third mark
    drain()
    assert sorted(message.to[0] for message in mailoutbox) == sorted([ann.email, adm.email, bea.email])
    hire("Cyd", (Role.REVIEWER, "X"))
    drain()
    page = client.get(reverse("authoring:bank", args=[bank.public_id])).content.decode()
    assert "Too few people" not in page


def test_whoever_was_found_meanwhile_ends_the_call_for_markers(handed_in, ann, rex, hire, mailoutbox):
    give(ann, handed_in, [4, 6])
    give(rex, handed_in, [0, 0])
    hire("Cyd", (Role.REVIEWER, "X"))
    drain()
    assert not mailoutbox
