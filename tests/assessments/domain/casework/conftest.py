from __future__ import annotations

import pytest

from assessments.domain.casework.scenario import Scenario
from tests.assessments.domain.casework.desk import read_scenario


@pytest.fixture(scope="session")
def sim_1() -> Scenario:
    return read_scenario()
