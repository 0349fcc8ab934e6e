"""Propose a calibration of an item bank; a second person puts it in force at the desk."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lms.people.models import User

from ...models import Calibration, ItemBank
from ...services.calibration import CalibrationRefused, calibrate_bank


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bank", help="code of the item bank")
        parser.add_argument("--by", required=True, help="e-mail address of the author or reviewer who proposes it")

    def handle(self, *args: Any, **options: Any) -> None:
        bank = ItemBank.objects.filter(code=options["bank"]).select_related("unit").first()
        actor = User.objects.filter(email=options["by"].strip().lower(), is_active=True).first()
        if bank is None:
            raise CommandError(f"no item bank has the code {options['bank']}")
        if actor is None:
            raise CommandError(f"nobody active has the address {options['by']}")
        try:
            run = calibrate_bank(bank=bank, actor=actor, at=timezone.now())
        except CalibrationRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{run}: proposed from the first attempts of {run.people} people")
        for model in Calibration.Model:
            count = run.calibrations.filter(model=model).count()
            self.stdout.write(f"  {count} items: {model.label}")
        self.stdout.write("A reviewer who did not propose it can now put it in force at the authors' desk.")
