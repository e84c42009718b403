"""Who asks: people across rooms, and whom a host keeps out."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Player(models.Model):
    """A person across rooms: a guest's cookie, or an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    nickname = models.CharField(max_length=80, blank=True)
    avatar = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.nickname or str(self.id)


class Ban(models.Model):
    """A player may not sit down in this host's rooms; in no room at all where the house banned them."""

    player = models.ForeignKey(Player, models.CASCADE, related_name="bans")
    banned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    everywhere = models.BooleanField(default=False)
    banned_at = models.DateTimeField()

    class Meta:
        ordering = ["-banned_at"]
        constraints = [models.UniqueConstraint(fields=["player", "banned_by"], name="one_ban_per_host")]

    def __str__(self) -> str:
        return f"ban of player {str(self.player_id)[:8]}"
