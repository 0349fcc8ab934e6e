"""Menus, composed by the apps that own their targets; the main navigation is one of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One link; `is_shown` decides by the request alone, without a query of its own."""

    position: int
    view: str
    label: str | Promise
    is_shown: Callable[[HttpRequest], bool]
    ground: str = ""  # the address below which every page belongs to it; its own where empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    url: str
    label: str
    is_current: bool


class Menu:
    """Entries in the order of their positions, each shown to whom it concerns."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def register(self, entry: Entry) -> None:
        self._entries.append(entry)

    def links(self, request: HttpRequest) -> list[Link]:
        shown = sorted((entry for entry in self._entries if entry.is_shown(request)), key=lambda entry: entry.position)
        urls = [reverse(entry.view) for entry in shown]
        grounds = [entry.ground or url for url, entry in zip(urls, shown, strict=True)]
        # The longest address wins: /my/certificates/ lies below /my/ but is a place of its own.
        current = max((ground for ground in grounds if request.path.startswith(ground)), key=len, default="")
        return [
            Link(url=url, label=str(entry.label), is_current=ground == current)
            for url, ground, entry in zip(urls, grounds, shown, strict=True)
        ]


_main = Menu()
register = _main.register
links = _main.links
