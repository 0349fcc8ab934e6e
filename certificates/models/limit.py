"""How often the public page was asked, for its limits."""

from django.db import models


class AskingCount(models.Model):
    """One address in one window of time; dropped when the window has passed."""

    who = models.CharField(max_length=24)  # keyed hash of the address
    seconds = models.PositiveIntegerField()  # length of the window
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "seconds", "ends_at"], name="asking_counted_once")]

    def __str__(self) -> str:
        return f"{self.who} {self.seconds} s: {self.count}"
