"""Galleries of people whom a face can be compared with, and uploads on their way into one."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from scoring.imports.models import Import
from scoring.vision import identity

LONGEST_NAME = 80


def current_embedder() -> str:
    return identity.current_label()


class Gallery(models.Model):
    """`version` is raised with every change of its portraits; `asked` counts the faces that were compared with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    public = models.BooleanField(default=True, help_text="Everybody may ask it; otherwise only its owner.")
    guests_may_add = models.BooleanField(
        default=False, help_text="Guests may name faces that nobody knows; each becomes a portrait here."
    )
    embedder = models.CharField(max_length=40, default=current_embedder, help_text="Which numbers its faces have.")
    version = models.PositiveBigIntegerField(default=0, editable=False)
    asked = models.PositiveBigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "galleries"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """`key` is the name as it is compared. `picture` is a key in the storage, or the address of a drawing of ours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gallery = models.ForeignKey(Gallery, models.CASCADE, related_name="people")
    name = models.CharField(max_length=LONGEST_NAME)
    key = models.CharField(max_length=3 * LONGEST_NAME, editable=False)
    picture = models.CharField(max_length=200, blank=True)
    wins = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name_plural = "people"
        ordering = ["gallery", "key"]
        constraints = [models.UniqueConstraint(fields=["gallery", "key"], name="one_person_per_name")]

    def __str__(self) -> str:
        return self.name


class Portrait(models.Model):
    """`vector` is little-endian float32 of `embedder`'s dimension. `added_by` is the player who named this face."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="portraits")
    picture = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64)
    vector = models.BinaryField()
    embedder = models.CharField(max_length=40)
    quality = models.JSONField(default=dict)
    added_by = models.UUIDField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["person", "created_at"]
        constraints = [models.UniqueConstraint(fields=["person", "content_hash"], name="one_portrait_per_picture")]

    def __str__(self) -> str:
        return f"portrait {str(self.id)[:8]}"


class GalleryImport(Import):
    """`may` is the word of whoever adds the portraits that they may. The command's have no owner."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    may = models.BooleanField()
    gallery = models.ForeignKey(Gallery, models.CASCADE, null=True, blank=True)
