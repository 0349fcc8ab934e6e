"""The frame of our own pages inside the CMS: `templates/wagtailadmin/desk.html`."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from django.urls import reverse
from django.utils.translation import gettext as _

Crumb: TypeAlias = Mapping[str, str]


def desk_context(trail: Sequence[Crumb], *, title: str, icon: str) -> dict[str, object]:
    """What every page of the desk passes to its frame; the last crumb is the page itself."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "breadcrumbs_items": [home, *trail, {"url": "", "label": title}],
        "header_title": title,
        "header_icon": icon,
    }
