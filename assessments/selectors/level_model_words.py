"""The reasons of the level models that come with the academy: named here so that they are translated.

The page shows what stands in `starter/level_models.yaml`; what is not named here it shows in English.
"""

from django.utils.translation import gettext_noop

SHIPPED_REASONS = (
    gettext_noop(
        "A hypothesis from the literature on work samples, job-knowledge tests and ratings, the same for everyone. "
        "To be estimated again each year from people with three or more kinds of evidence "
        "(manage.py reestimate_validities)."
    ),
)
