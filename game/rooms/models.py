"""Rooms, seats, rounds and takes, and what the database itself guarantees. The rules live in `game.engine`."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from game.decks.models import Deck, Prompt
from game.engine.state import Phase, Presence
from game.people.models import Player


def choices(enum: type[Phase] | type[Presence]) -> list[tuple[str, str]]:
    return [(member.value, member.name.replace("_", " ").capitalize()) for member in enum]


class Room(models.Model):
    """A room's row is also its lock: whoever changes anything in the room holds it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=5, unique=True)
    deck = models.ForeignKey(Deck, models.PROTECT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    settings = models.JSONField(default=dict)
    phase = models.CharField(max_length=10, choices=choices(Phase), default=Phase.LOBBY)
    version = models.PositiveIntegerField(default=0)
    clock = models.PositiveIntegerField(default=0)
    phase_started_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    time_left = models.DurationField(null=True, blank=True)
    game = models.PositiveIntegerField(default=0)
    owner = models.UUIDField(null=True, blank=True)
    host = models.UUIDField(null=True, blank=True)
    named_host = models.UUIDField(null=True, blank=True)
    second_host = models.UUIDField(null=True, blank=True)
    password = models.CharField(max_length=128, blank=True, help_text="Hashed; blank where none is asked for.")
    prompts = models.JSONField(
        default=list, help_text="The rounds of the game being played, in order, with their prompts."
    )
    faces = models.JSONField(null=True, blank=True, help_text="Those that guests have made for the others to copy.")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["deadline"], condition=Q(deadline__isnull=False), name="room_deadline"),
            models.Index(fields=["expires_at"], name="room_expiry"),
        ]

    def __str__(self) -> str:
        return self.code


class Seat(models.Model):
    """A person's place in a room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="seats")
    player = models.ForeignKey(Player, models.CASCADE, related_name="seats")
    nickname = models.CharField(max_length=80)
    avatar = models.CharField(max_length=40)
    joined_at = models.DateTimeField()
    presence = models.CharField(max_length=6, choices=choices(Presence), default=Presence.IN)
    connection = models.CharField(max_length=40, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    plays_from = models.PositiveIntegerField(default=1)
    plays = models.BooleanField(default=True)
    celebrated = models.BooleanField(default=True, db_default=True)
    team = models.PositiveSmallIntegerField(null=True, blank=True)
    calibration = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = "guest"
        ordering = ["joined_at", "id"]
        constraints = [models.UniqueConstraint(fields=["room", "player"], name="one_seat_per_player")]

    def __str__(self) -> str:
        return self.nickname


class Round(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="rounds")
    game = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    prompt = models.ForeignKey(Prompt, models.SET_NULL, null=True)
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    done = models.JSONField(default=list)
    cards = models.JSONField(default=list, null=True, help_text="How its reveal is told.")
    kind = models.CharField(max_length=20, default="copy", db_default="copy")
    play = models.JSONField(null=True, blank=True, help_text="What has been dealt and chosen in it; null: nothing yet.")
    counted = models.BooleanField(default=False, help_text="The statistics hold it.")

    class Meta:
        ordering = ["game", "number"]
        constraints = [models.UniqueConstraint(fields=["room", "game", "number"], name="one_round_per_number")]
        indexes = [models.Index(fields=["started_at"], condition=Q(counted=False), name="round_uncounted")]

    def __str__(self) -> str:
        return f"{self.room} game {self.game} round {self.number}"


class Take(models.Model):
    """One uploaded photo. Without an outcome it is being judged; `upload` is the original's key until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="takes")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="takes")
    number = models.PositiveIntegerField()
    turn = models.PositiveSmallIntegerField(default=0, db_default=0)
    prompt = models.CharField(max_length=60, blank=True, db_default="", help_text="What it copies, if not its round's.")
    submitted_at = models.DateTimeField()
    upload = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    # How often it was put into the vision queue; 0 while it waits for its turn.
    tries = models.PositiveIntegerField(default=0)
    judged_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    message = models.CharField(max_length=300, blank=True)
    similarity = models.FloatField(null=True, blank=True)
    photo = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    approved = models.BooleanField(default=True)
    hidden = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False, help_text="Taken down by whose photo it is.")
    open_reports = models.PositiveSmallIntegerField(default=0, help_text="Since the host last decided.")

    class Meta:
        verbose_name = "photo"
        ordering = ["submitted_at", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "seat", "number"], name="one_take_per_number")]
        indexes = [
            models.Index(fields=["queued_at"], condition=Q(code=""), name="take_pending"),
            models.Index(fields=["submitted_at"], name="take_submitted"),
            models.Index(fields=["round"], condition=Q(approved=False, hidden=False), name="take_unapproved"),
        ]

    def __str__(self) -> str:
        return f"photo {str(self.pk)[:8]}"
