"""Which character am I: how long an answer and a training take, and how often the answer is right.

    python -m tests.servers python -m bench.character [--json] [--cast FOLDER]

An answer is timed without finding the face: probabilities, the row that is written, and the hour's counts. A training
is that of 20,000 examples of 40 characters, made up, from the rows in Postgres to the version, on one core.

With a folder, CHARACTER/*.jpg, accuracy is told by cross-validation in which all photos of a person are in one part,
beside the nearest mean of a character's embeddings. A fine-tuned CNN is not measured: torch is no part of this house.
"""

import argparse
import base64
import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")
django.setup()

import numpy as np  # noqa: E402  needs Django set up, as all below
from django.core.management import call_command  # noqa: E402

from animatch.platform import steady_clock  # noqa: E402
from scoring.casts import features, importer, predicting, services, training  # noqa: E402
from scoring.casts.learning.fitting import fit  # noqa: E402
from scoring.casts.learning.lessons import Lesson, Question  # noqa: E402
from scoring.casts.models import Cast, Character, Example, PersonGroup  # noqa: E402
from scoring.casts.sides import part_of  # noqa: E402
from scoring.imports.places import open_source  # noqa: E402

EXAMPLES, CHARACTERS = 20_000, 40
ANSWERS = 500
MOST_ANSWER_MS, MOST_TRAINING_SECONDS = 5.0, 60.0
FOLDS = 5
RANDOM = np.random.default_rng(1)

Answers = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""Training features and truth, and features to be answered -> answers."""


def made_up() -> Cast:
    """A cast of people who are nothing but numbers, two photos of each."""
    cast = services.make_cast("Bench", slug="bench")
    centres = {
        services.add_character(cast, f"Character {n}"): RANDOM.normal(size=128) * 0.02 for n in range(CHARACTERS)
    }
    now, groups, rows = steady_clock.now(), [], []
    for number in range(EXAMPLES // 2):
        character, centre = list(centres.items())[number % CHARACTERS]
        group = PersonGroup(id=uuid4(), cast=cast, part=part_of(bytes(cast.key), str(number)), created_at=now)
        groups.append(group)
        someone = centre + RANDOM.normal(size=128) * 0.055
        rows += [_row(cast, character, group, someone, f"{number} {photo}", now) for photo in range(2)]
    PersonGroup.objects.bulk_create(groups, batch_size=1000)
    Example.objects.bulk_create(rows, batch_size=1000)
    return cast


def _row(cast: Cast, character: Character, group: PersonGroup, someone: np.ndarray, name: str, now: Any) -> Example:
    vector = (someone + RANDOM.normal(size=128) * 0.01).astype("<f4")
    return Example(
        cast=cast,
        character=character,
        group=group,
        source=Example.Source.GIVEN,
        content_hash=name,
        vector=vector.tobytes(),
        embedder=cast.embedder,
        proportions=vector[:5].tobytes(),
        created_at=now,
    )


def time_training(cast: Cast) -> dict[str, Any]:
    began, processor = time.perf_counter(), _processor_seconds()
    version = training.train_now(cast, "command", None, steady_clock.now() + timedelta(seconds=1), force=True)
    return {
        "training_seconds": round(time.perf_counter() - began, 1),
        "training_processor_seconds": round(_processor_seconds() - processor, 1),
        "made_up_accuracy": version.accuracy,
    }


def _processor_seconds() -> float:
    """Of this process and of its children that have ended; Postgres's are not among them."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def time_answers(cast: Cast) -> dict[str, Any]:
    """Medians count, and the slowest of twenty; what is read once a worker is read before."""
    vectors = [(RANDOM.normal(size=128) * 0.06).astype("<f4") for _ in range(ANSWERS)]
    taken, processor = [], []
    for vector in vectors:
        face = {"quality": {}, "vectors": {cast.embedder: _packed(vector), features.PROPORTIONS: _packed(vector[:5])}}
        began, before = time.perf_counter(), time.process_time()
        predicting.predict(cast, face, steady_clock.now(), player=uuid4())
        taken.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - before) * 1000)
    warm = taken[10:]
    return {
        "answer_ms": round(statistics.median(warm), 2),
        "answer_processor_ms": round(statistics.median(processor[10:]), 2),
        "answer_p95_ms": round(statistics.quantiles(warm, n=20)[-1], 2),
    }


def _packed(vector: np.ndarray) -> str:
    return base64.b64encode(vector.tobytes()).decode()


# How often it is right


def of_folder(folder: Path) -> dict[str, Any]:
    """Accuracy of each way on photos of people who were in no part that it learned from."""
    with open_source(str(folder)) as source:
        told = importer.import_named(source, "Bench folder", None, steady_clock.now(), skip_bad=True)
    cast = Cast.objects.get(slug=told.into)
    rows = list(Example.objects.filter(cast=cast, aside=False).exclude(character=None))
    names = sorted({str(row.character_id) for row in rows})
    truth = np.array([names.index(str(row.character_id)) for row in rows])
    people = {group: number for number, group in enumerate(dict.fromkeys(row.group_id for row in rows))}
    fold = np.array([people[row.group_id] % FOLDS for row in rows])
    vectors = np.stack([np.frombuffer(bytes(row.vector), "<f4") for row in rows])
    both = np.hstack([vectors, np.stack([np.frombuffer(bytes(row.proportions), "<f4") for row in rows])])
    about = {"photos": len(rows), "people": len(people), "characters": len(names)}
    alone = [name for number, name in enumerate(names) if len(set(fold[truth == number])) < 2]
    if alone:
        return about | {"too_few": f"{len(alone)} characters have people in one part only"}
    return about | {
        "regression": cross_validated(_regression(len(names)), both, truth, fold),
        "nearest_centroid": cross_validated(_centroids(len(names)), vectors, truth, fold),
    }


def cross_validated(answers: Answers, rows: np.ndarray, truth: np.ndarray, fold: np.ndarray) -> float:
    right = 0
    for part in range(FOLDS):
        asked = fold == part
        if asked.any():
            right += int((answers(rows[~asked], truth[~asked], rows[asked]) == truth[asked]).sum())
    return round(right / len(truth), 3)


def _regression(classes: int) -> Answers:
    def answers(rows: np.ndarray, truth: np.ndarray, asked: np.ndarray) -> np.ndarray:
        taught = Lesson(rows, truth, np.ones(len(truth)))
        nothing = Lesson(np.empty((0, rows.shape[1]), np.float32), np.empty(0, np.int64), np.empty(0))
        weights, _ = fit(Question(tuple(map(str, range(classes))), taught, nothing, 1))
        return np.asarray(weights.logits(asked).argmax(axis=1))

    return answers


def _centroids(classes: int) -> Answers:
    def answers(rows: np.ndarray, truth: np.ndarray, asked: np.ndarray) -> np.ndarray:
        known = [number for number in range(classes) if (truth == number).any()]
        means = np.stack([rows[truth == number].mean(axis=0) for number in known])
        far = np.linalg.norm(asked[:, np.newaxis] - means, axis=2)
        return np.array(known)[far.argmin(axis=1)]

    return answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cast", type=Path, metavar="FOLDER", help="CHARACTER/*.jpg of people who resemble them")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    cast = made_up()
    found = time_training(cast) | time_answers(cast)
    if asked.cast:
        found["folder"] = of_folder(asked.cast)
    print(json.dumps(found, indent=2) if asked.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    slow = found["answer_ms"] > MOST_ANSWER_MS or found["training_seconds"] > MOST_TRAINING_SECONDS
    raise SystemExit(int(slow))


if __name__ == "__main__":
    main()
