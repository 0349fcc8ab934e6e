"""Load the item banks and examinations of the starter academy; items that exist are left alone."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand
from django.utils import timezone

from lms.people.models import OrgUnit, User

from ...services.bank_loading import load_bank, load_examination

STARTER = Path(__file__).resolve().parents[2] / "starter"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        people = {user.email.split("@")[0]: user for user in User.objects.filter(is_demo=True, grants__isnull=False)}
        unit = OrgUnit.objects.filter(parent=None).first()
        for code, entries in _banks().items():
            count = load_bank(
                code=code,
                entries=entries,
                author=people.get("author"),
                reviewer=people.get("reviewer"),
                unit=unit,
                pictures=STARTER / "pictures",
            )
            self.stdout.write(f"item bank {code}: {count} items added")
        today = timezone.localdate()
        for entry in yaml.safe_load((STARTER / "examinations.yaml").read_text(encoding="utf-8")):
            # The history of the starter academy reaches back further than its installation.
            if load_examination(entry, on=today.replace(year=today.year - 3, day=1)):
                self.stdout.write(f"examination {entry['code']} created")


def _banks() -> dict[str, list[dict[str, Any]]]:
    banks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((STARTER / "items").glob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        banks[content["bank"]] += content["items"]
    return banks
