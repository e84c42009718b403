"""What is learned from, and what is asked in an exam."""

import io
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Lesson:
    """n examples: features float32 (n, d), truth int64 (n,) in 0 .. k-1, weight float64 (n,) above 0."""

    features: np.ndarray
    truth: np.ndarray
    weight: np.ndarray

    def __len__(self) -> int:
        return len(self.truth)


@dataclass(frozen=True)
class Question:
    """What a child is asked: k classes by their ids, both lessons, and the seed of whatever is random."""

    classes: tuple[str, ...]
    training: Lesson
    validation: Lesson
    seed: int

    def pack(self) -> bytes:
        """As an .npz file."""
        file = io.BytesIO()
        parts = {"training": self.training, "validation": self.validation}
        arrays = {f"{part}_{name}": each for part, lesson in parts.items() for name, each in vars(lesson).items()}
        np.savez(file, classes=np.array(self.classes, dtype="U36"), seed=np.int64(self.seed), **arrays)
        return file.getvalue()


def unpack(data: bytes) -> Question:
    """What `pack` gave."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        training, validation = (
            Lesson(*(file[f"{part}_{name}"] for name in ("features", "truth", "weight")))
            for part in ("training", "validation")
        )
        return Question(tuple(map(str, file["classes"])), training, validation, int(file["seed"]))
