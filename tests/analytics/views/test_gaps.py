import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.models import Snapshot, SnapshotCell, SnapshotGroup
from analytics.selectors.heatmap import Wish, heatmap_of
from analytics.selectors.snapshots import cells
from analytics.selectors.wording import in_lines
from analytics.services.snapshots import take_snapshot
from lms.base.models import AuditEvent
from lms.competencies.models import Competency, RoleRequirement
from lms.people.access import scope_of
from lms.people.models import Role, RoleAssignment, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db

READS_ALLOWED = 7  # one of them asks the gate


def unit_url(unit, code=None):
    return (
        reverse("analytics:competency", args=[unit.public_id, code])
        if code
        else reverse("analytics:unit", args=[unit.public_id])
    )


def reads(captured):
    """Statements of the page itself; the audit entry and its transaction are the price of looking."""
    return [
        one["sql"]
        for one in captured
        if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        and "base_auditevent" not in one["sql"]
        and "pg_advisory_xact_lock" not in one["sql"]
    ]


def test_hr_of_a_county_sees_the_county_only(as_, hua, snapshot, units):
    page = as_(hua).get(reverse("analytics:gaps")).content.decode()
    assert "Unit X1" in page
    assert "Unit Y1" not in page
    assert "Unit P" not in page
    assert as_(hua).get(unit_url(units["X1"])).status_code == HTTPStatus.OK


@pytest.mark.parametrize("code", ["P", "Y", "Y1"])
def test_a_unit_out_of_reach_does_not_exist(as_, hua, snapshot, units, code):
    assert as_(hua).get(unit_url(units[code])).status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).get(unit_url(units[code], "S1")).status_code == HTTPStatus.NOT_FOUND
    asked = {"at": snapshot.public_id, "unit": units[code].public_id, "purpose": "report", "format": "csv"}
    assert as_(hua).post(reverse("analytics:export"), asked).status_code == HTTPStatus.NOT_FOUND


def test_another_countys_hr_sees_nothing_of_this_one(as_, ola, snapshot, units):
    assert "Unit X" not in as_(ola).get(reverse("analytics:gaps")).content.decode()
    assert as_(ola).get(unit_url(units["X1"])).status_code == HTTPStatus.NOT_FOUND


def test_a_learner_meets_a_404_and_a_stranger_the_door(as_, client, ada, snapshot, units):
    for url in (reverse("analytics:gaps"), unit_url(units["X1"]), unit_url(units["X1"], "S1")):
        client.logout()
        assert client.get(url).status_code == HTTPStatus.FOUND
        assert as_(ada).get(url).status_code == HTTPStatus.NOT_FOUND


def test_a_line_manager_reads_but_takes_no_files_and_no_snapshots(as_, ben, snapshot, units):
    assert as_(ben).get(unit_url(units["X1"])).status_code == HTTPStatus.OK
    assert as_(ben).get(unit_url(units["X2"])).status_code == HTTPStatus.NOT_FOUND
    asked = {"at": snapshot.public_id, "purpose": "report", "format": "csv"}
    assert as_(ben).post(reverse("analytics:export"), asked).status_code == HTTPStatus.NOT_FOUND
    assert as_(ben).post(reverse("analytics:take_snapshot")).status_code == HTTPStatus.NOT_FOUND


def test_the_page_prints_the_stored_figure_of_every_unit(as_, hua, snapshot, units):
    """Read back from the HTML: each shown percentage, each unknown and each hidden cell."""
    page = as_(hua).get(reverse("analytics:gaps"), {"competencies": "all"}).content.decode()
    body = page[page.index('class="sz-heat"') : page.index("</table>", page.index('class="sz-heat"'))]
    for code in ("X", "X1", "X2"):
        row = next(one for one in re.split(r"<tr>", body) if f">Unit {code}</a>" in one)
        printed = re.findall(r'<td class="sz-heat__cell( sz-heat__cell--(\w+))?[^"]*"[^>]*>(.*?)</td>', row)
        for (_, step, content), competency in zip(printed, ("S1", "C1", "P2"), strict=True):
            (stored,) = cells(
                [SnapshotGroup.objects.get(snapshot=snapshot, path=units[code].path, kind="subtree").pk],
                Q(competency=competency),
            )
            if stored.hides == "everything" or (stored.hides and not stored.is_unknown):
                assert step == "suppressed"
            elif stored.is_unknown:
                assert step == "unknown"
                known = f"{round(100 * stored.coverage)}\u00a0?" if stored.coverage else f"?\u00a0{stored.not_assessed}"
                assert known in content
            else:
                assert f">{round(100 * stored.coverage)}" in content


def test_the_first_view_leaves_out_what_nobody_has_shown(as_, hua, snapshot, framework, units, clerk):
    add_demand(clerk, framework, "Z9")
    later = take_snapshot(at=snapshot.as_of + timedelta(minutes=1), occasion=Snapshot.Occasion.REQUEST)
    address, shown = reverse("analytics:gaps"), []
    for choice in ({}, {"competencies": "all"}):
        heatmap = as_(hua).get(address, {"at": later.public_id, **choice}).context["heatmap"]
        shown.append(([column.code for column in heatmap.columns], heatmap.left_out))
    assert shown == [(["S1", "P2"], 2), (["S1", "C1", "P2", "Z9"], 0)]


def test_a_figure_of_few_is_shown_as_such_and_never_in_a_colour(as_, hua, units, clerk, give, now):
    for number in range(30):
        person = User.objects.create(email=f"p{number}@example.org", name=f"P{number}")
        RoleAssignment.objects.create(user=person, unit=units["X1"], post=clerk, starts_on=date(2025, 1, 1))
        if number < 12:
            give(person, "S1", value=5.5, at=now)
    take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    page = as_(hua).get(reverse("analytics:gaps")).content.decode()
    (cell,) = set(re.findall(r'<td class="sz-heat__cell sz-heat__cell--(\w+)"[^>]*><a[^>]*>(\d+)\xa0\?', page))
    assert cell[0] == "unknown"
    assert "Unknown: assess 20 people first" in page


def add_demand(post, framework, code):
    area = framework.areas.get(code="P")
    competency = Competency.objects.create(framework=framework, area=area, code=code, name={"en": code}, position=9)
    profile = post.profiles.get()
    RoleRequirement.objects.create(profile=profile, competency=competency, level=3)
    framework.save()


def test_unknown_tells_whom_to_assess_first(as_, hua, snapshot, units):
    page = as_(hua).get(unit_url(units["X"], "C1")).content.decode()
    assert "before planning any training" in page


def test_nobody_sees_a_percentage_of_a_small_group(as_, hua, snapshot, units):
    heatmap = heatmap_of(snapshot, None, scope_of(hua, Role.HR_VIEWER), Wish())
    for row in heatmap.rows:
        for cell, column in zip(row.cells, heatmap.columns, strict=True):
            stored = SnapshotCell.objects.filter(group_id=row.group.pk, competency=column.code).first()
            if cell.step.isdigit():
                assert stored.assessed >= 10


def test_a_reader_is_written_down_with_a_purpose(as_, hua, snapshot, units):
    as_(hua).get(reverse("analytics:gaps"))
    as_(hua).get(unit_url(units["X1"], "S1"))
    seen = list(AuditEvent.objects.filter(action="gaps.viewed").values_list("actor_id", "detail"))
    assert [detail["page"] for _, detail in seen] == ["heatmap", "competency S1"]
    assert all(actor == hua.pk and detail["purpose"] for actor, detail in seen)


@pytest.mark.parametrize("code", [None, "S1"])
def test_statements_stay_few_and_constant(as_, hua, snapshot, units, chief, academy, code):
    client = as_(hua)
    urls = [reverse("analytics:gaps"), unit_url(units["X"], code)]
    for url in urls:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == HTTPStatus.OK
        assert len(reads(captured.captured_queries)) <= READS_ALLOWED, reads(captured.captured_queries)


def test_comparison_marks_only_what_is_beyond_its_uncertainty(as_, hua, academy, units, give, now, snapshot):
    for person in academy:
        for _ in range(3):
            give(person, "S1", value=5.5, at=now, kind="simulation")
    later = take_snapshot(at=now + timedelta(minutes=1), occasion=Snapshot.Occasion.REQUEST)
    page = as_(hua).get(reverse("analytics:gaps"), {"at": later.public_id, "against": snapshot.public_id})
    marked = page.content.decode()
    assert "▲" in marked[marked.index('class="sz-heat"') :]
    same = as_(hua).get(reverse("analytics:gaps"), {"at": snapshot.public_id}).content.decode()
    table = same[same.index('class="sz-heat"') : same.index("</table>", same.index('class="sz-heat"'))]
    assert "P2" in table


def test_a_transfer_takes_effect_with_the_next_snapshot(as_, hua, snapshot, units, now):
    before = as_(hua).get(unit_url(units["X"])).content.decode()
    RoleAssignment.objects.filter(unit=units["X1"]).update(unit=units["Y1"])
    after = as_(hua).get(unit_url(units["X"])).content.decode()
    strip = lambda page: re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)  # noqa: E731
    assert strip(before) == strip(after)


def test_without_a_snapshot_the_page_says_so(as_, hua, units):
    assert "No snapshot yet" in as_(hua).get(reverse("analytics:gaps")).content.decode()


def test_hr_may_ask_for_a_snapshot_and_see_it_at_once(as_, hua, academy, units, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_(hua).post(reverse("analytics:take_snapshot"), follow=True)
    assert response.status_code == HTTPStatus.OK
    assert Snapshot.objects.get().created_by == hua
    again = as_(hua).post(reverse("analytics:take_snapshot"), follow=True)
    assert "less than a minute ago" in again.content.decode()


def test_an_unknown_competency_is_a_404(as_, hua, snapshot, units):
    assert as_(hua).get(unit_url(units["X"], "ZZ")).status_code == HTTPStatus.NOT_FOUND


def test_an_auditor_reads_within_reach(as_, snapshot, units, cleo):
    grant_role(user=cleo, role=Role.AUDITOR, unit=units["Y"], by=None)
    assert as_(cleo).get(unit_url(units["Y1"])).status_code == HTTPStatus.OK
    assert as_(cleo).get(unit_url(units["X1"])).status_code == HTTPStatus.NOT_FOUND


def test_one_area_at_a_time_and_the_lowest_first(as_, hua, snapshot, units):
    address = reverse("analytics:gaps")
    heatmap = as_(hua).get(address, {"competencies": "all", "area": "P", "sort": "P2"}).context["heatmap"]
    assert [column.code for column in heatmap.columns] == ["P2"]
    assert [(one.code, one.is_current) for one in heatmap.choices] == [("S", False), ("C", False), ("P", True)]
    shown = [int(row.cells[0].text) for row in heatmap.rows if row.cells[0].step.isdigit()]
    assert shown == sorted(shown)
    known = [row.cells[0].step.isdigit() for row in heatmap.rows]
    assert known == sorted(known, reverse=True)  # what is unknown or hidden is not low


def test_an_unknown_area_or_order_changes_nothing(as_, hua, snapshot, units):
    address = reverse("analytics:gaps")
    usual = as_(hua).get(address).context["heatmap"]
    odd = as_(hua).get(address, {"area": "ZZ", "sort": "ZZ"}).context["heatmap"]
    assert [row.name for row in odd.rows] == [row.name for row in usual.rows]
    assert odd.columns == usual.columns


def test_bounds_stand_in_words_in_every_cell_with_a_share(as_, hua, snapshot, units):
    heatmap = as_(hua).get(reverse("analytics:gaps")).context["heatmap"]
    shares = [cell for row in heatmap.rows for cell in row.cells if cell.step.isdigit()]
    assert shares
    assert all(re.search(r"the truth lies between \d+ and \d+ %", cell.words) for cell in shares)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Qingyun County Natural Resources Bureau", ["Qingyun County Natural ", "Resources Bureau"]),
        ("青雲縣自然資源和規劃管理局", ["青雲縣自然資源和規劃", "管理局"]),
    ],
)
def test_a_name_reads_the_same_with_its_breaks_left_out(name, lines):
    """As on a phone and on paper."""
    assert in_lines(name) == lines
    assert "".join(lines) == name
