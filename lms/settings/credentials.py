"""Where the key that signs certificates is kept; it never enters the database or a backup."""

from .environment import STATE, text

CREDENTIAL_KEY_FILE = text("CREDENTIAL_KEY_FILE") or str(STATE / "keys" / "credential-ed25519.pem")
