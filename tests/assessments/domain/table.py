"""The level model that ships with the academy."""

from assessments.selectors.level_models import described_models

SHIPPED = described_models()[0].model
