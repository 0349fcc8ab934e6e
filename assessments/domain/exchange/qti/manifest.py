"""The list of a package's files: each language of each item, and the pictures that items depend on."""

from collections.abc import Mapping, Sequence

from ..xml_tree import Node, element
from .item import SCHEMA_INSTANCE
from .names import Dialect

WEB = "webcontent"


def write_manifest(needs: Mapping[str, Sequence[str]], dialect: Dialect) -> Node:
    """`needs`: path of an item's file → paths of the pictures in it."""
    pictures = dict.fromkeys(path for paths in needs.values() for path in paths)
    resources = [
        *(_resource(path, dialect.item_type, shown) for path, shown in needs.items()),
        *(_resource(path, WEB, ()) for path in pictures),
    ]
    schema = element(
        "metadata", element("schema", dialect.package_name), element("schemaversion", dialect.package_version)
    )
    manifest = element(
        "manifest", schema, element("organizations"), element("resources", *resources), identifier="MANIFEST"
    )
    manifest.attributes |= {
        "xmlns": dialect.package_namespace,
        "xmlns:xsi": SCHEMA_INSTANCE,
        "xsi:schemaLocation": f"{dialect.package_namespace} {dialect.package_schema}",
    }
    return manifest


def _resource(path: str, kind: str, shown: Sequence[str]) -> Node:
    return element(
        "resource",
        element("file", href=path),
        *(element("dependency", identifierref=_name(one)) for one in shown),
        identifier=_name(path),
        type=kind,
        href=path,
    )


def _name(path: str) -> str:
    return f"R-{path.rpartition('/')[2].rpartition('.')[0]}"
