"""Printing a lesson's body once, at publication: finished HTML, with the self-checks kept apart as data."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

from ..domain.self_checks import SelfCheck, to_data
from ..domain.structure import SectionHeading

SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBody:
    parts: list[dict[str, Any]]  # {"html": …} or {"check": …, "block": n}
    headings: tuple[SectionHeading, ...]
    check_ids: tuple[str, ...]
    blocks: int
    texts: tuple[str, ...]  # that a reader meets, without markup and without the explanations

    @property
    def characters(self) -> int:
        return sum(map(len, self.texts))


def render_body(body: StreamValue, language: str) -> RenderedBody:
    parts: list[dict[str, Any]] = []
    headings: list[SectionHeading] = []
    checks: list[SelfCheck] = []
    texts: list[str] = []
    with translation.override(language):
        for number, child in enumerate(body, start=1):
            if child.block_type == "self_check":
                check = child.value.to_item(str(child.id))
                checks.append(check)
                parts.append({"check": to_data(check), "block": number})
                texts += [check.stem, *(option.text for option in check.options)]
                continue
            html = _wrapped(child.render(context={"anchor": f"block-{number}"}), number)
            if child.block_type == "heading":
                headings.append(SectionHeading(number, str(child.value)))
            texts.append(SPACES.sub(" ", strip_tags(html)).strip())
            _append_html(parts, html)
    return RenderedBody(
        parts=parts,
        headings=tuple(headings),
        check_ids=tuple(check.id for check in checks),
        blocks=len(body),
        texts=tuple(texts),
    )


def _wrapped(html: str, number: int) -> str:
    return f'<div id="block-{number}" data-block="{number}">{html.strip()}</div>\n'


def _append_html(parts: list[dict[str, Any]], html: str) -> None:
    """Neighbours are joined: a page prints few parts, not many blocks."""
    if parts and "html" in parts[-1]:
        parts[-1]["html"] += html
    else:
        parts.append({"html": html})
