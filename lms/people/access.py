"""What may this user see? Every view asks here; the answer to "not this" is the same 404 as to "no such thing".

Views: mark with `gate(Role.…)` (any of the roles, held anywhere), `gate_to_everything(Role.…)` (held at the root),
`signed_in` or `lms.base.doors.public`.
Objects: fetch with `access(user, Model, public_id=…)`; lists: start from `visible(user, Model)`.
Apps register one rule per model with `rule(Model)` in their `rules.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from lms.base.doors import mark

from .models import AccessGrant, OrgUnit, Role, User

Actor = User | AnonymousUser
ModelT = TypeVar("ModelT", bound=Model)
Rule = Callable[[User], QuerySet[Any]]
View = Callable[..., HttpResponse]

_rules: dict[type[Model], Rule] = {}


@dataclass(frozen=True, slots=True)
class Scope:
    """The subtrees in which a user holds some role; no subtree means nothing, never everything."""

    paths: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.paths)

    @property
    def is_everything(self) -> bool:
        """The root is among them, and with it everybody, also people without a post."""
        return any(path.count("/") == 1 for path in self.paths)

    @property
    def codes(self) -> list[str]:
        """Of the units at the head of each subtree."""
        return [path.rstrip("/").rsplit("/", 1)[-1] for path in self.paths]

    def covers(self, unit: OrgUnit) -> bool:
        return self.covers_path(unit.path)

    def covers_path(self, path: str) -> bool:
        return any(path.startswith(own) for own in self.paths)

    def condition(self, path_field: str = "path") -> Q:
        """A filter on the path of a unit, e.g. `scope.condition("unit__path")`."""
        condition = Q(pk__in=[])
        for path in self.paths:
            condition |= Q(**{f"{path_field}__startswith": path})
        return condition

    def units(self) -> QuerySet[OrgUnit]:
        return OrgUnit.objects.filter(self.condition())


def grants_of(user: Actor) -> tuple[tuple[str, str], ...]:
    """(role, path of the unit) of every right in force; asked once a request, and never for a plain learner."""
    if not isinstance(user, User) or not user.is_active or not user.is_privileged:
        return ()
    held = getattr(user, "_grants_in_force", None)
    if held is None:
        held = tuple(AccessGrant.objects.filter(user=user, ended_at=None).values_list("role", "unit__path"))
        user._grants_in_force = held  # type: ignore[attr-defined]
    return held


def roles_of(user: Actor) -> frozenset[Role]:
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset({Role.LEARNER} | {Role(role) for role, _ in grants_of(user)})


def has_role(user: Actor, *roles: Role) -> bool:
    return not roles_of(user).isdisjoint(roles)


def scope_of(user: Actor, *roles: Role) -> Scope:
    return Scope(tuple(sorted({path for role, path in grants_of(user) if role in roles})))


def rule(model: type[Model]) -> Callable[[Rule], Rule]:
    """Register what a signed-in user may see of a model."""

    def register(function: Rule) -> Rule:
        _rules[model] = function
        return function

    return register


def visible(user: Actor, model: type[ModelT]) -> QuerySet[ModelT]:
    if not isinstance(user, User) or not user.is_active:
        return model._default_manager.none()
    return _rules[model](user)


def access(user: Actor, model: type[ModelT], **lookup: Any) -> ModelT:
    """The object, if the user may see it; else the 404 of a thing that does not exist."""
    return get_object_or_404(visible(user, model), **lookup)


def gate(*roles: Role) -> Callable[[View], View]:
    """Admit holders of any of these roles; strangers are asked to sign in, everybody else meets a 404."""
    return _gate(roles, lambda user: has_role(user, *roles))


def gate_to_everything(*roles: Role) -> Callable[[View], View]:
    """The same for things that belong to the whole administration: only rights at its root pass."""
    return _gate(roles, lambda user: scope_of(user, *roles).is_everything)


def _gate(roles: tuple[Role, ...], admits: Callable[[Actor], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not admits(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return mark(guarded, frozenset(roles))

    return decorate


signed_in = gate(Role.LEARNER)


def cms_door(view: View) -> View:
    """Around every view of the CMS: it would send those who have no business there to sign in, again and again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> User:
    """Who is signed in; for views behind a gate, where a stranger cannot be."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
