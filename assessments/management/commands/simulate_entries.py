"""Give the starter academy entries of evidence beside examinations, and two contests; does nothing when there are any.

Run after simulate_history, whose people it goes on with.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand
from django.utils import timezone

from lms.base.starter_parts import refuse_unless_demonstration
from lms.people.models import User
from lms.people.services.demo import DOMAIN

from ...models import Evidence, EvidenceEntry
from ...services.entries.contests import correct, file_contest
from ...services.entries.history_writing import Officials, simulate_entries
from ...services.levels.recomputing import recompute_everybody

TEXTS = Path(__file__).resolve().parents[2] / "starter" / "entries.yaml"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demonstration()
        demo = {one.email.partition("@")[0]: one for one in User.objects.filter(email__endswith=f"@{DOMAIN}")}
        if EvidenceEntry.objects.exists() or not {"manager", "reviewer", "head"} <= demo.keys():
            return
        now = timezone.now()
        texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
        officials = Officials(demo["manager"], demo["reviewer"])
        entries = simulate_entries(texts=texts, officials=officials, at=now)
        self.stdout.write(f"history: {len(entries)} entries of evidence made")
        by_head = Evidence.objects.in_force().filter(
            entry__kind="supervisor", entry__entered_by=demo["head"], value__lt=5
        )
        contested = list(by_head.select_related("learner").order_by("-observed_at", "pk")[:2])
        for row, key, days in zip(contested, ("decided", "open"), (24, 12), strict=False):
            filed = file_contest(row=row, reasons=texts["contest"][key], by=row.learner, at=now - timedelta(days=days))
            if key == "decided":
                correct(
                    contest=filed,
                    value=row.value + 1,
                    reason=texts["decision"],
                    by=demo["manager"],
                    at=now - timedelta(days=days - 6),
                )
        recompute_everybody(at=now)
