"""A page of the editor: a part of a scenario, or one thing of a part, and where it stands in the definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from lms.lib.localized import in_language
from lms.people.access import access, person

from ...forms.scenario.box import Box
from ...forms.scenario.parts import PARTS, Part
from ...models import ScenarioDraft
from ...permissions import may_write

NAMED_BY = ("title", "name", "label", "subject")


@dataclass(frozen=True, slots=True)
class Page:
    draft: ScenarioDraft
    part: Part
    thing: int | None = None  # of a list part

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self.part.boxes

    @property
    def things(self) -> list[Any]:
        return things_of(self.draft.definition, self.part)

    @property
    def value(self) -> Any:
        """What the page is about: a thing, a list of things, or the part's entries."""
        if self.thing is not None:
            return self.things[self.thing]
        if self.part.is_list:
            return self.things
        return {name: self.draft.definition[name] for name in self.part.entries if name in self.draft.definition}

    @property
    def url(self) -> str:
        return page_url(self.draft, self.part.slug, self.thing)

    def entries(self, value: Any) -> dict[str, Any]:
        """The top-level entries of the definition once the page holds this value; None for one that is gone."""
        if self.thing is not None:
            things = self.things
            things[self.thing : self.thing + 1] = [value]
            return {self.part.slug: things}
        if self.part.is_list:
            return {self.part.slug: value}
        return {name: value.get(name) for name in self.part.entries}


def page_of(request: HttpRequest, public_id: UUID, slug: str, thing: int | None = None) -> Page:
    draft = access(request.user, ScenarioDraft, public_id=public_id)
    part = PARTS.get(slug)
    if part is None or (thing is not None and not part.is_list):
        raise Http404
    page = Page(draft, part, thing)
    # A thing that somebody has just taken out may still be sent: it is kept as the last one.
    if thing is not None and thing >= len(page.things) + (request.method == "POST"):
        raise Http404
    return page


def refuse_readers(request: HttpRequest, draft: ScenarioDraft) -> None:
    """Reviewers read working copies; only authors of the unit change them."""
    if not may_write(person(request), draft):
        raise Http404


def things_of(definition: Mapping[str, Any], part: Part) -> list[Any]:
    things = definition.get(part.slug)
    return list(things) if isinstance(things, list) else []


def page_url(draft: ScenarioDraft, slug: str, thing: int | None = None) -> str:
    if thing is None:
        return reverse("authoring:draft_part", args=[draft.public_id, slug])
    return reverse("authoring:draft_thing", args=[draft.public_id, slug, thing])


def yaml_url(page: Page) -> str:
    args = [page.draft.public_id, page.part.slug, *([] if page.thing is None else [page.thing])]
    return reverse("authoring:draft_yaml" if page.thing is None else "authoring:draft_thing_yaml", args=args)


def name_of(thing: object) -> str:
    return str(thing.get("id") or thing.get("name") or "") if isinstance(thing, Mapping) else ""


def title_of(thing: object) -> str:
    """What a thing is called in the reader's language."""
    if not isinstance(thing, Mapping):
        return ""
    texts = next((thing[name] for name in NAMED_BY if name in thing), "")
    if isinstance(texts, Mapping):
        return in_language({str(code): str(text) for code, text in texts.items()}, get_language() or "en")
    return str(texts)


def seen_in(request: HttpRequest) -> int:
    """The revision that the sender had before them; -1 for none."""
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
