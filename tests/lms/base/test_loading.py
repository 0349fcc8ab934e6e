"""What every academy is given, and what only a demonstration may have."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lms.competencies.models import Framework, Post
from lms.people.models import OrgUnit, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["load_demonstration", "load_organisation", "simulate_history", "simulate_entries"])
def test_invented_people_and_results_are_refused_at_work(settings, command):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="allows no demonstration data"):
        call_command(command, stdout=StringIO())
    assert not User.objects.exists()
    assert not OrgUnit.objects.exists()
    assert not Post.objects.exists()


def test_an_academy_without_units_is_told_what_comes_next(settings):
    settings.DEMO_ALLOWED = False
    call_command("load_academy", stdout=(out := StringIO()))
    assert Framework.objects.filter(is_current=True).exists()
    assert Post.objects.filter(code="CC").exists()
    assert "import_roster PEOPLE.csv --units UNITS.csv" in out.getvalue()
    assert not User.objects.exists()
