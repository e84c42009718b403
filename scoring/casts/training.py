"""A training's way: begun by a button, a command or the schedule, one at a time for each cast.

Until its last transaction nothing that answers is touched: whatever ends it before leaves the champion as it was.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from celery import signature
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q, QuerySet

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_AWAY
from scoring.casts import classroom, exams, pupil, versions
from scoring.casts.errors import CastRefused
from scoring.casts.learning.lessons import Question
from scoring.casts.models import Cast, Character, ModelVersion, Training
from scoring.imports.jobs import OVERDUE, SILENCE

RUN_TRAINING = "scoring.casts.tasks.run_training"
STEPS = ("waiting for a worker", "gathering examples", "learning", "sitting the exam", "deciding")
GATHERING, LEARNING, EXAM, DECIDING = range(1, len(STEPS))
MOST_TRIES = 3
State = Training.State


@dataclass(frozen=True)
class Readiness:
    """Whether there is enough new to learn from; for each character by name: new examples, and all that count."""

    ready: bool
    least: int
    characters: list[tuple[str, int, int]]
    words: str


def readiness(cast: Cast, now: datetime) -> Readiness:
    """New is what came after the examples of the newest version, whether it was promoted or not."""
    since = ModelVersion.objects.filter(cast=cast).aggregate(to=Max("data_to"))["to"]
    rows = classroom.counted(cast, now)
    fresh = [row.character for row in rows if since is None or row.created_at > since]
    everything = [row.character for row in rows]
    named = [
        (each.name, fresh.count(each.id), everything.count(each.id)) for each in Character.objects.filter(cast=cast)
    ]
    return Readiness(*_words(named, cast.least_new))


def _words(named: list[tuple[str, int, int]], least: int) -> tuple[bool, int, list[tuple[str, int, int]], str]:
    short = sorted((new, name) for name, new, _ in named if new < least)
    if len(named) < 2:
        return False, least, named, CastRefused.reasons["too_few_characters"]
    if not short:
        return True, least, named, f"Every character has {least} new examples or more."
    new, name = short[0]
    others = f" {len(short) - 1} more wait, too." if len(short) > 1 else ""
    return False, least, named, f"{name} has {new} of {least} new examples.{others}"


def start(cast: Cast, by: str, user: Any | None, now: datetime, *, force: bool = False) -> Training:
    """Put a training into the queue. Raises CastRefused: too_few_new, unless `force`; training_already."""
    training = _begin(cast, by, user, now, force=force)
    # Without a queue it waits until it is found lying about.
    transaction.on_commit(partial(signature(RUN_TRAINING).delay, str(training.id)), robust=True)
    return training


def train_now(cast: Cast, by: str, user: Any | None, now: datetime, *, force: bool = False) -> ModelVersion:
    """The same here and at once. Raises CastRefused."""
    training = _begin(cast, by, user, now, force=force)
    run(str(training.id), now)
    training.refresh_from_db()
    if training.version is None:
        raise CastRefused(training.code or "training_failed")
    return training.version


def _begin(cast: Cast, by: str, user: Any | None, now: datetime, *, force: bool) -> Training:
    found = readiness(cast, now)
    if not (force or found.ready):
        raise CastRefused("too_few_new", found.words)
    try:
        with transaction.atomic():
            return Training.objects.create(cast=cast, by=by, started_by=user, created_at=now)
    except IntegrityError:
        raise CastRefused("training_already") from None


def run(training_id: str, now: datetime) -> None:
    """Train; nothing, if it is done or another worker is at it. What ends it is in its row."""
    # One statement, so that of two workers one gets it.
    if not _free(now).filter(id=training_id).update(state=State.RUNNING, told_at=now, tries=F("tries") + 1):
        return
    training = Training.objects.select_related("cast", "started_by").get(id=training_id)
    try:
        if training.tries > MOST_TRIES:
            raise CastRefused("training_failed")
        _train(training, now)
    except DATABASE_AWAY:
        # Nothing can be written down; another worker does it again.
        raise
    except CastRefused as refused:
        _fail(training, refused)
    except Exception:
        _fail(training, CastRefused("training_failed"))
        raise


def _train(training: Training, now: datetime) -> None:
    cast = training.cast
    _tell(training, step=GATHERING)
    material = classroom.gather(cast, now)
    if len(material.classes) < 2 or not all(each["training"] for each in material.counts.values()):
        raise CastRefused("too_few_characters")
    _tell(training, step=LEARNING)
    question = Question(material.ids, material.training, material.validation, material.seed)
    weights, parameters = pupil.learn(question, partial(_tell, training))
    _tell(training, step=EXAM)
    made = versions.sit(cast, material, weights, parameters, exams.look(cast, now), now)
    _tell(training, step=DECIDING)
    versions.conclude(training, made, steady_clock.now())


def _tell(training: Training, **values: Any) -> None:
    Training.objects.filter(pk=training.pk).update(told_at=steady_clock.now(), **values)


def _fail(training: Training, refused: CastRefused) -> None:
    running = Training.objects.filter(pk=training.pk, state=State.RUNNING)
    running.update(state=State.FAILED, code=refused.code, message=refused.message[:300])


def _free(now: datetime) -> QuerySet[Training]:
    silent = Q(state=State.RUNNING, told_at__lt=now - SILENCE)
    return Training.objects.filter(Q(state=State.WAITING) | silent)


def lying_about(now: datetime) -> list[str]:
    """Trainings that nobody does, though they have waited for a while: not queued, or their worker died."""
    waiting = _free(now).exclude(state=State.WAITING, created_at__gt=now - OVERDUE)
    return [str(each) for each in waiting.values_list("id", flat=True)]


def interval() -> timedelta:
    return timedelta(days=settings.CAST_TRAINING_DAYS)


def due(now: datetime) -> list[Cast]:
    """The casts whose last training was begun so long ago, and that have enough new to learn from."""
    rows = Cast.objects.annotate(last=Max("trainings__created_at"))
    late = [cast for cast in rows if (cast.last or cast.created_at) <= now - interval()]
    return [cast for cast in late if readiness(cast, now).ready]
