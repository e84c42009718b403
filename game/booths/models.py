"""Visits, and which booths are open."""

import uuid

from django.db import models
from django.db.models import Q

from game.people.models import Player


class Visit(models.Model):
    """One question asked in a booth. What stays of it is in `answer`: numbers and names, no picture of the visitor.

    `done` of `of` says how much of its step is over. `slots` says, separated by spaces, which of its files are in the
    storage; `sent_again_at`, when one came after the answer, which may be there still. `numbers` is what a later wish
    is decided by; nobody is shown it. Of those that `may_be_last`, the latest answered one of a visitor in a booth
    `is_last`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        QUEUED = "queued"
        ANSWERED = "answered"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    player = models.ForeignKey(Player, models.CASCADE, related_name="visits")
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    step = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveSmallIntegerField(db_default=0, default=0)
    of = models.PositiveSmallIntegerField(db_default=0, default=0)
    slots = models.CharField(max_length=80, blank=True)
    answer = models.JSONField(null=True)
    numbers = models.JSONField(null=True)
    code = models.CharField(max_length=40, blank=True)
    message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    sent_again_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    seen = models.BooleanField(default=False, help_text="The visitor has been sent the answer.")
    may_be_last = models.BooleanField(default=True)
    is_last = models.BooleanField(default=False)
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["ends_at"], name="visit_ends"),
            models.Index(fields=["queued_at"], name="visit_queued", condition=Q(state="queued")),
            models.Index(fields=["id"], name="visit_holds_files", condition=~Q(slots="")),
            models.Index(fields=["sent_again_at"], name="visit_sent_again", condition=Q(sent_again_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["player", "kind"], name="one_last_visit", condition=Q(is_last=True)),
        ]

    def __str__(self) -> str:
        return f"visit {str(self.id)[:8]} ({self.kind})"

    @property
    def arrived(self) -> tuple[str, ...]:
        """The slots whose files are in the storage."""
        return tuple(self.slots.split())

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.ANSWERED, self.State.REFUSED)


class BoothSwitch(models.Model):
    """Whether a booth is open. Those without a row are."""

    kind = models.CharField(max_length=20, unique=True)
    on = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "booth switches"
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind
