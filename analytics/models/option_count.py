"""How often each option of an item was taken, counted by night; right and wrong ones alike, so it is no key."""

from django.db import models


class OptionCount(models.Model):
    version = models.ForeignKey("assessments.ItemVersion", on_delete=models.CASCADE, related_name="+")
    option = models.CharField(max_length=40)  # its id
    times = models.PositiveIntegerField()
    answers = models.PositiveIntegerField()  # to the version, by first attempts; never few
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["version", "option"]
        constraints = [models.UniqueConstraint(fields=["version", "option"], name="option_counted_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.option}: {self.times}"
