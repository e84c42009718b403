"""What is learned, how it is stored, and that nothing else is taken for it."""

import io
import pickle

import numpy as np
import pytest

from scoring.casts.learning import calibration, weights
from scoring.casts.learning.fitting import LEAST_VALIDATION, fit
from scoring.casts.learning.lessons import Lesson, Question, unpack
from scoring.casts.learning.weights import Damaged, Weights

RANDOM = np.random.default_rng(3)


def lesson(count: int, classes: int = 3, spread: float = 1.0) -> Lesson:
    truth = np.arange(count) % classes
    centres = np.random.default_rng(1).normal(size=(classes, 6)) * 2
    features = centres[truth] + RANDOM.normal(size=(count, 6)) * spread
    return Lesson(features.astype(np.float32), truth, np.ones(count))


def question(classes: int = 3, **more) -> Question:
    ids = tuple(f"character {number}" for number in range(classes))
    return Question(ids, lesson(200, classes), lesson(60, classes, **more), 1)


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_what_is_learned_is_known_again(classes):
    learned, parameters = fit(question(classes))
    asked = lesson(300, classes)
    chances = learned.probabilities(asked.features)
    assert chances.shape == (300, classes) and chances.sum(axis=1) == pytest.approx(1)
    assert (chances.argmax(axis=1) == asked.truth).mean() > 0.85
    assert parameters["C"] > 0 and parameters["validation_loss"] > 0


def test_the_temperature_makes_probabilities_mean_what_they_say():
    learned, _ = fit(question(spread=2.5))
    asked = lesson(2000, spread=2.5)
    logits = learned.logits(asked.features)
    calibrated = calibration.calibration_error(logits, asked.truth, learned.temperature)
    assert learned.temperature > 1.2 and calibrated < calibration.calibration_error(logits, asked.truth, 1.0)


def test_a_validation_part_that_is_too_small_chooses_nothing():
    small = question()
    small = Question(small.classes, small.training, lesson(LEAST_VALIDATION - 1), 1)
    learned, parameters = fit(small)
    assert (learned.temperature, parameters["validation_loss"]) == (1.0, None)


def test_weights_of_examples_count():
    plain = question()
    wrong = Lesson(plain.training.features, (plain.training.truth + 1) % 3, np.full(200, 0.01))
    both = Lesson(
        *(np.concatenate(pair) for pair in zip(vars(plain.training).values(), vars(wrong).values(), strict=True))
    )
    learned, _ = fit(Question(plain.classes, both, plain.validation, 1))
    asked = lesson(300)
    assert (learned.probabilities(asked.features).argmax(axis=1) == asked.truth).mean() > 0.85


def test_a_question_comes_out_as_it_went_in():
    asked = question()
    again = unpack(asked.pack())
    assert (again.classes, again.seed) == (asked.classes, 1)
    assert all(
        (a == b).all() for a, b in zip(vars(again.training).values(), vars(asked.training).values(), strict=True)
    )


def some_weights(**changes) -> Weights:
    plain = {
        "classes": ("a", "b"),
        "mean": np.zeros(4, np.float32),
        "scale": np.ones(4, np.float32),
        "matrix": np.ones((2, 4), np.float32),
        "bias": np.zeros(2, np.float32),
        "temperature": 1.5,
    }
    return Weights(**{**plain, **changes})


def test_weights_come_out_as_they_went_in():
    again = weights.unpack(some_weights().pack())
    assert (again.classes, again.temperature) == (("a", "b"), 1.5)
    assert (again.matrix == 1).all()


class Evil:
    def __reduce__(self):
        return print, ("unpickled",)


@pytest.mark.parametrize(
    "changes",
    [
        {"classes": ("a",)},
        {"mean": np.zeros(3, np.float32)},
        {"bias": np.zeros((2, 2), np.float32)},
        {"matrix": np.full((2, 4), np.nan, np.float32)},
        {"matrix": np.ones((2, 4), np.int64)},
        {"scale": np.zeros(4, np.float32)},
        {"temperature": 0.0},
        {"bias": np.array([Evil(), Evil()], dtype=object)},
    ],
)
def test_what_does_not_fit_is_no_weights(changes, capsys):
    with pytest.raises(Damaged):
        weights.unpack(some_weights(**changes).pack())
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("data", [b"", b"PK\3\4 nonsense", pickle.dumps({"matrix": 1}), b"\x93NUMPY\x01\x00"])
def test_other_bytes_are_no_weights(data):
    with pytest.raises(Damaged):
        weights.unpack(data)


def test_a_file_without_all_arrays_is_no_weights():
    file = io.BytesIO()
    np.savez(file, matrix=np.ones((2, 4)))
    with pytest.raises(Damaged):
        weights.unpack(file.getvalue())
