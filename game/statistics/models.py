"""What is kept of rounds whose rooms are gone: counts by day, and no person.

`host` is the id of the account that opened the room, or 0: everybody's rooms. It is no foreign
key, because a key without NULLs can be added to in one statement.
"""

from django.db import models


class Tally(models.Model):
    """How often something was so on a day: `measure` is one of `game.statistics.measures`, `bin` its value."""

    day = models.DateField()
    host = models.PositiveIntegerField()
    measure = models.CharField(max_length=12)
    bin = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        app_label = "game"
        constraints = [models.UniqueConstraint(fields=["measure", "host", "day", "bin"], name="one_tally_per_bin")]

    def __str__(self) -> str:
        return f"{self.day} {self.measure} {self.bin}: {self.count}"


class PromptDay(models.Model):
    """A prompt's scored takes of a day; `percents` is the sum of their percentages."""

    day = models.DateField()
    host = models.PositiveIntegerField()
    prompt = models.ForeignKey("game.Prompt", models.CASCADE, related_name="days")
    takes = models.PositiveIntegerField()
    percents = models.FloatField()

    class Meta:
        app_label = "game"
        constraints = [models.UniqueConstraint(fields=["prompt", "day", "host"], name="one_day_per_prompt")]
        indexes = [models.Index(fields=["host", "day"], name="prompt_host_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.prompt_id}: {self.takes}"
