"""Load the achievements of the starter academy, and make the signing key if there is none."""

from pathlib import Path
from typing import Any

import yaml
from django.core.management import call_command
from django.core.management.base import BaseCommand

from ...keyring import key_file
from ...services.loading import load_achievement

STARTER = Path(__file__).resolve().parents[2] / "starter"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not key_file().exists():
            call_command("make_credential_key", stdout=self.stdout)
        entries = yaml.safe_load((STARTER / "achievements.yaml").read_text(encoding="utf-8"))
        for position, entry in enumerate(entries, start=1):
            if load_achievement(entry, position=position):
                self.stdout.write(f"achievement {entry['code']} version {entry['version']} loaded")
