"""What the posts that a person holds demand of them on a day."""

from datetime import date

from lms.competencies.domain.gaps import Requirement, strictest
from lms.competencies.selectors.demands import requirements_of_posts

from ..models import RoleAssignment, User


def requirements_of(user: User, on: date) -> dict[str, Requirement]:
    """Competency code → the strictest demand among the posts held today; empty without a post."""
    posts = list(RoleAssignment.objects.current().filter(user=user).values_list("post_id", flat=True))
    demands = requirements_of_posts(on, posts)
    return strictest(one for requirements in demands.values() for one in requirements)
