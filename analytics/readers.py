"""Which roles read the figures of the units in their reach, and which may take them away as files."""

from lms.people.models import Role

READERS = (Role.HR_VIEWER, Role.LINE_MANAGER, Role.TRAINING_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)
EXPORTERS = (Role.HR_VIEWER, Role.ADMINISTRATOR)
