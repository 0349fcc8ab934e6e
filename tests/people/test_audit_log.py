"""The audit log as auditors read it, take it away and have it checked."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from lms.base import triggers
from lms.base.audit import Entry, record, record_many
from lms.base.models import AuditEvent
from lms.people.domain.roster_headings import PEOPLE
from lms.people.models import OrgUnit, Role, RosterBatch, User
from lms.people.selectors.audit_log import in_words
from lms.people.selectors.audit_words import ACTIONS, word_for
from lms.people.services.grants import grant_role
from lms.people.services.roster import preview_roster
from lms.people.services.roster_planning import Upload

MOST_QUERIES = 6


@pytest.fixture
def auditor(units) -> User:
    user = User.objects.create_user("audit@example.org", name="Ines")
    grant_role(user=user, role=Role.AUDITOR, unit=units["P"], by=None)
    return user


@pytest.fixture
def reader(auditor) -> Client:
    client = Client()
    client.force_login(auditor)
    return client


def lines(client: Client, **wanted: object) -> list:
    return client.get(reverse("people:audit"), wanted).context["lines"]


def verify(**options: str) -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.mark.parametrize("name", ["people:audit", "people:audit_export"])
def test_the_log_does_not_exist_for_anybody_but_auditors(ada, ben, hua, name):
    for person in (ada, ben, hua):
        client = Client()
        client.force_login(person)
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name)).status_code == 404
    assert Client().get(reverse(name)).headers["Location"].startswith("/account/login/")


def test_events_are_told_in_words_with_the_names_of_the_people(reader, ada, units):
    grant_role(user=ada, role=Role.HR_VIEWER, unit=units["X"], by=User.objects.get(name="Ines"))
    newest = lines(reader)[0]
    assert (newest.who, newest.what, newest.target) == ("Ines (audit@example.org)", "Right granted", "Ada")
    assert newest.details == [("right", "HR viewer"), ("unit", "X")]


@pytest.mark.parametrize(
    ("page", "words"),
    [("recheck", "Re-checks ahead"), ("post SC, D2", "post SC, D2"), ("competency D2", "competency D2")],
)
def test_pages_of_figures_are_told_in_words(reader, ada, page, words):
    record(ada, "gaps.viewed", None, page=page, source="skill_gaps")
    assert lines(reader)[0].details == [("page", words), ("source", "Skill gaps")]


def test_an_authored_name_in_an_event_is_told_in_the_readers_language(reader, ada):
    record(ada, "service.compared", None, indicator={"en": "Processing time", "zh-hant": "辦理時長"}, training="G-02")
    assert dict(lines(reader)[0].details) == {"indicator": "Processing time", "training": "G-02"}
    with translation.override("zh-hant"):
        assert word_for("indicator", {"en": "Processing time", "zh-hant": "辦理時長"}) == "辦理時長"


def test_a_look_at_the_equity_audit_is_told_in_words(reader, ada):
    record(ada, "equity.viewed", None, purpose="equity_audit")
    newest = lines(reader)[0]
    assert (newest.what, newest.details) == ("Equity audit looked at", [("purpose", "Equity audit")])


def test_every_act_of_signing_in_has_words():
    assert {"session.signed_in", "session.signed_out", "session.refused", "session.held_back"} <= set(ACTIONS)
    assert all(str(label) for label in ACTIONS.values())


def test_an_act_without_words_is_shown_as_it_is(reader):
    record(None, "new.thing", None, colour="green")
    newest = lines(reader)[0]
    assert (newest.what, newest.details) == ("new.thing", [("colour", "green")])


def test_filters_by_act_person_and_day(reader, ada, ben):
    now = timezone.now()
    record_many(
        [
            Entry(action="gaps.viewed", actor=ada, at=now - timedelta(days=9)),
            Entry(action="gaps.viewed", actor=ben, at=now - timedelta(days=2)),
            Entry(action="team.viewed", actor=ben, at=now - timedelta(days=2)),
        ]
    )
    day = (timezone.localdate(now) - timedelta(days=2)).isoformat()
    assert len(lines(reader, action="gaps.viewed")) == 2
    assert [line.who for line in lines(reader, action="gaps.viewed", actor="ben")] == ["Ben (ben@example.org)"]
    assert len(lines(reader, actor="BEN@example", since=day, until=day)) == 2
    assert lines(reader, action="gaps.viewed", until=(timezone.localdate(now) - timedelta(days=20)).isoformat()) == []


def load_roster(by, name: str, unit: str = "X1") -> RosterBatch:
    row = f"E1,新人,new@x.example,{unit},CC,,,1.0,active"
    people = Upload("f.csv", f"{','.join(PEOPLE.columns)}\n{row}".encode())
    return preview_roster(people=people, name=name, by=by).batch


def test_things_have_their_names_and_a_link_where_the_reader_may_open_them(reader, hua, clerk, units):
    batch = load_roster(hua, "November roster")
    record(hua, "team.viewed", units["X1"])
    record(hua, "thing.gone", OrgUnit(code="Z9", public_id=UUID(int=9)))
    gone, unit, imported = lines(reader)[:3]
    assert (imported.target, imported.url) == (
        "Roster import November roster",
        reverse("people:roster_batch", args=[batch.public_id]),
    )
    assert (unit.target, unit.url) == ("Org unit X1 Unit X1", "")
    assert gone.target == "Org unit 00000000"
    assert ("name", "November roster") in imported.details, "kept with the event itself"
    assert reader.get(imported.url).status_code == 200


def test_an_import_out_of_reach_is_named_without_a_link(units, clerk, hua):
    load_roster(hua, "County")
    auditor = User.objects.create_user("y@example.org", name="Yves")
    grant_role(user=auditor, role=Role.AUDITOR, unit=units["Y"], by=None)
    (line,) = in_words(AuditEvent.objects.filter(action="roster.previewed"), auditor)
    assert (line.target, line.url) == ("Roster import County", "")


def test_filters_by_whom_or_what_an_event_concerns(reader, ada, ben, hua, clerk, units):
    batch = load_roster(hua, "November roster")
    record(ben, "team.viewed", units["X1"])
    record(ben, "gaps.viewed", None, unit="X2")
    record(ben, "gaps.viewed", ada)

    def found(text: str) -> list[str]:
        return [line.what for line in lines(reader, concerns=text)]

    assert found("ada@example.org") == found("Ada") == ["Figures looked at"]
    assert found("x1") == found("Unit X1") == ["Levels of a team looked at", "Right granted"]
    assert found("X2") == ["Figures looked at"]
    assert found("november") == found(str(batch.public_id)) == ["Roster import previewed"]
    assert found("nobody at all") == []


def test_a_text_that_fits_too_many_asks_for_more_of_it(reader, monkeypatch, ada, ben):
    monkeypatch.setattr("lms.people.selectors.audit_things.MOST_FOUND", 1)
    page = reader.get(reverse("people:audit"), {"concerns": "example.org"})
    assert page.context["lines"] == []
    assert "Write more of the name." in page.text


def test_a_filter_that_cannot_be_read_shows_nothing(reader):
    reply = reader.get(reverse("people:audit"), {"since": "2026-02-02", "until": "2026-01-01"})
    assert reply.context["lines"] == []
    assert "lies before the first" in reply.content.decode()


def test_pages_go_back_to_the_first_event_without_a_gap_while_the_log_grows(reader):
    record_many([Entry(action="gaps.viewed") for _ in range(120)])
    seen, before = [], None
    while True:
        context = reader.get(
            reverse("people:audit"), {"action": "gaps.viewed", **({"before": before} if before else {})}
        ).context
        seen += [line.sequence for line in context["lines"]]
        record(None, "gaps.viewed")
        before = context["older"]
        if before is None:
            break
    assert len(seen) == 120
    assert seen == sorted(set(seen), reverse=True)


def test_the_page_costs_the_same_for_few_and_many_events(reader, ada, ben):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(reverse("people:audit")).status_code == 200
        return len(queries)

    record(ada, "gaps.viewed", ben)
    few = cost()
    record_many([Entry(action="gaps.viewed", actor=one, target=two) for one, two in [(ada, ben), (ben, ada)] * 100])
    assert cost() == few <= MOST_QUERIES


def test_the_page_tells_when_the_chain_was_last_found_intact(reader):
    assert reader.get(reverse("people:audit")).context["check"] is None
    last = AuditEvent.objects.order_by("sequence").last()
    verify()
    assert reader.get(reverse("people:audit")).context["check"].up_to == last.sequence


def test_checking_an_intact_log_prints_the_count_and_is_an_event_itself(ada):
    record_many([Entry(action="gaps.viewed", actor=ada) for _ in range(3)])
    assert "3 events, the chain holds." in verify()
    event = AuditEvent.objects.get(action="audit.verified")
    assert event.detail["up_to"] == 3
    assert "4 events, the chain holds." in verify()


def test_a_broken_log_is_refused_by_name_and_leaves_no_good_report(ada):
    events = record_many([Entry(action="gaps.viewed", actor=ada) for _ in range(5)])
    triggers.lift(connection)
    AuditEvent.objects.filter(pk=events[2].pk).update(actor_label="somebody else")
    triggers.lay(connection)
    with pytest.raises(CommandError, match=f"at event {events[2].pk}") as refusal:
        verify()
    assert refusal.value.returncode == 1
    assert not AuditEvent.objects.filter(action="audit.verified").exists()


def test_a_log_cut_short_is_noticed_by_a_head_printed_earlier(ada):
    record_many([Entry(action="gaps.viewed", actor=ada) for _ in range(5)])
    head = verify().split("Head: ")[1].strip()
    verify(head=head)
    triggers.lift(connection)
    AuditEvent.objects.filter(sequence__gte=4).delete()
    triggers.lay(connection)
    verify()  # the chain that is left holds
    with pytest.raises(CommandError, match="cut off"):
        verify(head=head)


def test_the_file_holds_the_selection_and_nothing_that_a_spreadsheet_would_execute(reader, ada):
    record(None, "page.published", title='=HYPERLINK("http://evil.example")')
    User.objects.filter(pk=ada.pk).update(name="@SUM(A1:A9)")
    record(ada, "session.signed_out")
    reply = reader.post(reverse("people:audit_export"), {"action": "session.signed_out"})
    text = b"".join(reply.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert [row[3] for row in rows[1:]] == ["Signed out"]
    everything = b"".join(reader.post(reverse("people:audit_export")).streaming_content).decode()
    cells = [cell for row in csv.reader(StringIO(everything.removeprefix("\ufeff"))) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]


def test_taking_the_log_away_is_recorded_with_its_selection(reader, auditor):
    b"".join(reader.post(reverse("people:audit_export"), {"action": "right.granted", "actor": "x"}).streaming_content)
    event = AuditEvent.objects.get(action="audit.exported")
    assert (event.actor_id, event.detail) == (auditor.pk, {"action": "right.granted", "actor": "x"})


def test_looking_at_the_export_by_link_exports_nothing(reader):
    assert reader.get(reverse("people:audit_export")).status_code == 405
    assert not AuditEvent.objects.filter(action="audit.exported").exists()


def test_only_auditors_find_the_log_in_their_navigation(reader, ada, client):
    client.force_login(ada)
    assert reverse("people:audit") in reader.get(reverse("people:me")).content.decode()
    assert reverse("people:audit") not in client.get(reverse("people:me")).content.decode()
