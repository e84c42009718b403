"""Casts of characters, the photos that they learn from, and everything that a cast has learned and been asked."""

import uuid
from secrets import token_bytes

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from scoring.galleries.models import LONGEST_NAME, current_embedder
from scoring.imports.models import Import


def new_key() -> bytes:
    return token_bytes(32)


class Cast(models.Model):
    """`key` decides, by a keyed hash, on which side of the exam a person stands. A demo's examples are synthetic."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    public = models.BooleanField(default=True, help_text="Everybody may ask it; otherwise only its owner.")
    statistics_public = models.BooleanField(default=False, help_text="Everybody may see its dashboard.")
    demo = models.BooleanField(default=False, editable=False)
    embedder = models.CharField(max_length=40, default=current_embedder, editable=False)
    key = models.BinaryField(default=new_key, editable=False)
    least_new = models.PositiveSmallIntegerField(
        default=10, verbose_name="new examples", help_text="So many each character needs before it is trained again."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Character(models.Model):
    """`key` is the name as it is compared. `picture` is a key in the storage, or the address of a drawing of ours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cast = models.ForeignKey(Cast, models.CASCADE, related_name="characters")
    name = models.CharField(max_length=LONGEST_NAME)
    key = models.CharField(max_length=3 * LONGEST_NAME, editable=False)
    words = models.CharField(max_length=300, blank=True)
    picture = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["cast", "key"]
        constraints = [models.UniqueConstraint(fields=["cast", "key"], name="one_character_per_name")]

    def __str__(self) -> str:
        return self.name


class PersonGroup(models.Model):
    """One person, by all the photos that are taken for theirs. Where they stand is decided once and never again."""

    class Part(models.TextChoices):
        EXAM = "exam"
        VALIDATION = "validation"
        TRAINING = "training"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cast = models.ForeignKey(Cast, models.CASCADE, related_name="groups")
    part = models.CharField(max_length=10, choices=Part.choices)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"person {str(self.id)[:8]}"


class ModelVersion(models.Model):
    """What one training has made, and how it did. `weights` is a key in the storage, "" where they are erased.

    `members` are the ids of the examples that it was trained with, 16 bytes each; `withdrawn` counts those of them
    that were taken back since. Recalls, accuracy and calibration error are 0 .. 1, on the exam. `confusion` has a row
    for each of `classes` that was shown, and a column for each that was answered.
    """

    class Status(models.TextChoices):
        CANDIDATE = "candidate"
        CHAMPION = "champion"
        RETIRED = "retired"
        REJECTED = "rejected"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cast = models.ForeignKey(Cast, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.CANDIDATE)
    why = models.CharField(max_length=300, blank=True)
    weights = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    training_hash = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    parameters = models.JSONField(default=dict)
    seed = models.PositiveBigIntegerField()
    exam = models.ForeignKey("Exam", models.SET_NULL, null=True, related_name="versions")
    accuracy = models.FloatField(null=True)
    macro_recall = models.FloatField(null=True)
    calibration_error = models.FloatField(null=True)
    classes = models.JSONField(default=list)
    confusion = models.JSONField(default=list)
    verdict = models.JSONField(default=dict)
    members = models.BinaryField(default=bytes)
    withdrawn = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=10, help_text="A button, the schedule, the command, or the demo.")
    data_to = models.DateTimeField(help_text="Examples that came later are new to it.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["cast", "number"], name="one_version_per_number"),
            models.UniqueConstraint(fields=["cast"], name="one_champion", condition=Q(status="champion")),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Prediction(models.Model):
    """What somebody was told, and nothing of who it was. `shuffled`: the bars came in random order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cast = models.ForeignKey(Cast, models.CASCADE, related_name="predictions")
    version = models.ForeignKey(ModelVersion, models.SET_NULL, null=True, related_name="predictions")
    winner = models.ForeignKey(Character, models.CASCADE, related_name="predictions")
    probability = models.FloatField()
    ms = models.FloatField()
    shuffled = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["cast", "created_at"], name="prediction_when")]

    def __str__(self) -> str:
        return f"prediction {str(self.id)[:8]}"


class Feedback(models.Model):
    """What was said to a prediction; `who` is the answer to "who then?" after a dislike."""

    prediction = models.OneToOneField(Prediction, models.CASCADE, primary_key=True)
    liked = models.BooleanField()
    who = models.ForeignKey(Character, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return "like" if self.liked else "dislike"


class CastTally(models.Model):
    """What one character was answered in one hour, or in one day: the figures of the dashboard.

    Days are there beside their hours because a year of them is quick to add up. Feedback counts where its answer does.
    `ms` is the sum of the times of all `predictions`; `kept` are photos with consent; the `shuffled_` are those of
    them whose bars came in random order.
    """

    class Bin(models.TextChoices):
        HOUR = "hour"
        DAY = "day"

    cast = models.ForeignKey(Cast, models.CASCADE, related_name="tallies")
    character = models.ForeignKey(Character, models.CASCADE, related_name="+")
    bin = models.CharField(max_length=4, choices=Bin.choices)
    at = models.DateTimeField()
    predictions = models.PositiveIntegerField(default=0)
    ms = models.FloatField(default=0)
    likes = models.PositiveIntegerField(default=0)
    dislikes = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    shuffled = models.PositiveIntegerField(default=0)
    shuffled_likes = models.PositiveIntegerField(default=0)
    shuffled_dislikes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cast", "character", "bin", "at"], name="one_cast_tally_per_bin")
        ]
        indexes = [models.Index(fields=["cast", "bin", "at"], name="cast_tally_when")]

    def __str__(self) -> str:
        return f"{self.bin} of {self.at:%Y-%m-%d %H}"


class Example(models.Model):
    """A photo that may be learned from. Without a `character` it waits for a host's review.

    `vector` and `proportions` are little-endian float32. `aside`: the person seems to stand on two sides of the exam,
    so that neither side gets it. `player` is who agreed to it, none where a host has brought it.
    """

    class Source(models.TextChoices):
        GIVEN = "given"
        REVIEWED = "reviewed"
        NAMED = "named"
        LIKED = "liked"
        DISLIKED = "disliked"
        SYNTHETIC = "synthetic"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cast = models.ForeignKey(Cast, models.CASCADE, related_name="examples")
    character = models.ForeignKey(Character, models.CASCADE, null=True, blank=True, related_name="examples")
    group = models.ForeignKey(PersonGroup, models.CASCADE, related_name="examples")
    source = models.CharField(max_length=9, choices=Source.choices)
    aside = models.BooleanField(default=False)
    picture = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64)
    vector = models.BinaryField()
    embedder = models.CharField(max_length=40)
    proportions = models.BinaryField()
    quality = models.JSONField(default=dict)
    player = models.UUIDField(null=True, blank=True, db_index=True)
    prediction = models.OneToOneField(Prediction, models.SET_NULL, null=True, related_name="example")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["cast", "content_hash"], name="one_example_per_picture")]

    def __str__(self) -> str:
        return f"example {str(self.id)[:8]}"


class Exam(models.Model):
    """The persons of the exam who came after `since`. `looks` counts how often versions were judged by it."""

    cast = models.ForeignKey(Cast, models.CASCADE, related_name="exams")
    number = models.PositiveIntegerField()
    since = models.DateTimeField(null=True)
    looks = models.PositiveIntegerField(default=0)
    looked_to = models.DateTimeField(null=True, help_text="Persons who came later have not been asked about yet.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["cast", "number"], name="one_exam_per_number")]

    def __str__(self) -> str:
        return f"exam {self.number}"


class Training(models.Model):
    """One run on its way to a version. Of the waiting and running ones a cast has one at most."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cast = models.ForeignKey(Cast, models.CASCADE, related_name="trainings")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    step = models.PositiveSmallIntegerField(default=0)
    by = models.CharField(max_length=10)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.ForeignKey(ModelVersion, models.SET_NULL, null=True, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cast"], name="one_training_at_a_time", condition=Q(state__in=("waiting", "running"))
            )
        ]

    def __str__(self) -> str:
        return f"training {str(self.id)[:8]}"


class CastImport(Import):
    """`may` is the word of whoever adds the photos that they may. The command's have no owner."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    may = models.BooleanField()
    cast = models.ForeignKey(Cast, models.SET_NULL, null=True, blank=True)
