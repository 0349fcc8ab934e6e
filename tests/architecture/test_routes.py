"""Every route × every role, compared with the checked-in table `routes.txt`: all by GET, ours by POST as well.

A new route that is missing from the table fails; so does a role that gets further, or less far, than the table says.
After a change on purpose: `UPDATE_ROUTES=1 make test`, then read the difference before committing it.

in    the page, a redirect of its own, or a complaint about the method or the input
door  sent to sign in
404   as if it did not exist
403   refused by the CMS's own gate, for people who may work there

Everything that is sent on the way is searched for texts of keys: only the desk of a bank may hold them.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.canary import leaks, mark_keys
from tests.architecture.conftest import Cast

TABLE = Path(__file__).with_name("routes.txt")
AT_THE_DESK = {"author", "reviewer"}  # of the bank
OURS = ("lms.", "assessments.", "courses.", "certificates.", "analytics.")


@dataclass(frozen=True)
class Route:
    pattern: str
    name: str
    view: Callable[..., HttpResponse]

    @property
    def is_ours(self) -> bool:
        return self.view.__module__.startswith(OURS)

    @property
    def methods(self) -> tuple[str, ...]:
        return ("GET", "POST") if self.is_ours else ("GET",)


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "", name: str = "") -> Iterator[Route]:
    """Everything that the resolver can reach."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{name}{pattern.namespace}:" if pattern.namespace else name
            yield from routes(pattern.url_patterns, route, inner)
        else:
            yield Route(route, f"{name}{pattern.name or ''}", pattern.callback)


def outcome(client: Client, method: str, path: str) -> tuple[str, bool]:
    """What an empty request leads to, and whether the reply holds a key; whatever it did is undone."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        reply = client.generic(method, path)
        leak = leaks(reply)
        transaction.set_rollback(True)
    client.cookies = cookies
    return _kind(reply, path), leak


def _kind(reply: HttpResponse, path: str) -> str:
    if reply.status_code == 302 and reply.headers["Location"].startswith("/account/login/"):
        return "door"
    if reply.status_code == 302 and reply.headers["Location"] == "/cms/" and path != "/cms/":
        return "403"  # the CMS answers a missing permission with its front page
    return {404: "404", 403: "403"}.get(reply.status_code, "in")


def test_every_view_of_ours_says_who_may_pass():
    ours = [route for route in routes(get_resolver().url_patterns) if route.is_ours]
    assert [route.pattern for route in ours if not hasattr(route.view, "admits")] == []


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore")
def test_every_role_gets_as_far_as_the_table_says(cast: Cast):
    lines, keys = {}, defaultdict(set)
    mark_keys()
    for route in routes(get_resolver().url_patterns):
        path = cast.path(route.pattern, route.name)
        for method in route.methods:
            outcomes = {role: outcome(client, method, path) for role, client in cast.clients.items()}
            lines[f"{route.pattern} {method}"] = " ".join(kind for kind, _ in outcomes.values())
            for role in [role for role, (_, leak) in outcomes.items() if leak]:
                keys[role].add(route.name)
    header = f"# route | {' '.join(cast.clients)}\n"
    found = header + "".join(f"{route} | {outcomes}\n" for route, outcomes in sorted(lines.items()))
    if os.environ.get("UPDATE_ROUTES"):
        TABLE.write_text(found, encoding="utf-8")
    assert set(keys) == AT_THE_DESK
    assert all(name.startswith("authoring:") for names in keys.values() for name in names), dict(keys)
    assert found.splitlines() == TABLE.read_text(encoding="utf-8").splitlines()
