"""People as a roster import needs to know them."""

from collections.abc import Callable
from datetime import date

from ..access import Scope
from ..domain.roster_diff import Held, HeldPost, People
from ..models import RoleAssignment, RosterBatch, RosterChange, User

ACCOUNT = (
    "pk", "employee_number", "name", "email", "is_privileged", "is_superuser", "is_demo",
    "employment__birth_date", "employment__hire_date", "employment__status",
)  # fmt: skip


def everybody(scope: Scope | None) -> People:
    """All accounts; without a scope every unit is in scope. Four queries."""

    def is_in_scope(path: str) -> bool:
        return scope is None or scope.covers_path(path)

    posts = _posts_held(is_in_scope)
    given = _given_by_rosters()
    # Somebody without a post still belongs to the unit left last, and to the officers of that unit only.
    last_paths = dict(
        RoleAssignment.objects.exclude(ends_on=None).order_by("ends_on", "pk").values_list("user_id", "unit__path")
    )
    by_number, by_address = {}, {}
    for pk, number, name, email, *rights, born, hired, status in User.objects.order_by("pk").values_list(*ACCOUNT):
        held_posts = tuple(posts.get(pk, ()))
        facts = {
            "employee_number": number or "",
            "name": name,
            "email": email,
            "birth_date": _text(born),
            "hire_date": _text(hired),
            "status": status or "",
        }
        held = Held(
            user_id=pk,
            facts=facts,
            posts=held_posts,
            roster_post=next((one for one in reversed(held_posts) if one.assignment_id in given), None),
            is_protected=any(rights),
            is_in_scope=is_in_scope(last_paths.get(pk, "")),
        )
        by_address[email.casefold()] = held
        if number:
            by_number[number.casefold()] = held
    return People(by_number, by_address)


def _posts_held(is_in_scope: Callable[[str], bool]) -> dict[int, list[HeldPost]]:
    posts: dict[int, list[HeldPost]] = {}
    for user_id, pk, unit, path, post, fte in (
        RoleAssignment.objects.current()
        .order_by("starts_on", "pk")
        .values_list("user_id", "pk", "unit__code", "unit__path", "post__code", "fte")
    ):
        posts.setdefault(user_id, []).append(HeldPost(pk, unit, post, str(fte), is_in_scope(path)))
    return posts


def _given_by_rosters() -> set[int]:
    """Ids of the assignments that an import opened or took over."""
    changes = RosterChange.objects.filter(batch__status=RosterBatch.Status.APPLIED, after__assignment__gt=0)
    return set(changes.values_list("after__assignment", flat=True))


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
