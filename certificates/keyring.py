"""The key that signs, in a file of its own (settings.CREDENTIAL_KEY_FILE), and the public keys that verify.

Beside the private key lie the public halves of all keys ever used, `credential-<key id>.pub.pem`; a credential signed
by a key that has no file there does not verify.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from .domain.proofs import Signer, Verifier, key_id

OTHERS_MAY = 0o077


class KeyMissing(Exception):
    """No usable signing key; run `manage.py make_credential_key`."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    key_id: str
    sign: Signer


def signing_key() -> SigningKey:
    path = key_file()
    try:
        return _signing_key(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise KeyMissing(f"{path.name}: {type(error).__name__}") from error


def verifier(wanted: str) -> Verifier | None:
    """The verifier for a key id; None for a key this academy never used."""
    folder = key_file().parent
    stamp = folder.stat().st_mtime_ns if folder.is_dir() else 0
    return _verifiers(folder, stamp).get(wanted)


def make_key() -> str | None:
    """Create the key unless there is one; returns the id of the new key."""
    path = key_file()
    if path.exists():
        return None
    private = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    identity = key_id(_raw(private.public_key()))
    public_pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (path.parent / f"credential-{identity}.pub.pem").write_bytes(public_pem)
    # Created with its final mode: at no moment can another account read it.
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return identity


def is_open_to_others() -> bool:
    path = key_file()
    return path.exists() and bool(path.stat().st_mode & OTHERS_MAY)


def key_file() -> Path:
    return Path(settings.CREDENTIAL_KEY_FILE)


@lru_cache(maxsize=4)
def _signing_key(path: Path, stamp: int) -> SigningKey:
    private = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return SigningKey(key_id(_raw(private.public_key())), private.sign)


@lru_cache(maxsize=4)
def _verifiers(folder: Path, stamp: int) -> dict[str, Verifier]:
    keys = [load_pem_public_key(path.read_bytes()) for path in folder.glob("credential-*.pub.pem")]
    edwards = [one for one in keys if isinstance(one, Ed25519PublicKey)]
    return {key_id(_raw(public)): partial(_verifies, public.verify) for public in edwards}


def _verifies(verify: Callable[[bytes, bytes], None], signature: bytes, message: bytes) -> bool:
    try:
        verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)
