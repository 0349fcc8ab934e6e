"""A PostgreSQL that may lose what it acknowledged is named to the operator."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection

from lms.base.checks import risks_of


def test_each_setting_that_is_off_is_named_with_what_is_at_stake():
    (risk,) = risks_of({"fsync": "on", "synchronous_commit": "off", "full_page_writes": "on"})
    assert "synchronous_commit=off" in risk.msg
    assert "told are saved" in risk.msg
    assert "postgresql.conf" in risk.hint
    assert len(risks_of(dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off"))) == 3


@pytest.mark.parametrize("value", ["on", "local", "remote_write", "remote_apply"])
def test_whatever_writes_to_the_disk_first_is_fine(value):
    assert risks_of({"fsync": "on", "synchronous_commit": value, "full_page_writes": "on"}) == []


@pytest.mark.django_db
def test_the_server_itself_is_asked():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
    found = [one.id for one in run_checks(tags=[Tags.database], databases=["default"]) if one.id == "academy.W002"]
    assert bool(found) == (connection.vendor == "postgresql")
