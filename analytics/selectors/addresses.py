"""Where the figures of a group have pages."""

from urllib.parse import quote
from uuid import UUID

from django.urls import reverse

from ..domain.grid import GroupKind
from .snapshots import GroupCard

NOBODY = UUID(int=0)  # stands for a unit while addresses are built


class Links:
    """Asked of the routes once for a whole map. Own staff have no page of their own: nothing is said of them."""

    def __init__(self) -> None:
        self._unit = reverse("analytics:unit", args=[NOBODY])
        self._post = reverse("analytics:post", args=[NOBODY, "post"])

    def of(self, group: GroupCard) -> str:
        if group.kind is GroupKind.OWN:
            return ""
        home = self._unit
        if group.kind is GroupKind.POST:
            home = self._post.replace("/post/", f"/{quote(group.post_code, safe='')}/")
        return home.replace(str(NOBODY), str(group.unit_id))

    def of_competency(self, group: GroupCard, code: str) -> str:
        home = self.of(group)
        return f"{home}{code}/" if home else ""
