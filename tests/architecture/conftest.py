"""One person for each role, a stranger and an outsider, and things of Ada's to reach for."""

import re
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page

from analytics.domain.purposes import Purpose
from analytics.models import Snapshot
from analytics.services.actions import enter_action
from analytics.services.reports.drafting import draft_report
from analytics.services.snapshots import take_snapshot
from analytics.views.stated import KEY
from assessments.models import Attempt, Evidence, Examination
from assessments.services.entries.supervisors import rate_person
from courses.services.desk_setup import set_up_rights, set_up_roots
from lms.competencies.models import Competency
from lms.people.models import OrgUnit, Role, RosterBatch, User
from lms.people.services.grants import grant_role
from tests.assessments.conftest import examination

__all__ = ["examination"]

ROLES = {
    "manager": Role.TRAINING_MANAGER,
    "author": Role.AUTHOR,
    "reviewer": Role.REVIEWER,
    "auditor": Role.AUDITOR,
    "equity": Role.EQUITY_AUDITOR,
    "admin": Role.ADMINISTRATOR,
}
NOBODYS = UUID("00000000-0000-4000-8000-000000000000")
NOBODYS_NUMBER = 2_000_000_000
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
UNNAMED_GROUP = re.compile(r"\((?!\?)([^()]*)\)")


@dataclass
class Cast:
    """`clients` by role; `own` gives Ada's objects for the parameters of a route, by the start of its name."""

    clients: dict[str, Client]
    own: dict[str, dict[str, object]] = field(default_factory=dict)
    usual: dict[str, object] = field(default_factory=dict)

    def path(self, route: str, name: str) -> str:
        values = dict(self.usual)
        for start, mine in self.own.items():
            if name.startswith(start):
                values |= mine

        def fill(match: re.Match[str]) -> str:
            # The root page has number 1 everywhere; other numbers must not depend on what ran before.
            return str(values.get(match[1], 1 if "page" in match[1] else NOBODYS_NUMBER))

        def first_choice(match: re.Match[str]) -> str:
            choice = match[1].split("|")[0]
            number = values["document"] if route.startswith("documents/") else 1  # elsewhere the root page
            return {r"\d+": str(number), ".*": "x"}.get(choice, choice)

        filled = UNNAMED_GROUP.sub(first_choice, NAMED_GROUP.sub(fill, PARAMETER.sub(fill, route)))
        return "/" + re.sub(r"\\(.)", r"\1", filled).replace("^", "").replace("$", "").replace("?:", "")


@pytest.fixture
def cast(ada: User, ben: User, cleo: User, hua: User, ola: User, units: dict, examination: Examination) -> Cast:
    people = {"learner": ada, "head": ben, "outsider": cleo, "hr": hua, "hr_elsewhere": ola}
    for name, role in ROLES.items():
        people[name] = User.objects.create_user(f"{name}@example.org", "a-long-enough-password", name=name)
        grant_role(user=people[name], role=role, unit=units["P"], by=None)
    set_up_roots()
    set_up_rights()
    clients = {"stranger": Client()}
    for name, user in people.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(user)
        session = clients[name].session  # whoever has said what for meets the gates, not the question
        session[KEY] = {"purpose": Purpose.AUDIT.value, "words": ""}
        session.save()
    cast = Cast(clients, usual=_usual())
    _give_ada_an_attempt(cast, examination)
    batch = RosterBatch.objects.create(
        name="b",
        file_name="b.csv",
        sha256="",
        encoding="UTF-8",
        content=b"",
        scope_paths=[units["X"].path],
        created_by=hua,
        status="discarded",
    )
    cast.own["people:roster_"] = {"public_id": batch.public_id}
    _own_the_bank(cast, examination, units)
    cast.own["analytics:"] = {"public_id": units["X1"].public_id, "unit_id": units["X1"].public_id, "code": "S1"}
    _give_the_unit_a_report(cast, units, people)
    _rate_ada(cast, people)
    return cast


def _give_the_unit_a_report(cast: Cast, units: dict[str, OrgUnit], people: dict[str, User]) -> None:
    """A draft by HR on the county, and an action in Ada's office that the head of it owns."""
    now = timezone.now()
    snapshot = take_snapshot(at=now, occasion=Snapshot.Occasion.QUARTER)
    report = draft_report(unit=units["X"], snapshot=snapshot, by=people["hr"], at=now)
    values = {"title": "Train", "competency": "S1", "option": "build", "service": "", "people": 5, "cost": 0}
    values |= {"owner": people["head"], "due_on": date(2099, 1, 1)}
    action = enter_action(unit=units["X1"], values=values, by=people["hr"], at=now)
    cast.own["analytics:report_"] = {"report_id": report.public_id, "kind": "pdf"}
    cast.own["analytics:report"] = {"report_id": report.public_id}
    cast.own["analytics:action"] = {"action_id": action.public_id}


def _rate_ada(cast: Cast, people: dict[str, User]) -> None:
    """Her line manager does; she may contest the row."""
    entry = rate_person(
        learner=people["learner"],
        competency_id=Competency.objects.get(code="S1").pk,
        level=3,
        observed_on=date(2025, 6, 1),
        text="Seen at the counter.",
        reference="",
        files=[],
        by=people["head"],
        at=timezone.now(),
    )
    row = Evidence.objects.get(entry=entry)
    cast.own["assessments:entry"] = {"public_id": entry.public_id}
    cast.own["assessments:withdraw_entry"] = {"public_id": entry.public_id}
    cast.own["assessments:contest_evidence"] = {"public_id": row.public_id}
    cast.own["assessments:choose_competency"] = {"public_id": people["learner"].public_id}
    cast.own["assessments:rate_person"] = {"public_id": people["learner"].public_id, "code": "S1"}
    cast.own["assessments:rate_myself"] = cast.own["assessments:hand_in_portfolio"] = {"code": "S1"}


def _own_the_bank(cast: Cast, examination: Examination, units: dict[str, OrgUnit]) -> None:
    """The bank belongs to the province, where the author and the reviewer of the cast work."""
    bank = examination.bank
    bank.unit = units["P"]
    bank.save()
    cast.own["authoring:"] = {
        "public_id": bank.public_id,
        "number": 1,
        "version": 1,
        "examination": examination.public_id,
    }


def _usual() -> dict[str, object]:
    page = Page.objects.order_by("-depth", "path").first()
    document = Document.objects.create(title="Internal", file=ContentFile(b"%PDF-1.7", name="x"))
    return {
        "document": document.pk,
        "public_id": NOBODYS,
        "regrade_id": NOBODYS,
        "seat_id": NOBODYS,
        "incident_id": NOBODYS,
        "code": "T-01",
        "day": "2099-01-01",
        "position": 1,
        "slug": "none",
        "kind": "single",
        "import_id": NOBODYS,
        "placement_id": NOBODYS,
        "run_id": NOBODYS,
        "case_id": NOBODYS,
        "report_id": NOBODYS,
        "action_id": NOBODYS,
        "conversation_id": NOBODYS,
        "version_id": NOBODYS,
        "page_id": page.pk if page else 1,
        "app_label": "assessments",
        "app_name": "assessments",
        "model_name": "itemversion",
        "content_type_app_name": "wagtailcore",
        "content_type_model_name": "page",
        "pk": NOBODYS_NUMBER,
    }


def _give_ada_an_attempt(cast: Cast, examination: Examination) -> None:
    cast.clients["learner"].post(f"/exam/{examination.code}/")
    attempt = Attempt.objects.get()
    mine = {"public_id": attempt.public_id}
    for name in ("attempt", "save", "review", "take_over", "result"):
        cast.own[f"assessments:{name}"] = mine
