"""Packages: a zip with a manifest and one file for each language of each item.

QTI keeps one language an item, and players show what they are given; so each language is an item of its own, whole
and playable, and files of the same identifier are languages of one item.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

from ...items.content import ItemContent
from ...items.parts import LANGUAGES
from ..archive import is_archive, read_archive, write_archive
from ..facts import Facts
from ..found import FileRefused, Imported, ItemRefused, Problem, checked
from ..pictures import Pictures, SentPicture, picture_file, picture_of, pictures_of, suffix_of
from ..xml_tree import read_xml, write_xml
from .item import read_item, write_item
from .manifest import write_manifest
from .names import Dialect

MANIFEST = "imsmanifest.xml"
ITEM_TYPE = "imsqti_item_xmlv"
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")  # what is no picture of ours is told, not missed
Read = tuple[str, Imported]


def write_package(items: Mapping[str, ItemContent], dialect: Dialect, pictures: Pictures) -> bytes:
    """Name → item; all of them of a kind that can be written. Raises ItemRefused for a picture that is not there."""
    files: dict[str, bytes] = {}
    shown: dict[str, bytes] = {}
    needs: dict[str, Sequence[str]] = {}  # path of an item → paths of what it shows
    for name, content in items.items():
        paths = {one: _picture_path(one, pictures) for one in pictures_of(content)}
        shown |= {path: pictures[one] for one, path in paths.items()}
        addresses = {one: f"../{path}" for one, path in paths.items()}
        identifier = _identifier(name)
        for language in content.languages or ["en"]:
            item = write_item(content, name=identifier, language=language, dialect=dialect, pictures=addresses)
            path = f"items/{identifier}.{language}.xml"
            files[path], needs[path] = write_xml(item), list(paths.values())
    return write_archive({MANIFEST: write_xml(write_manifest(needs, dialect)), **files, **shown})


def read_package(content: bytes, file: str, given: Facts) -> list[Imported]:
    """A package, or one item alone. Raises FileRefused; what is wrong with one file of a package is told beside it."""
    if not is_archive(content):
        return [checked(read_item(read_xml(content, file), given, file, {})[1])]
    files = read_archive(content, suffixes=(".xml", *PICTURE_SUFFIXES))
    pictures = {path: SentPicture(path, data) for path, data in files.items() if not path.lower().endswith(".xml")}
    read: list[Read] = []
    skipped: list[Imported] = []
    for path in _item_paths(files, skipped):
        try:
            read.append(read_item(read_xml(files[path], path), given, path, pictures))
        except FileRefused as refused:
            line = int(refused.detail.get("line", 1))
            skipped.append(Imported(content=None, file=path, line=line, problems=(refused.problem,)))
    return [*(checked(_in_all_languages(group)) for group in _grouped(read)), *skipped]


def _item_paths(files: Mapping[str, bytes], skipped: list[Imported]) -> Iterator[str]:
    """As the manifest lists them; without one, every XML file. What is listed and no item is told."""
    if MANIFEST not in files:
        if not any(path.lower().endswith(".xml") for path in files):
            raise FileRefused("no_items")
        yield from sorted(path for path in files if path.lower().endswith(".xml"))
        return
    manifest = read_xml(files[MANIFEST], MANIFEST)
    for resource in manifest.within("resource"):
        path = normpath(unquote(resource.get("href")))
        kind = resource.get("type")
        reason = None
        if not kind.startswith(ITEM_TYPE):
            reason = "not_an_item" if "qti" in kind else None
        elif path not in files:
            reason = "missing_file"
        else:
            yield path
        if reason:
            problem = Problem(reason, {"name": kind[:40]})
            skipped.append(Imported(content=None, file=path[:200], line=1, problems=(problem,)))


def _grouped(read: Sequence[Read]) -> Iterator[list[Read]]:
    """Files of one identifier together, in the order of the first; of one language twice they are several items."""
    groups: dict[str, list[Read]] = {}
    for number, one in enumerate(read):
        groups.setdefault(one[1].name or f"#{number}", []).append(one)
    for group in groups.values():
        are_languages = len({language for language, _ in group}) == len(group)
        yield from [group] if are_languages else ([one] for one in group)


def _in_all_languages(group: Sequence[Read]) -> Imported:
    """One item from its languages. They must agree in everything but words."""
    found = [one for _, one in group]
    first, problems = found[0], tuple(_flat(found))
    contents = [one.content for one in found if one.content is not None]
    if len(contents) < len(found):
        return replace(next(one for one in found if one.content is None), content=None)
    try:
        content = contents[0]
        for other in contents[1:]:
            content = _merged_items(content, other)
    except ItemRefused as refused:
        return replace(first, content=None, problems=(refused.problem,))
    pictures = {sent.digest: sent for one in found for sent in one.pictures}
    return replace(first, content=content, problems=problems, pictures=tuple(pictures.values()))


def _flat(found: Sequence[Imported]) -> Iterator[Problem]:
    seen: list[Problem] = []
    for one in found:
        for problem in one.problems:
            if problem not in seen:
                seen.append(problem)
                yield problem


def _merged_items(one: ItemContent, other: ItemContent) -> ItemContent:
    facts = ("kind", "competency", "level", "cognitive", "difficulty", "lesson", "source", "review_by")
    if any(getattr(one, name) != getattr(other, name) for name in facts):
        raise ItemRefused("languages_differ")
    names = dict.fromkeys([*one.rationales, *other.rationales])
    return replace(
        one,
        stem={**one.stem, **other.stem},
        body=_merged(one.body, other.body),
        right=_merged(one.right, other.right),
        rationales={name: {**one.rationales.get(name, {}), **other.rationales.get(name, {})} for name in names},
    )


def _merged(one: Any, other: Any) -> Any:
    """Texts put together; everything else must be the same."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if all(name in LANGUAGES for name in (*one, *other)):
            return {**one, **other}
        if one.keys() != other.keys():
            raise ItemRefused("languages_differ")
        return {name: _merged(value, other[name]) for name, value in one.items()}
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            raise ItemRefused("languages_differ")
        return [_merged(left, right) for left, right in zip(one, other, strict=True)]
    if one != other:
        raise ItemRefused("languages_differ")
    return one


def _picture_path(digest: str, pictures: Pictures) -> str:
    return f"pictures/{picture_file(digest)}.{suffix_of(picture_of(pictures, digest))}"


def _identifier(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_.-]", "-", name)
    return plain if plain[:1].isalpha() else f"item-{plain}"
