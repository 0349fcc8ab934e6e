"""Course dates of units: looked at before they count, before what was noted, taken back, and nobody else's matter."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from analytics.domain.indicators.series import month_after
from analytics.models import RolloutDate, TrainingRollout, TrainingStart
from analytics.selectors.trainings import Start, starts, trainings
from analytics.services.rollouts import RolloutRefused, state_rollout, undo_rollout
from lms.base.models import AuditEvent
from lms.people.access import scope_of
from lms.people.models import OrgUnit, Role
from lms.people.services.grants import grant_role
from tests.analytics.views.test_service import LAST, bring, indicators

__all__ = ["indicators"]

pytestmark = pytest.mark.django_db

URL = reverse("analytics:rollouts")
SPRING = month_after(LAST, -11)


@pytest.fixture
def offices(units, framework):
    """Ten offices below X with two years of figures; the first five get faster a year ago."""
    made, rows = [], []
    for number in range(10):
        office = OrgUnit(code=f"O{number}", parent=units["X"], level="county", name={"en": f"Office {number}"})
        office.path = office.path_below(units["X"])
        office.save()
        made.append(office)
        for place in range(24):
            month = month_after(LAST, place - 23)
            gain = 100 if number < 5 and month > SPRING else 0
            rows.append((office.code, month, "processing_time", 600 - gain + (number * 7 + place * 3) % 5, 100))
    bring(rows)
    return made


def facts(pairs, step="look", **other):
    rows = {}
    for number, (unit, month) in enumerate(pairs, 1):
        rows |= {f"unit_{number}": unit, f"month_{number}": month}
    return {"training": "evidence:S1", "step": step, "rows": str(max(4, len(pairs))), **rows, **other}


def spring(offices):
    return [(office.code, f"{SPRING:%Y-%m}") for office in offices]


def s1(scope):
    return next(one for one in trainings(scope) if one.key == "evidence:S1")


def test_what_would_change_is_shown_first_and_counts_on_a_word(as_, hua, offices):
    client = as_(hua)
    page = client.post(URL, facts(spring(offices[:5])))
    preview = page.context["preview"]
    assert [(one.unit.code, one.now, one.before, one.after) for one in preview.units][:1] == [("O0", None, 12, 11)]
    (outlook,) = preview.outlooks
    assert (outlook.matched, outlook.staged) == ((5, 5), (0, 0))
    assert "5 trained, 5 compared" in page.text
    assert not TrainingRollout.objects.exists()
    done = client.post(URL, facts(spring(offices[:5]), "state", seen=preview.fingerprint), follow=True)
    assert "The course dates count from now on" in done.text
    event = AuditEvent.objects.get(action="training.dates_stated")
    assert (event.actor_id, event.detail["number"], event.detail["code"]) == (hua.pk, 5, "S1")
    asked = {"indicator": "processing_time", "training": "evidence:S1", "design": "matched"}
    effect = client.get(reverse("analytics:effect"), asked).text
    assert "developed better in trained units" in effect
    assert "5 trained units count from course dates that were stated." in effect
    assert "not that anybody learnt" in effect


def test_a_staged_rollout_is_several_months(as_, hua, offices):
    later = [(office.code, f"{LAST:%Y-%m}") for office in offices[5:]]
    preview = as_(hua).post(URL, facts([*spring(offices[:5]), *later])).context["preview"]
    assert preview.outlooks[0].staged == (5, 5)


def test_what_was_not_looked_at_does_not_count(as_, hua, offices):
    client = as_(hua)
    seen = client.post(URL, facts(spring(offices[:2]))).context["preview"].fingerprint
    page = client.post(URL, facts(spring(offices[:3]), "state", seen=seen))
    assert "this differs from what you looked at" in page.text
    assert len(page.context["preview"].units) == 3
    TrainingStart.objects.create(kind="evidence", code="S1", unit=offices[0], month=SPRING)
    assert "differs" in client.post(URL, facts(spring(offices[:2]), "state", seen=seen)).text
    assert not TrainingRollout.objects.exists()


def test_stated_comes_before_noted_and_the_later_statement_counts(hua, offices):
    scope = scope_of(hua, Role.HR_VIEWER)
    TrainingStart.objects.create(kind="evidence", code="S1", unit=offices[0], month=LAST)
    made = [
        state_rollout(kind="evidence", code="S1", months={offices[0]: month, offices[1]: month}, by=hua)
        for month in (SPRING, month_after(SPRING, 1))
    ]
    assert s1(scope).units == 2  # one of them noted and stated
    assert starts(s1(scope), scope)["O0"] == Start(month_after(SPRING, 1), is_stated=True)
    undo_rollout(rollout=made[1], by=hua)
    assert starts(s1(scope), scope)["O0"] == Start(SPRING, is_stated=True)
    undo_rollout(rollout=made[0], by=hua)
    assert starts(s1(scope), scope) == {"O0": Start(LAST, is_stated=False)}


def test_taken_back_once_and_on_record(as_, hua, offices):
    made = state_rollout(kind="evidence", code="S1", months={offices[0]: SPRING}, by=hua)
    address = reverse("analytics:rollout_undo", args=[made.public_id])
    assert "taken back. What counted before" in as_(hua).post(address, follow=True).text
    assert "taken back already" in as_(hua).post(address, follow=True).text
    assert AuditEvent.objects.get(action="training.dates_undone").actor_id == hua.pk
    assert "Taken back on" in as_(hua).get(reverse("analytics:rollout", args=[made.public_id])).text
    assert "taken back" in as_(hua).get(URL).text


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "State at least one unit"),
        ([("Y1", "2026-01")], "This is no unit in your charge"),
        ([("nowhere", "2026-01")], "This is no unit in your charge"),
        ([("O1", "")], "Nothing is written here"),
        ([("", "2026-01")], "This is no unit in your charge"),
        ([("O1", "01-2026")], "is not a month with the year first"),
        ([("O1", "2099-01")], "is in the future"),
        ([("O1", "1999-12")], "lies before the year 2000"),
        ([("O1", "2026-01"), ("o1", "2026-02")], "stands in an earlier row"),
    ],
)
def test_bad_rows_are_named_and_nothing_is_stated(as_, hua, offices, pairs, words):
    page = as_(hua).post(URL, facts(pairs, "state"))
    assert page.status_code == HTTPStatus.OK
    assert words in page.text
    assert "There is a problem" in page.text
    assert not TrainingRollout.objects.exists()


@pytest.mark.parametrize("other", [{"training": "evidence:none"}, {"training": ""}, {"rows": "-9"}, {"rows": "x"}])
def test_nonsense_is_no_error(as_, hua, offices, other):
    assert as_(hua).post(URL, facts(spring(offices[:1])) | other).status_code == HTTPStatus.OK


def test_more_rows_keep_what_was_written(as_, hua, offices):
    page = as_(hua).post(URL, facts(spring(offices[:1]), "more"))
    assert page.context["form"].rows == 12
    assert 'value="O0"' in page.text
    assert "There is a problem" not in page.text


def test_who_may_state_who_may_look_and_for_whom_it_does_not_exist(as_, client, hua, ola, ada, ben, units, offices):
    made = state_rollout(kind="evidence", code="S1", months={offices[0]: SPRING}, by=hua)
    page, undo = (reverse(f"analytics:{name}", args=[made.public_id]) for name in ("rollout", "rollout_undo"))
    auditor = ada.__class__.objects.create_user("aud@example.org", "a-long-enough-password", name="Aud")
    grant_role(user=auditor, role=Role.AUDITOR, unit=units["P"], by=None)
    assert as_(auditor).get(page).status_code == as_(auditor).get(URL).status_code == HTTPStatus.OK
    assert "Show what would change" not in as_(auditor).get(URL).text
    for person in (ada, ben):
        assert as_(person).get(URL).status_code == HTTPStatus.NOT_FOUND
    for person in (ola, ada, ben):
        assert as_(person).get(page).status_code == HTTPStatus.NOT_FOUND
        assert as_(person).post(undo).status_code == HTTPStatus.NOT_FOUND
    for person in (ada, ben, auditor):
        assert as_(person).post(URL, facts(spring(offices[:1]))).status_code == HTTPStatus.NOT_FOUND
    assert as_(auditor).post(undo).status_code == HTTPStatus.NOT_FOUND
    assert "S1" not in as_(ola).get(URL).text.partition("Statements so far")[2]
    client.logout()
    for address in (URL, page):
        assert client.get(address).status_code == HTTPStatus.FOUND
    assert client.post(undo).status_code == HTTPStatus.FOUND
    made.refresh_from_db()
    assert made.undone_at is None


def test_one_unit_out_of_reach_is_enough_to_refuse(as_, hua, ola, units, offices):
    with pytest.raises(RolloutRefused):
        state_rollout(kind="evidence", code="S1", months={offices[0]: SPRING, units["Y1"]: SPRING}, by=hua)
    assert not RolloutDate.objects.exists()
    made = state_rollout(kind="evidence", code="S1", months={offices[0]: SPRING}, by=hua)
    RolloutDate.objects.create(rollout=made, unit=units["Y1"], month=SPRING)
    for person in (hua, ola):
        address = reverse("analytics:rollout_undo", args=[made.public_id])
        assert as_(person).post(address).status_code == HTTPStatus.NOT_FOUND


def test_it_reads_no_person_and_costs_the_same_for_any_number_of_units(
    as_, hua, offices, django_assert_max_num_queries
):
    client = as_(hua)
    client.get(URL)
    for count in (1, 8):
        with django_assert_max_num_queries(16) as asked:
            client.post(URL, facts(spring(offices[:count])))
        statements = " ".join(query["sql"] for query in asked.captured_queries)
        assert "assessments_evidence" not in statements
        assert "people_roleassignment" not in statements
