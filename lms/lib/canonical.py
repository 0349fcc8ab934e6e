"""One byte sequence for one value: what hashes and signatures are taken over."""

import json
from hashlib import sha256


def canonical_bytes(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces (the subset of RFC 8785 that integers and strings need)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return sha256(canonical_bytes(value)).hexdigest()
