"""The seal of a credential: a signature over its canonical bytes. Keys stay outside; signer and verifier are given."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as MalformedBase64
from collections.abc import Callable, Mapping
from hashlib import sha256

from lms.lib.canonical import canonical_bytes

Signer = Callable[[bytes], bytes]
Verifier = Callable[[bytes, bytes], bool]  # (signature, message) → does it hold?

# Names the use, so that a signature made for anything else never passes for a credential.
PURPOSE = b"shuzheng-academy credential v1\n"
KEY_ID_LENGTH = 16


def key_id(public_key: bytes) -> str:
    """Short name of a raw Ed25519 public key."""
    return sha256(public_key).hexdigest()[:KEY_ID_LENGTH]


def sign(document: Mapping[str, object], *, signer: Signer) -> str:
    return urlsafe_b64encode(signer(message(document))).decode("ascii")


def is_genuine(document: Mapping[str, object], signature: str, *, verifier: Verifier | None) -> bool:
    """False for an unknown key, a malformed signature or a document changed by one character."""
    if verifier is None:
        return False
    try:
        raw = urlsafe_b64decode(signature.encode("ascii"))
        return verifier(raw, message(document))
    except (ValueError, MalformedBase64):
        return False


def message(document: Mapping[str, object]) -> bytes:
    return PURPOSE + canonical_bytes(document)
