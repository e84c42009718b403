"""Rows that only the host's panel needs."""

import uuid

from django.conf import settings
from django.db import models


class Ban(models.Model):
    """A player may not sit down in this host's rooms; in no room at all where the house banned them."""

    player = models.ForeignKey("game.Player", models.CASCADE, related_name="bans")
    banned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    everywhere = models.BooleanField(default=False)
    banned_at = models.DateTimeField()

    class Meta:
        app_label = "game"
        ordering = ["-banned_at"]
        constraints = [models.UniqueConstraint(fields=["player", "banned_by"], name="one_ban_per_host")]

    def __str__(self) -> str:
        return f"ban of player {str(self.player_id)[:8]}"


class DeckImport(models.Model):
    """An upload on its way into a deck. `upload` is the key of its zip until it is done."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    name = models.CharField(max_length=80)
    upload = models.CharField(max_length=200, blank=True)
    skip_bad = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    finished = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(null=True, blank=True)
    deck = models.ForeignKey("game.Deck", models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True, help_text="When its worker last said how far it is.")

    class Meta:
        app_label = "game"
        verbose_name = "import"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"import into {self.name}"
