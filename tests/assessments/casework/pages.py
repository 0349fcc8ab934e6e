"""The pages of the desk, asked for and posted to as by a browser without scripts."""

import re
from urllib.parse import urlencode

from django.urls import reverse

SECTIONS = ("inbox", "file", "registries", "checklist", "letters", "steps", "calendar", "rules", "journal")
NAMED = {"open": "document", "look_up": "tool", "check": "checklist", "submit": "form", "do": "action", "wait": "until"}

FORM = "application/x-www-form-urlencoded"


def url(name, run, *args):
    return reverse(f"assessments:{name}", args=[run.public_id, *args])


def post_of(action, seen):
    """What the page's form would send."""
    kind = action["type"]
    data = [("seen", seen), ("type", kind)]
    if kind in NAMED:
        data.append((NAMED[kind], action[NAMED[kind]]))
    if kind == "look_up":
        data += [("purpose", action["purpose"]), ("basis", action["basis"])]
    for item, mark in action.get("marks", {}).items():
        data += [(f"mark-{item}", mark["value"]), (f"source-{item}", mark["source"])]
    for name, value in action.get("payload", {}).items():
        data += [(f"many-{name}", one) for one in value] if isinstance(value, list) else [(f"one-{name}", value)]
    return data


def send(client, run, action, seen):
    body = urlencode(post_of(action, seen))
    return client.post(url("case_act", run), body, content_type="application/x-www-form-urlencoded")


def without_empty_boxes(action):
    """A form sends nothing for boxes left empty, and the engine reads nothing as none."""
    if "payload" not in action:
        return action
    return {**action, "payload": {name: value for name, value in action["payload"].items() if value != []}}


def pages_of(client, run):
    """Every page of the desk as it stands, parts included."""
    bodies = []
    for section in SECTIONS:
        body = client.get(url("case_section", run, section)).content.decode()
        parts = set(re.findall(rf'href="({url("case_section", run, section)}\w+/)#opened"', body))
        bodies += [body, *(client.get(part).content.decode() for part in sorted(parts))]
    return bodies
