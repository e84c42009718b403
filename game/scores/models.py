"""What is kept of games whose rooms are gone: the leaderboard's results, and counts by day without a person.

In the counts `host` is the id of the account that opened the room, or 0: everybody's rooms. It is no
foreign key, because a key without NULLs can be added to in one statement.
"""

from django.db import models
from django.db.models import F

from game.decks.models import Deck, Prompt
from game.people.models import Player


class GameResult(models.Model):
    """What the leaderboard remembers of one game; it outlives the room and its photos."""

    room_id = models.UUIDField()
    game = models.PositiveIntegerField()
    deck = models.ForeignKey(Deck, models.SET_NULL, null=True)
    player = models.ForeignKey(Player, models.CASCADE, related_name="results")
    nickname = models.CharField(max_length=80)
    avatar = models.CharField(max_length=40)
    points = models.PositiveIntegerField()
    rounds = models.PositiveIntegerField()
    best = models.FloatField(help_text="The best similarity of one round, 0 to 1.")
    place = models.PositiveIntegerField()
    team = models.PositiveSmallIntegerField(null=True, blank=True)
    team_points = models.PositiveIntegerField(null=True, blank=True, help_text="What their team had on the podium.")
    finished_at = models.DateTimeField()

    class Meta:
        ordering = ["-finished_at", "place"]
        constraints = [models.UniqueConstraint(fields=["room_id", "game", "player"], name="one_result_per_game")]
        indexes = [
            models.Index(F("finished_at").desc(), name="result_finished"),
            models.Index(fields=["player", "-points", "-best"], name="result_best"),
        ]

    def __str__(self) -> str:
        return f"{self.nickname}: {self.points}"


class Tally(models.Model):
    """How often something was so on a day: `measure` is one of `game.scores.measures`, `bin` its value."""

    day = models.DateField()
    host = models.PositiveIntegerField()
    measure = models.CharField(max_length=12)
    bin = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "host", "day", "bin"], name="one_tally_per_bin")]

    def __str__(self) -> str:
        return f"{self.day} {self.measure} {self.bin}: {self.count}"


class PromptDay(models.Model):
    """A prompt's scored takes of a day; `percents` is the sum of their percentages."""

    day = models.DateField()
    host = models.PositiveIntegerField()
    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="days")
    takes = models.PositiveIntegerField()
    percents = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prompt", "day", "host"], name="one_day_per_prompt")]
        indexes = [models.Index(fields=["host", "day"], name="prompt_host_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.prompt_id}: {self.takes}"
