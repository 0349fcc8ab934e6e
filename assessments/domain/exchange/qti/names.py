"""The two dialects: QTI 3.0 as we write it, and QTI 2.1, which is the same in other names and says a little less."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..xml_tree import Node

# Names of 2.1 that are those of XHTML, too, and stay as they are.
_XHTML = """
p div span br img table thead tbody tfoot tr th td caption col colgroup ul ol li dl dt dd pre blockquote address
h1 h2 h3 h4 h5 h6 em strong b i u s sub sup code kbd samp var cite dfn abbr acronym q small big tt hr a object
param audio video source math svg ruby rt rp rb
"""
XHTML = frozenset(_XHTML.split())
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    namespace: str
    schema: str
    item_type: str  # of a resource in the manifest
    package_namespace: str
    package_schema: str
    package_name: str
    package_version: str
    write: Callable[[Node], Node]  # from our names to its own


def to_three(node: Node) -> Node:
    """An item of any 2.x with the names of 3.0; one of 3.0 as it is."""
    if node.name.startswith("qti-"):
        return node
    return _renamed(node, _new_name)


def to_two(node: Node) -> Node:
    """Names of 2.1, which has no `data-` attributes, no element around feedback, and pictures as objects."""
    changed = _renamed(node, _old_name)
    if node.name == "qti-hotspot-interaction":
        changed.children = [
            _object(one) if isinstance(one, Node) and one.name == "img" else one for one in changed.children
        ]
    changed.attributes = {
        name: value for name, value in changed.attributes.items() if name not in ("use", "externalScored")
    }
    return changed


QTI_3 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    item_type="imsqti_item_xmlv3p0",
    package_namespace="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    package_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    package_name="QTI Package",
    package_version="3.0.0",
    write=lambda node: node,
)
QTI_2 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    item_type="imsqti_item_xmlv2p1",
    package_namespace="http://www.imsglobal.org/xsd/imscp_v1p1",
    package_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    package_name="QTIv2.1 Package",
    package_version="1.0.0",
    write=to_two,
)


def _renamed(node: Node, rename: Callable[[str], str]) -> Node:
    is_html = node.name in XHTML
    attributes = {
        name if is_html or ":" in name else _attribute(name, rename): value
        for name, value in node.attributes.items()
        if rename is _new_name or not name.startswith("data-")
    }
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
        elif child.name == "qti-content-body" and rename is _old_name:
            children += _renamed(child, rename).children
        else:
            children.append(to_two(child) if rename is _old_name else _renamed(child, rename))
    return Node(node.name if is_html else rename(node.name), attributes, children, node.line)


def _object(image: Node) -> Node:
    """A picture as the graphic interactions of 2.1 want it; what it shows is its content."""
    address, alt = image.get("src"), image.get("alt")
    kind = "image/png" if address.endswith(".png") else "image/jpeg"
    sides = {name: image.get(name) for name in ("width", "height")}
    return Node("object", {"data": address, "type": kind, **sides}, [alt] if alt else [], image.line)


def _new_name(name: str) -> str:
    return f"qti-{_kebab(name)}"


def _old_name(name: str) -> str:
    return _camel(name.removeprefix("qti-"))


def _attribute(name: str, rename: Callable[[str], str]) -> str:
    return _kebab(name) if rename is _new_name else _camel(name)


def _kebab(name: str) -> str:
    return HUMP.sub("-", name).lower()


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(word.capitalize() for word in others)
