"""Which roles read the figures of the units in their reach, which plan training, and which take figures away."""

from lms.people.models import Role

READERS = (Role.HR_VIEWER, Role.LINE_MANAGER, Role.TRAINING_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)
TEACHERS = (Role.TRAINING_MANAGER, Role.AUTHOR, Role.REVIEWER)
TRAINERS = (Role.HR_VIEWER, Role.TRAINING_MANAGER, Role.ADMINISTRATOR)
EXPORTERS = (Role.HR_VIEWER, Role.ADMINISTRATOR)
