"""The simulated entries of the starter academy."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.models import Evidence, EvidenceContest, EvidenceEntry, ExternalCertificateMapping
from assessments.selectors.entries.queues import open_contests
from lms.competencies.models import Post
from lms.people.models import Role, RoleAssignment, User

PEOPLE = 60


@pytest.fixture
def academy(units, clerk, hire, settings):
    """Sixty clerks of X1 and the demonstration accounts that lead, rate and check."""
    settings.DEMO_ALLOWED = True
    head = Post.objects.create(code="DH", name={"en": "Head"}, staff_group="decision")
    for name, *grants in (
        ("head", (Role.LINE_MANAGER, "X1")),
        ("manager", (Role.TRAINING_MANAGER, "P")),
        ("reviewer", (Role.REVIEWER, "P")),
    ):
        user = hire(name, *grants)
        User.objects.filter(pk=user.pk).update(email=f"{name}@demo.example", is_demo=True)
        if name == "head":
            RoleAssignment.objects.create(user=user, unit=units["X1"], post=head, starts_on=date(2024, 1, 1))
    for number in range(PEOPLE):
        user = User.objects.create(email=f"{number}@example.org", name=f"P{number}", employee_number=f"{number:03}")
        RoleAssignment.objects.create(user=user, unit=units["X1"], post=clerk, starts_on=date(2025, 1, 1))


def told(call):
    call(stdout=(out := StringIO()))
    return out.getvalue()


def simulate(**options):
    call_command("simulate_entries", **options)


def test_ratings_and_contests_are_made_once(academy):
    assert "entries of evidence made" in told(simulate)
    assert told(simulate) == ""
    ratings = EvidenceEntry.objects.filter(kind="supervisor")
    assert ratings.count() > 10
    assert set(ratings.values_list("entered_by__email", flat=True)) == {"head@demo.example"}
    assert EvidenceEntry.objects.filter(kind="self_rating").count() > 5
    counting = EvidenceEntry.objects.filter(status="in_force")
    assert {one.pk for one in counting} == set(Evidence.objects.in_force().values_list("entry_id", flat=True))
    assert sorted(EvidenceContest.objects.values_list("status", flat=True)) == ["corrected", "open"]
    assert open_contests(User.objects.get(email="manager@demo.example")).count() == 1


def test_the_same_day_gives_the_same_entries(academy):
    def made():
        simulate(stdout=StringIO())
        rows = EvidenceEntry.objects.order_by("pk").values_list("kind", "learner", "competency", "level", "observed_on")
        return list(rows)

    first = made()
    EvidenceContest.objects.all().delete()
    Evidence.objects.all().delete()
    EvidenceEntry.objects.all().delete()
    ExternalCertificateMapping.objects.all().delete()
    assert made() == first
