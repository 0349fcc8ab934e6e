"""Load the starter framework, its posts and their role profiles."""

from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand

from lms.competencies.services.loading import load_framework, load_posts

STARTER = Path(__file__).resolve().parent.parent.parent / "starter"


class Command(BaseCommand):
    help = "Load the starter framework, posts and role profiles; what exists already is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        framework, is_new = load_framework(_read("framework.yaml"))
        profiles = load_posts(_read("posts.yaml")["posts"], framework=framework)
        state = "loaded" if is_new else "already there"
        self.stdout.write(f"Framework {framework}: {state}; {profiles} new role profiles.")


def _read(name: str) -> Any:
    return yaml.safe_load((STARTER / name).read_text(encoding="utf-8"))
