"""Using a placement: shown first, waived as shown, undone without a trace on progress, levels or certificates."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Evidence
from assessments.selectors.levels import standing_of
from courses.domain.completion import Stage
from courses.domain.pathways import Action
from courses.models import CourseClaim, Enrolment, LessonPage, LessonProgress, LessonWaiver
from courses.selectors.courses import view_of
from courses.selectors.pathway import next_steps
from courses.selectors.waivers import plan_of
from courses.services.waiving import PlanChanged, use_placement
from lms.competencies.domain.gaps import State
from tests.assessments.conftest import placement_bank as placement_bank
from tests.assessments.placing import work_through

pytestmark = pytest.mark.django_db


@pytest.fixture
def taught(make_course, framework):
    """F-11 leads to S1 at 3 and P2 at 4; its first lesson teaches S1, its second both."""
    course = make_course(language="en", lessons=2, announced=1)
    s1, p2 = (framework.competencies.get(code=code) for code in ("S1", "P2"))
    course.claims.add(CourseClaim(competency=s1, level=3), CourseClaim(competency=p2, level=4))
    for number, ones in ((1, [s1]), (2, [s1, p2])):
        lesson = LessonPage.objects.get(slug=f"lesson-{number}")
        lesson.competencies.set(ones)
        lesson.save_revision().publish()
    course.save_revision().publish()
    return course


@pytest.fixture
def middling(placement_bank, taught, ada):
    """Ada knows what level 3 asks, on every competency."""
    return work_through(ada, knows=lambda version: version.level <= 3)


@pytest.fixture
def able(placement_bank, taught, ada):
    return work_through(ada, knows=lambda version: True)


def url(placement, name="waivers"):
    return reverse(f"courses:{name}", args=[placement.public_id])


def use(client, placement):
    fingerprint = client.get(url(placement)).context["plan"].fingerprint
    return client.post(url(placement), {"fingerprint": fingerprint}, follow=True)


def test_the_preview_changes_nothing_and_names_what_would_be_waived(client, middling, ada):
    client.force_login(ada)
    page = client.get(url(middling))
    (course,) = page.context["plan"].courses
    assert [lesson.slug for lesson in course.lessons] == ["lesson-1"]
    assert course.lessons_left == 1
    assert "1 lesson is waived" in page.text
    assert not LessonWaiver.objects.exists()


def test_a_result_is_used_and_undone(client, middling, ada):
    client.force_login(ada)
    assert "Your path now starts from this result." in use(client, middling).text
    seen = view_of(ada, "F-11")
    assert (seen.completion.waived, seen.completion.engaged, seen.completion.stage) == (1, 0, Stage.UNTOUCHED)
    assert seen.next_entry.lesson.slug == "lesson-2"
    assert client.get("/courses/F-11/").text.count(">Waived<") == 1
    use(client, middling)
    assert LessonWaiver.objects.count() == 1
    client.post(url(middling, "undo_waivers"))
    assert view_of(ada, "F-11").completion.waived == 0
    assert LessonWaiver.objects.get().ended_at is not None


def test_waived_is_neither_done_nor_shown_nor_a_level(client, able, ada):
    client.force_login(ada)
    use(client, able)
    assert view_of(ada, "F-11").completion.stage is Stage.WAIVED
    assert view_of(ada, "F-11").completion.percent == 0
    assert not (Evidence.objects.exists() or LessonProgress.objects.exists() or Enrolment.objects.exists())
    assert {one.state for one in standing_of(ada)} == {State.NOT_ASSESSED}


def test_the_path_goes_straight_to_the_evidence_when_no_lesson_is_left(client, able, taught, ada):
    taught.examination_code = "T-01"
    taught.save_revision().publish()
    (before,) = next_steps(ada, standing_of(ada), passed={})
    client.force_login(ada)
    use(client, able)
    (after,) = next_steps(ada, standing_of(ada), passed={})
    assert (before.action, after.action) == (Action.START, Action.EXAMINE)


def test_only_what_was_shown_is_waived(middling, ada):
    with pytest.raises(PlanChanged):
        use_placement(learner=ada, public_id=middling.public_id, fingerprint="of another plan", at=timezone.now())
    assert not LessonWaiver.objects.exists()


def test_a_changed_plan_is_shown_again(client, middling, ada):
    client.force_login(ada)
    page = client.post(url(middling), {"fingerprint": "of another plan"})
    assert page.status_code == HTTPStatus.CONFLICT
    assert "Look at the preview again" in page.text


def test_a_waived_lesson_that_is_read_after_all_counts_as_read(client, middling, ada):
    client.force_login(ada)
    use(client, middling)
    client.get("/courses/F-11/lesson-1/")
    LessonProgress.objects.update(worked_through_at=timezone.now())
    seen = view_of(ada, "F-11").completion
    assert (seen.engaged, seen.waived) == (1, 0)
    assert plan_of(ada, middling.public_id).courses == []


def test_a_result_is_nobody_elses_to_see_or_use(client, middling, ben, hua, cleo):
    for stranger in (ben, hua, cleo):
        client.force_login(stranger)
        assert client.get(url(middling)).status_code == HTTPStatus.NOT_FOUND
        assert client.post(url(middling), {"fingerprint": "x"}).status_code == HTTPStatus.NOT_FOUND
        assert client.post(url(middling, "undo_waivers")).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert "/login/" in client.get(url(middling)).url
