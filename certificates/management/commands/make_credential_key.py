"""Make the key that signs certificates, readable by its owner alone; a key that exists is left alone."""

from typing import Any

from django.core.management.base import BaseCommand

from ...keyring import key_file, make_key


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_key()
        if made:
            self.stdout.write(f"signing key {made} made in {key_file()}")
        else:
            self.stdout.write("there is a signing key already")
