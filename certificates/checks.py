"""The signing key must be readable by its owner alone."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from .keyring import is_open_to_others


@register(Tags.security)
def signing_key_is_closed(**_: Any) -> list[CheckMessage]:
    if not is_open_to_others():
        return []
    return [
        Warning(
            "The key that signs certificates can be read by other accounts of this machine.",
            hint="chmod 600 the file named by CREDENTIAL_KEY_FILE, and consider a new key.",
            id="academy.W010",
        )
    ]
