"""Rows and what the database itself guarantees. The rules live in `game.engine`."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from game.engine.state import Phase, Presence


def choices(enum: type[Phase] | type[Presence]) -> list[tuple[str, str]]:
    return [(member.value, member.name.replace("_", " ").capitalize()) for member in enum]


def openness(name: str) -> models.FloatField:
    return models.FloatField(name, help_text="0 is shut, 1 is wide open.")


class Player(models.Model):
    """A person across rooms: a guest's cookie, or an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    nickname = models.CharField(max_length=80, blank=True)
    avatar = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.nickname or str(self.id)


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
    prompts = models.JSONField(default=list, help_text="The prompts of the game being played, in order.")
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
    submitted_at = models.DateTimeField()
    upload = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    judged_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    message = models.CharField(max_length=300, blank=True)
    similarity = models.FloatField(null=True, blank=True)
    photo = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    approved = models.BooleanField(default=True)
    hidden = models.BooleanField(default=False)

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


class Report(models.Model):
    """Somebody says that a photo should not be here."""

    take = models.ForeignKey(Take, models.CASCADE, related_name="reports")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="reports")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["-reported_at"]
        constraints = [models.UniqueConstraint(fields=["take", "seat"], name="one_report_per_seat")]

    def __str__(self) -> str:
        return f"report of photo {str(self.take_id)[:8]}"


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
    finished_at = models.DateTimeField()

    class Meta:
        ordering = ["-finished_at", "place"]
        constraints = [models.UniqueConstraint(fields=["room_id", "game", "player"], name="one_result_per_game")]
        indexes = [models.Index(F("finished_at").desc(), name="result_finished")]

    def __str__(self) -> str:
        return f"{self.nickname}: {self.points}"


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


from game.panel.models import Ban, DeckImport  # noqa: E402, F401  they refer to the rows above
from game.statistics.models import PromptDay, Tally  # noqa: E402, F401  they refer to the rows above
