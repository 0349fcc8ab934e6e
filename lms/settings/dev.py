"""One machine without TLS: what `make run` starts. Demonstration accounts may sign in."""

from .base import *  # noqa: F403
