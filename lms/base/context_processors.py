from django.http import HttpRequest

from .navigation import Link, links


def navigation(request: HttpRequest) -> dict[str, list[Link]]:
    return {"navigation": links(request)}
