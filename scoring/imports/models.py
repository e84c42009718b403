"""What every upload remembers on its way to becoming rows."""

import uuid

from django.db import models


class Import(models.Model):
    """An upload on its way into something named `name`; whoever derives from it says whose it is, by `owner`.

    `upload` is the key of its zip until it is done.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    upload = models.CharField(max_length=200, blank=True)
    skip_bad = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    finished = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True, help_text="When its worker last said how far it is.")

    class Meta:
        abstract = True
        verbose_name = "import"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"import into {self.name}"
