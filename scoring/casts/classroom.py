"""A cast's rows as lessons and as an exam."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np

from scoring.casts import features
from scoring.casts.learning.judging import Questions
from scoring.casts.learning.lessons import Lesson
from scoring.casts.models import Cast, Character, Exam, Example, PersonGroup

MOST_OF_ONE = 5
"""Examples of one person that count; the first ones, so that nobody pushes others out by sending more."""
LIKED_COUNTS = 0.3
"""What a like counts for beside a label that somebody has given: who is shown a winner agrees easily."""

Part = PersonGroup.Part
LIKED = Example.Source.LIKED
_NUMBERS = ("vector", "proportions")
_KNOWN = ("id", "character_id", "group_id", "group__part", "group__created_at", "source", "created_at")


class Row(NamedTuple):
    """An example that counts; its numbers are there only if they were asked for."""

    id: UUID
    character: UUID
    group: UUID
    part: str
    since: datetime
    source: str
    created_at: datetime
    numbers: tuple[Any, ...]


def counted(cast: Cast, until: datetime, *, numbers: bool = False) -> list[Row]:
    """The examples with a label that count, in a lasting order: a like does nowhere but in the training part."""
    rows = Example.objects.filter(cast=cast, aside=False, embedder=cast.embedder, created_at__lte=until)
    columns = (*_KNOWN, *(_NUMBERS if numbers else ()))
    known = rows.exclude(character=None).order_by("created_at", "id").values_list(*columns)
    found = [Row._make([*each[: len(_KNOWN)], each[len(_KNOWN) :]]) for each in known.iterator(chunk_size=2000)]
    return _first_of_each([row for row in found if row.source != LIKED or row.part == Part.TRAINING])


def _first_of_each(rows: list[Row]) -> list[Row]:
    """Of each person at most MOST_OF_ONE; what somebody has said before what was merely liked."""
    taken: Counter[UUID] = Counter()
    kept = []
    for row in sorted(rows, key=lambda row: row.source == LIKED):
        taken[row.group] += 1
        if taken[row.group] <= MOST_OF_ONE:
            kept.append(row)
    return kept


@dataclass(frozen=True)
class Material:
    """All that one training works with. classes: the cast's characters, in the order of their ids."""

    classes: list[Character]
    training: Lesson
    validation: Lesson
    members: bytes
    digest: str
    counts: dict[str, dict[str, int]]
    asked: list[Row]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(str(character.id) for character in self.classes)

    @property
    def seed(self) -> int:
        """What is random goes by what is learned from, so that it can be done again."""
        return int(self.digest[:8], 16)


def gather(cast: Cast, until: datetime) -> Material:
    """Everything that counts up to a moment."""
    classes = sorted(Character.objects.filter(cast=cast), key=lambda character: str(character.id))
    by_part: dict[str, list[Row]] = {part: [] for part in Part}
    for row in counted(cast, until, numbers=True):
        by_part[row.part].append(row)
    taught = [*by_part[Part.TRAINING], *by_part[Part.VALIDATION]]
    return Material(
        classes,
        _lesson(cast, classes, by_part[Part.TRAINING]),
        _lesson(cast, classes, by_part[Part.VALIDATION]),
        b"".join(row.id.bytes for row in taught),
        _digest(taught),
        {character.name: _count(character, by_part) for character in classes},
        by_part[Part.EXAM],
    )


def questions(cast: Cast, material: Material, exam: Exam) -> tuple[Questions, np.ndarray]:
    """The exam's questions, and the features of the faces in them, float32 (n, d)."""
    asked = [row for row in material.asked if exam.since is None or row.since > exam.since]
    people = {group: index for index, group in enumerate(dict.fromkeys(row.group for row in asked))}
    lesson = _lesson(cast, material.classes, asked)
    person = np.array([people[row.group] for row in asked], np.int64)
    return Questions(lesson.truth, person, tuple(each.name for each in material.classes)), lesson.features


def _lesson(cast: Cast, classes: list[Character], rows: list[Row]) -> Lesson:
    index = {character.id: number for number, character in enumerate(classes)}
    vectors = [
        features.joined(cast.embedder, *(np.frombuffer(bytes(part), "<f4") for part in row.numbers)) for row in rows
    ]
    return Lesson(
        np.stack(vectors) if vectors else np.empty((0, 0), np.float32),
        np.array([index[row.character] for row in rows], np.int64),
        np.array([LIKED_COUNTS if row.source == LIKED else 1.0 for row in rows]),
    )


def _digest(rows: list[Row]) -> str:
    """SHA-256 of what was learned from: which examples, as whom, on which side."""
    lines = sorted(f"{row.id} {row.character} {row.part} {row.source}\n" for row in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _count(character: Character, by_part: dict[str, list[Row]]) -> dict[str, int]:
    return {part: sum(row.character == character.id for row in rows) for part, rows in by_part.items()}
