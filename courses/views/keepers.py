"""Role profiles and the authors of courses concern the whole administration."""

from lms.people.access import Actor, gate_to_everything, scope_of
from lms.people.models import Role

KEEPERS = (Role.TRAINING_MANAGER, Role.ADMINISTRATOR)

keepers_of_the_curriculum = gate_to_everything(*KEEPERS)


def keeps_the_curriculum(user: Actor) -> bool:
    return scope_of(user, *KEEPERS).is_everything
