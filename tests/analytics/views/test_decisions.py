"""The page of decisions: from ten people on, without names, without the answers of sealed variants."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import CaseRun, DecisionSpread
from assessments.selectors.scenarios import script_of
from lms.people.models import Role
from lms.people.services.grants import grant_role
from tests.analytics.views.test_gaps import reads
from tests.assessments.casework.conftest import definition, scenario

__all__ = ["definition", "scenario"]

pytestmark = pytest.mark.django_db

STATEMENTS = 4
URL = reverse("analytics:decisions")


@pytest.fixture
def version(scenario):
    return scenario.versions.get(status="live")


@pytest.fixture
def spread(version):
    """Thirty people sent the first letter of variant A: fifteen chose its first option, ten another."""

    def release(variant="a", mode="practice", people=30):
        form = next(iter(script_of(version).case(variant).forms.values()))
        field = next(one for one in form.fields if one.kind.value == "choice")
        first, second = (option.id for option in field.options[:2])
        fields = {field.id: {first: 15, second: 10}}
        DecisionSpread.objects.create(
            version=version,
            variant=variant,
            mode=mode,
            people=people,
            forms={form.id: {"people": people, "fields": fields}},
            released_at=timezone.now(),
        )
        return field

    return release


def address(version, variant="a", mode="practice"):
    return reverse("analytics:decision", args=[version.public_id, variant, mode])


def test_what_was_decided_is_shown_beside_what_the_law_asked(as_, hua, version, spread):
    spread()
    overview = as_(hua).get(URL)
    assert overview.context["cases"][0].parted.label in overview.text
    page = as_(hua).get(address(version))
    told = page.context["case"].forms[0].fields
    assert [one.percent for one in told[0].options if one.percent] == [50, 33]
    assert any(option.is_lawful for one in told for option in one.options)
    assert "as the law asks" in page.text
    assert told[0].label in page.text


def test_nine_people_are_not_told_of(as_, hua, version, spread):
    spread(people=9)
    assert "No case decided by ten people yet" in as_(hua).get(URL).text
    assert as_(hua).get(address(version)).status_code == HTTPStatus.NOT_FOUND


def test_a_sealed_variant_shows_neither_options_nor_law(as_, hua, version, spread, monkeypatch):
    field = spread(mode="exam")
    monkeypatch.setattr("assessments.domain.casework.scenario.Scenario.variants_for", lambda self, use: ())
    page = as_(hua).get(address(version, mode="exam"))
    assert "kept for examinations" in page.text
    shown = page.context["case"].forms[0].fields
    assert all(not one.options and not one.laws for one in shown)
    assert shown[0].consistency is not None
    assert "as the law asks" not in page.text
    assert field.label.by_locale


def test_who_plans_no_training_meets_a_404_and_a_stranger_the_door(as_, client, ada, ben, version, spread):
    spread()
    for url in (URL, address(version)):
        client.logout()
        assert client.get(url).status_code == HTTPStatus.FOUND
        assert as_(ada).get(url).status_code == HTTPStatus.NOT_FOUND
        assert as_(ben).get(url).status_code == HTTPStatus.NOT_FOUND


def test_training_managers_read_it_too(as_, cleo, units, version, spread):
    grant_role(user=cleo, role=Role.TRAINING_MANAGER, unit=units["Y"], by=None)
    spread()
    assert as_(cleo).get(address(version)).status_code == HTTPStatus.OK


def test_one_statement_however_many_cases(as_, hua, version, spread):
    spread()
    spread(mode="exam")
    spread(variant="b")
    client = as_(hua)
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        assert len(client.get(URL).context["cases"]) == 3
    assert len(reads(captured.captured_queries)) <= STATEMENTS, reads(captured.captured_queries)
    assert not CaseRun.objects.exists()
