"""What speaks of Ada of X1, which Ben leads. Tom and Tia manage training in county X, Rex and Rita review there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.services.entries.certificates import confirm_certificate, enter_certificate
from assessments.services.entries.files import read_files
from assessments.services.entries.mappings import propose_mapping, put_mapping_in_force
from assessments.services.entries.portfolios import hand_in
from assessments.services.entries.supervisors import rate_person
from lms.people.models import Role
from tests.assessments.desk.conftest import hire, may_enter_cms
from tests.assessments.entries.files import pdf

__all__ = ["hire", "may_enter_cms"]

WHY = "Decided the case of a missing licence alone, with reasons, in two days."


@pytest.fixture
def s1(framework):
    return framework.competencies.get(code="S1")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def tom(hire):
    return hire("Tom", (Role.TRAINING_MANAGER, "X"))


@pytest.fixture
def tia(hire):
    return hire("Tia", (Role.TRAINING_MANAGER, "X"))


@pytest.fixture
def rex(hire):
    return hire("Rex", (Role.REVIEWER, "X"))


@pytest.fixture
def rita(hire):
    return hire("Rita", (Role.REVIEWER, "X"))


@pytest.fixture
def far(hire):
    """Everything a person can be, in another county."""
    return hire("Far", *((role, "Y") for role in (Role.LINE_MANAGER, Role.TRAINING_MANAGER, Role.REVIEWER)))


@pytest.fixture
def rating(ada, ben, s1, now):
    """Ben saw Ada at level 2, and names a record."""
    return rate_person(
        learner=ada,
        competency_id=s1.pk,
        level=2,
        observed_on=timezone.localdate(now) - timedelta(days=3),
        text=WHY,
        reference="X1-2026-77",
        files=[],
        by=ben,
        at=now,
    )


@pytest.fixture
def portfolio(ada, s1, now):
    return hand_in(
        learner=ada,
        competency_id=s1.pk,
        level=3,
        observed_on=timezone.localdate(now) - timedelta(days=10),
        text=WHY,
        files=read_files([pdf()]),
        at=now,
    )


@pytest.fixture
def enter(now):
    def enter_one(learner, number="N-1", title="Data  Protection Officer", expires_on=None):
        return enter_certificate(
            learner=learner,
            issuer="Institute",
            title=title,
            number=number,
            issued_on=timezone.localdate(now) - timedelta(days=60),
            expires_on=expires_on,
            files=read_files([pdf("certificate.pdf")]),
            at=now,
        )

    return enter_one


@pytest.fixture
def mapped(hire, now):
    """A mapping of the certificate to P2 at level 3, in force."""
    by, second = hire("Mia", (Role.TRAINING_MANAGER, "P")), hire("Moe", (Role.REVIEWER, "P"))

    def put(values=None):
        mapping = propose_mapping(
            issuer="INSTITUTE", title="data protection officer", values=values or {"P2": 3}, reason=WHY, by=by, at=now
        )
        put_mapping_in_force(mapping=mapping, by=second, at=now)
        return mapping

    return put


@pytest.fixture
def certificate(ada, tom, enter, mapped, now):
    """Ada's, checked by Tom, and counting."""
    mapped()
    return confirm_certificate(entry=enter(ada), by=tom, at=now)
