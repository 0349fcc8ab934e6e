"""False-discovery control against the example of its authors and independent software."""

import numpy as np
import pytest
from scipy import stats

from assessments.domain.conduct.discoveries import RATE, adjusted

# Benjamini and Hochberg (1995), section 3.2: fifteen hypotheses on thrombolysis; four are rejected at 5 %.
THROMBOLYSIS = np.array(
    [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0]
)


def test_the_published_example_rejects_four():
    assert (adjusted(THROMBOLYSIS, dependent=False) <= RATE).sum() == 4


@pytest.mark.parametrize(("dependent", "method"), [(False, "bh"), (True, "by")])
def test_it_agrees_with_independent_software(dependent, method):
    p = np.random.default_rng(5).random(200) ** 3
    assert adjusted(p, dependent=dependent) == pytest.approx(stats.false_discovery_control(p, method=method))


def test_nothing_tested_is_nothing_found():
    assert len(adjusted(np.empty(0), dependent=True)) == 0
