"""The life of a version: two people, no way around them, nothing changed that anybody may have met."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Attempt, DrawnItem, Examination, ItemVersion, ReviewStep
from assessments.selectors.authoring import has_worked_on
from assessments.services.authoring.items import AuthoringRefused, add_version, create_item, edit_draft
from assessments.services.authoring.review import move_item, seal_of
from lms.base.models import AuditEvent
from lms.lib.canonical import digest
from lms.people.models import Role
from lms.people.services.grants import end_grant
from tests.assessments.desk.conftest import CANARY, OPTIONS, STEM_CANARY, content

Kind, Status = ReviewStep.Kind, ItemVersion.Status


def move(version, kind, actor, *, comment="", seen=None):
    fresh = ItemVersion.objects.get(pk=version.pk)
    seal = seal_of(fresh) if seen is None else seen
    return move_item(version=version, kind=kind, actor=actor, at=timezone.now(), comment=comment, seen=seal)


@pytest.fixture
def draft(bank, ann):
    return add_version(item=bank.items.get(number=1), content=content(), author=ann)


@pytest.fixture
def approved(draft, ann, rex):
    move(draft, Kind.SUBMITTED, ann)
    return move(draft, Kind.REVIEWED, rex)


def test_the_way_of_an_item_into_use(draft, ann, rex):
    former = draft.item.versions.get(number=1)
    assert move(draft, Kind.SUBMITTED, ann).status == Status.DRAFT
    reviewed = move(draft, Kind.REVIEWED, rex)
    assert (reviewed.status, reviewed.reviewer) == (Status.REVIEWED, rex)
    live = move(draft, Kind.RELEASED, rex)
    former.refresh_from_db()
    assert (live.status, former.status) == (Status.LIVE, Status.RESTING)
    assert live.content_hash == digest({"stem": live.stem, "body": live.body})
    assert live.reviewed_at is not None
    assert former.steps.get().kind == Kind.RESTED


def test_rest_use_again_and_retirement(approved, rex):
    move(approved, Kind.RELEASED, rex)
    assert move(approved, Kind.RESTED, rex).status == Status.RESTING
    assert move(approved, Kind.RELEASED, rex).status == Status.LIVE
    with pytest.raises(AuthoringRefused):
        move(approved, Kind.RETIRED, rex)
    move(approved, Kind.RESTED, rex)
    assert move(approved, Kind.RETIRED, rex).status == Status.RETIRED
    with pytest.raises(AuthoringRefused):
        move(approved, Kind.RELEASED, rex)


def test_a_reviewed_version_may_be_tried_out_before_it_is_released(approved, ann, rex):
    former = approved.item.versions.get(number=1)
    tried = move(approved, Kind.TRIED, rex)
    former.refresh_from_db()
    assert (tried.status, former.status) == (Status.TRIAL, Status.LIVE)
    assert tried.content_hash
    with pytest.raises(AuthoringRefused):
        edit_draft(version=tried, content=content(level=3), author=ann)
    with pytest.raises(AuthoringRefused):
        move(approved, Kind.RETURNED, rex, comment="no way back: candidates have met it")
    assert move(approved, Kind.RELEASED, rex).status == Status.LIVE
    former.refresh_from_db()
    assert former.status == Status.RESTING


def test_nobody_approves_or_releases_their_own_version(bank, both, rex):
    own = add_version(item=bank.items.get(number=1), content=content(), author=both)
    move(own, Kind.SUBMITTED, both)
    with pytest.raises(AuthoringRefused, match="second person"):
        move(own, Kind.REVIEWED, both)
    move(own, Kind.REVIEWED, rex)
    with pytest.raises(AuthoringRefused, match="second person"):
        move(own, Kind.RELEASED, both)
    own.refresh_from_db()
    assert own.status == Status.REVIEWED


def test_the_database_refuses_an_author_as_reviewer(draft, ann):
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemVersion.objects.filter(pk=draft.pk).update(reviewer=ann)


def test_a_failed_release_leaves_the_former_version_in_use(approved, rex, monkeypatch):
    former = approved.item.versions.get(number=1)

    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("disk")

    monkeypatch.setattr("assessments.services.authoring.review.digest", fail)
    with pytest.raises(RuntimeError):
        move(approved, Kind.RELEASED, rex, seen="")
    former.refresh_from_db()
    assert former.status == Status.LIVE


@pytest.mark.parametrize("kind", [Kind.REVIEWED, Kind.RELEASED, Kind.RETURNED, Kind.RESTED])
def test_a_reviewer_of_another_unit_cannot_move_a_version(draft, ann, yan, kind):
    move(draft, Kind.SUBMITTED, ann)
    with pytest.raises(AuthoringRefused):
        move(draft, kind, yan)


@pytest.mark.parametrize("kind", [Kind.REVIEWED, Kind.RELEASED])
def test_no_step_is_skipped(draft, rex, kind):
    with pytest.raises(AuthoringRefused):
        move(draft, kind, rex)


def test_an_author_only_draft_in_review_is_not_changed_under_the_reader(draft, ann, rex):
    move(draft, Kind.SUBMITTED, ann)
    with pytest.raises(AuthoringRefused):
        edit_draft(version=draft, content=content(level=3), author=ann)
    move(draft, Kind.TAKEN_BACK, ann)
    assert edit_draft(version=draft, content=content(level=3), author=ann).level == 3


def test_approval_counts_only_for_the_text_that_was_read(draft, ann, rex):
    read = seal_of(draft)
    move(draft, Kind.SUBMITTED, ann)
    move(draft, Kind.TAKEN_BACK, ann)
    changed = content(options=[*OPTIONS[1:], OPTIONS[0]])
    edit_draft(version=draft, content=changed, author=ann)
    move(draft, Kind.SUBMITTED, ann)
    with pytest.raises(AuthoringRefused, match="changed since"):
        move(draft, Kind.REVIEWED, rex, seen=read)


def test_a_returned_version_goes_back_with_the_comment_kept(approved, ann, rex):
    with pytest.raises(AuthoringRefused, match="comment"):
        move(approved, Kind.RETURNED, rex)
    back = move(approved, Kind.RETURNED, rex, comment="Option b is right as well")
    assert (back.status, back.reviewer) == (Status.DRAFT, None)
    assert back.steps.get(kind=Kind.RETURNED).comment == "Option b is right as well"
    assert edit_draft(version=back, content=content(level=4), author=ann).level == 4


def test_an_item_with_faults_is_not_sent_to_review(bank, ann):
    faulty = create_item(bank=bank, content=content(kind="multiple"), author=ann)
    with pytest.raises(AuthoringRefused, match="faults"):
        move(faulty, Kind.SUBMITTED, ann)


def test_only_one_version_is_worked_on_at_a_time(draft, ann):
    with pytest.raises(AuthoringRefused, match="Version 2"):
        add_version(item=draft.item, content=content(), author=ann)


def test_another_author_does_not_change_a_draft(draft, both):
    with pytest.raises(AuthoringRefused):
        edit_draft(version=draft, content=content(), author=both)


def test_what_was_released_or_drawn_is_frozen(approved, ann, rex, ada):
    live = move(approved, Kind.RELEASED, rex)
    with pytest.raises(AuthoringRefused, match="new version"):
        edit_draft(version=live, content=content(), author=ann)
    # Even were a status set back by hand, a drawn version stays as it was.
    now = timezone.now()
    attempt = Attempt.objects.create(
        learner=ada, examination=Examination.objects.get(), started_at=now, deadline=now + timedelta(1), seed=1
    )
    DrawnItem.objects.create(attempt=attempt, position=1, version=live, tokens=[])
    live.steps.all().delete()
    ItemVersion.objects.filter(pk=live.pk).update(status=Status.DRAFT)
    with pytest.raises(AuthoringRefused, match="new version"):
        edit_draft(version=live, content=content(), author=ann)


def test_a_new_key_is_a_new_version_and_the_old_key_stays(bank, ann):
    item = bank.items.get(number=1)
    added = add_version(item=item, content=content(), author=ann)
    assert (added.number, added.key.right) == (2, {"correct": ["b"]})
    assert item.versions.get(number=1).key.right == {"correct": ["a"]}


def test_the_log_tells_the_step_but_neither_text_nor_key_nor_comment(approved, ann, rex):
    move(approved, Kind.COMMENTED, rex, comment=f"the key b, {CANARY}")
    move(approved, Kind.RELEASED, rex)
    events = AuditEvent.objects.filter(action__startswith="item_version.")
    assert [event.action.split(".")[1] for event in events.order_by("sequence")] == [
        *("drafted", "submitted", "reviewed", "commented", "rested", "released")
    ]
    text = str(list(events.values()))
    for secret in (CANARY, STEM_CANARY, "Which one", "Choice", "the key b", "correct", "rationale"):
        assert secret not in text
    released = events.get(action="item_version.released").detail
    assert released == {
        "item": "B-001",
        "version": 2,
        "hash": ItemVersion.objects.get(pk=approved.pk).content_hash,
        "has_comment": False,
    }


def test_who_worked_on_a_bank_is_known(bank, ann, rex, ada, yan, tom, draft, django_assert_max_num_queries):
    assert has_worked_on(ann, bank)
    assert has_worked_on(rex, bank)  # may open the keys, has not written anything
    for stranger in (ada, yan, tom):
        with django_assert_max_num_queries(2 if stranger.is_privileged else 1):
            assert not has_worked_on(stranger, bank)


def test_who_wrote_an_item_has_worked_on_the_bank_after_the_right_has_ended(bank, ann, draft):
    end_grant(grant=ann.grants.get(role=Role.AUTHOR), by=None)
    ann.refresh_from_db()
    assert not ann.is_privileged
    assert has_worked_on(ann, bank)


def test_everybody_finds_on_the_front_page_what_waits_for_them(client, draft, ann, rex):
    def home(user) -> str:
        client.force_login(user)
        return client.get("/cms/").content.decode()

    assert "Returned to you" not in home(ann) and "No item and no scenario waits" in home(rex)
    move(draft, Kind.SUBMITTED, ann)
    assert "waiting for review" in home(rex) and "waiting for review" not in home(ann)
    move(draft, Kind.RETURNED, rex, comment="Name the law.")
    assert "Returned to you" in home(ann) and "Returned to you" not in home(rex)
    move(draft, Kind.SUBMITTED, ann)
    move(draft, Kind.REVIEWED, rex)
    page = home(rex)
    assert str(draft.item) in page and "No item and no scenario waits" not in page
    move(draft, Kind.RELEASED, rex)
    assert "No item and no scenario waits" in home(rex)
