"""Every view says who may pass; a test reads the marks and refuses a view without one."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
# Behind the door of the CMS, its own permission for the table admits.
CMS_PERMISSION = "cms-permission"
# A sealed token in a header of its own admits; such a view reads neither session nor user, so that it costs no query.
EXAM_TOKEN = "exam-token"  # noqa: S105  (a name, no secret)


def mark(view: View, admits: str | frozenset[str]) -> View:
    view.admits = admits  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Open to strangers, on purpose."""
    return mark(view, PUBLIC)
