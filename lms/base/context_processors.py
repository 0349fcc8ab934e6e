from typing import cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .navigation import Link, links


def navigation(request: HttpRequest) -> dict[str, list[Link]]:
    """Worked out where a page shows it: that of an examination does not."""
    return {"navigation": cast(list[Link], SimpleLazyObject(lambda: links(request)))}
