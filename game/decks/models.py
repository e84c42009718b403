"""Decks of prompts, and uploads on their way into one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from scoring.imports.models import Import


def openness(name: str) -> models.FloatField:
    return models.FloatField(name, help_text="0 is shut, 1 is wide open.")


class Deck(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    public = models.BooleanField(default=True, help_text="Every room may play it; otherwise only its owner's rooms.")
    family_friendly = models.BooleanField(default=True)
    is_default = models.BooleanField("default for new rooms", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_deck"),
        ]

    def __str__(self) -> str:
        return self.name


class Prompt(models.Model):
    """A picture to copy. `picture`, `original` and `thumbnail` are keys in the storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deck = models.ForeignKey(Deck, models.CASCADE, related_name="prompts")
    title = models.CharField(max_length=120)
    picture = models.CharField(max_length=200)
    original = models.CharField(max_length=200, blank=True, help_text="The file as imported; blank: `picture`.")
    thumbnail = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    left_eye = openness("left eye")
    right_eye = openness("right eye")
    mouth = openness("mouth")
    parts = models.JSONField(null=True, blank=True, help_text="What else counts, as in scoring/vision/parts.py.")
    labelled = models.BooleanField(default=True, help_text="Somebody has confirmed the target.")
    suggestion = models.JSONField(null=True, blank=True)
    confidence = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = "picture"
        ordering = ["deck", "position", "title"]
        constraints = [
            models.UniqueConstraint(fields=["deck", "content_hash"], name="one_prompt_per_picture"),
            models.CheckConstraint(
                condition=Q(left_eye__range=(0, 1), right_eye__range=(0, 1), mouth__range=(0, 1)),
                name="target_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def picture_url(self) -> str:
        return reverse("prompt_picture", args=[self.id])

    @property
    def thumbnail_url(self) -> str:
        return reverse("prompt_thumbnail", args=[self.id]) if self.thumbnail else self.picture_url


class DeckImport(Import):
    """An upload on its way into a deck."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    deck = models.ForeignKey(Deck, models.SET_NULL, null=True, blank=True)
