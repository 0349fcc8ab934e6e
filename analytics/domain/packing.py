"""Facts as bytes: columns one after the other, each sorted by significance of its bytes, compressed.

A header names the units and posts, so that a piece can be read without any other.
"""

import json
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .facts import TYPES, Facts, Leaves

FORMAT = 1
LEVEL = 1  # of compression: the fastest; the others save little more on numbers


def pack(facts: Facts, leaves: Leaves) -> bytes:
    used, local = np.unique(facts.leaf, return_inverse=True)
    header = {"format": FORMAT, "people": len(facts), "leaves": [leaves.all[number] for number in used]}
    columns = {name: getattr(facts, name) for name in TYPES} | {
        "leaf": local.astype("i4"),
        "person": np.diff(facts.person, prepend=0),
    }
    parts = [json.dumps(header).encode(), b"\n", *(_bytes(columns[name], kind) for name, kind in TYPES.items())]
    return zlib.compress(b"".join(parts), LEVEL)


def unpack(content: bytes, leaves: Leaves) -> Facts:
    """With the numbers of `leaves`, which learns what it does not know."""
    head, _, body = zlib.decompress(content).partition(b"\n")
    header = json.loads(head)
    columns: dict[str, NDArray[Any]] = {}
    offset = 0
    for name, kind in TYPES.items():
        size = np.dtype(kind).itemsize * header["people"]
        columns[name] = _array(body[offset : offset + size], kind)
        offset += size
    columns["person"] = np.cumsum(columns["person"])
    numbers = leaves.numbers([(path, post) for path, post in header["leaves"]])
    columns["leaf"] = numbers[columns["leaf"]] if numbers.size else columns["leaf"]
    return Facts(**columns)


def _bytes(column: NDArray[Any], kind: str) -> bytes:
    values = np.ascontiguousarray(column, dtype=np.dtype(kind).newbyteorder("<"))
    return values.view("u1").reshape(len(values), values.itemsize).T.tobytes()


def _array(content: bytes, kind: str) -> NDArray[Any]:
    width = np.dtype(kind).itemsize
    turned = np.frombuffer(content, dtype="u1").reshape(width, len(content) // width).T
    return np.ascontiguousarray(turned).reshape(-1).view(np.dtype(kind).newbyteorder("<")).astype(kind, copy=False)
