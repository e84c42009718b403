"""What trainings have made: one champion a cast, decided in one transaction, and the way back."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

import numpy as np
from django.db import transaction

from animatch.platform.storages import default_storage
from scoring.casts import classroom, learned
from scoring.casts.classroom import Material
from scoring.casts.errors import CastRefused
from scoring.casts.examples import grouped, hold
from scoring.casts.learning import calibration, judging
from scoring.casts.learning.judging import Questions, Verdict
from scoring.casts.learning.weights import Weights, unpack
from scoring.casts.models import Cast, Exam, Example, ModelVersion, Training
from scoring.casts.storage_keys import weights_key

KEPT = 3
"""So many of the newest versions, and of those that once were champions, can still answer."""
Status = ModelVersion.Status


@dataclass(frozen=True)
class Made:
    """What a training has come to: packed weights, the parameters, and how it did."""

    material: Material
    weights: bytes
    parameters: dict[str, Any]
    exam: Exam
    champion: ModelVersion | None
    verdict: Verdict
    figures: dict[str, Any]
    until: datetime


def sit(cast: Cast, material: Material, packed: bytes, parameters: dict[str, Any], exam: Exam, until: datetime) -> Made:
    """Champion and challenger sit the same exam."""
    asked, faces = classroom.questions(cast, material, exam)
    challenger = unpack(packed)
    champion = ModelVersion.objects.filter(cast=cast, status=Status.CHAMPION).first()
    answers = answered(challenger, material.ids, faces)
    verdict = _verdict(material, champion, asked, faces, answers)
    return Made(
        material, packed, parameters, exam, champion, verdict, figures(challenger, asked, faces, answers), until
    )


def _verdict(
    material: Material, champion: ModelVersion | None, asked: Questions, faces: np.ndarray, answers: np.ndarray
) -> Verdict:
    if champion is None:
        return judging.FIRST
    try:
        before = answered(learned.of(champion), material.ids, faces)
    except CastRefused as refused:
        return Verdict(True, "first", f"The champion before could not sit the exam ({refused.code}).")
    return judging.compare(asked, before, answers, material.seed)


def answered(weights: Weights, ids: tuple[str, ...], faces: np.ndarray) -> np.ndarray:
    """Which of the characters each face is answered with, int64 (n,); -1 for one who is not in the cast any more.

    A face that has other numbers than were learned from is answered with -1, too.
    """
    if not len(faces) or faces.shape[1:] != weights.mean.shape:
        return np.full(len(faces), -1)
    place = np.array([ids.index(each) if each in ids else -1 for each in weights.classes])
    found: np.ndarray = place[weights.logits(faces).argmax(axis=1)]
    return found


def figures(weights: Weights, asked: Questions, faces: np.ndarray, answers: np.ndarray) -> dict[str, Any]:
    """Accuracy, macro recall, calibration error and confusion on the exam; none where nobody was asked about."""
    if not len(faces):
        return {}
    classes, right = len(asked.names), answers == asked.truth
    confusion = np.bincount(asked.truth * classes + answers, minlength=classes**2).reshape(classes, classes)
    return {
        "accuracy": float(right.mean()),
        "macro_recall": float(np.nanmean(judging.recalls(asked.truth, right, classes))),
        "calibration_error": calibration.calibration_error(weights.logits(faces), asked.truth, weights.temperature),
        "confusion": confusion.tolist(),
    }


def conclude(training: Training, made: Made, now: datetime) -> ModelVersion:
    """Write down what a training has made; it answers from now on if it is better, and from then on only.

    Raises CastRefused("training_failed") where somebody else has finished this training.
    """
    digest = sha256(made.weights).hexdigest()
    key = weights_key(str(training.cast_id), digest, str(training.id))
    default_storage.write(key, made.weights)
    with transaction.atomic():
        cast = hold(training.cast)
        if not Training.objects.filter(pk=training.pk, state=Training.State.RUNNING).exists():
            raise CastRefused("training_failed", "Another worker was faster.")
        version = _write(cast, training, made, key, digest, now)
        Training.objects.filter(pk=training.pk).update(state=Training.State.DONE, version=version, told_at=now)
        _prune(cast)
    return version


def _write(cast: Cast, training: Training, made: Made, key: str, digest: str, now: datetime) -> ModelVersion:
    newest = ModelVersion.objects.filter(cast=cast).order_by("-number").first()
    number = newest.number + 1 if newest else 1
    verdict = _still_true(cast, made)
    if verdict.better:
        _retire(cast, f"Version {number} did better.")
    return ModelVersion.objects.create(
        cast=cast,
        number=number,
        status=Status.CHAMPION if verdict.better else Status.REJECTED,
        why=verdict.words,
        weights=key,
        sha256=digest,
        training_hash=made.material.digest,
        counts=made.material.counts,
        parameters=made.parameters,
        seed=made.material.seed,
        exam=made.exam,
        classes=[character.name for character in made.material.classes],
        verdict=verdict.as_dict(),
        members=made.material.members,
        withdrawn=_gone(cast, made.material.members),
        started_by=training.started_by,
        by=training.by,
        data_to=made.until,
        created_at=now,
        **made.figures,
    )


def _still_true(cast: Cast, made: Made) -> Verdict:
    """A verdict is about the champion of then."""
    champion = ModelVersion.objects.filter(cast=cast, status=Status.CHAMPION).first()
    if champion == made.champion:
        return made.verdict
    return Verdict(False, "stale", "Another version became the champion meanwhile. Train once more.")


def _gone(cast: Cast, members: bytes) -> int:
    """How many of these examples were withdrawn while they were learned from."""
    left = {example.bytes for example in Example.objects.filter(cast=cast).values_list("id", flat=True)}
    return sum(each not in left for each in grouped(members))


def _retire(cast: Cast, why: str) -> None:
    ModelVersion.objects.filter(cast=cast, status=Status.CHAMPION).update(status=Status.RETIRED, why=why)


def can_come_back(version: ModelVersion) -> bool:
    return version.status == Status.RETIRED and bool(version.weights)


@transaction.atomic
def roll_back(version: ModelVersion) -> ModelVersion:
    """Let a version answer again that has been champion before. Raises CastRefused("no_such_version")."""
    cast = hold(version.cast)
    version.refresh_from_db()
    if not can_come_back(version):
        raise CastRefused("no_such_version")
    _retire(cast, f"A host went back to version {version.number}.")
    version.status, version.why = Status.CHAMPION, "A host went back to this version."
    version.save(update_fields=["status", "why"])
    return version


def _prune(cast: Cast) -> None:
    """What older versions have learned goes, and which examples it was; their figures stay."""
    rows = ModelVersion.objects.filter(cast=cast).order_by("-number")
    newest = list(rows.values_list("pk", flat=True)[:KEPT])
    retired = list(rows.filter(status=Status.RETIRED).values_list("pk", flat=True)[:KEPT])
    old = rows.exclude(weights="").exclude(pk__in=[*newest, *retired]).exclude(status=Status.CHAMPION)
    for key in old.values_list("weights", flat=True):
        # Where this fails, it is a stray and swept up.
        transaction.on_commit(partial(default_storage.delete, key), robust=True)
    ModelVersion.objects.filter(pk__in=[each.pk for each in old]).update(weights="", members=b"")
