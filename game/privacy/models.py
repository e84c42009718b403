"""Receipts of what was erased."""

from django.conf import settings
from django.db import models


class Erasure(models.Model):
    """A receipt: what was erased when, in numbers only."""

    reason = models.CharField(max_length=40)
    room_code = models.CharField(max_length=5, blank=True)
    erased_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    objects_erased = models.PositiveIntegerField()
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    left_behind = models.PositiveIntegerField(default=0, help_text="What a search afterwards still found: 0.")

    class Meta:
        verbose_name = "receipt"
        ordering = ["-erased_at"]

    def __str__(self) -> str:
        return f"{self.reason} {self.room_code}: {self.rows} rows, {self.objects_erased} objects"
