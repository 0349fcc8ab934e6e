"""Load the indicators of the service. What is there already is left alone."""

from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand

from analytics.services.indicators.loading import load_indicators

STARTER = Path(__file__).resolve().parents[2] / "starter"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        entries = yaml.safe_load((STARTER / "indicators.yaml").read_text(encoding="utf-8"))
        self.stdout.write(f"{load_indicators(entries=entries)} service indicators added.")
