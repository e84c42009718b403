"""Learning: multinomial logistic regression on frozen features, its one choice made on the validation part.

The exam has no say in anything here.
"""

from math import isnan

import numpy as np
from sklearn.linear_model import LogisticRegression

from scoring.casts.learning import calibration
from scoring.casts.learning.lessons import Lesson, Question
from scoring.casts.learning.weights import Weights

STRENGTHS = (0.001, 0.01, 0.1, 1.0)
"""Inverse strengths of the penalty that are tried."""
USUAL = 0.1
LEAST_VALIDATION = 20
"""Examples below which the validation part can choose nothing."""
MOST_STEPS = 200


def fit(question: Question) -> tuple[Weights, dict[str, float | None]]:
    """The weights, and the parameters that were chosen: C, temperature, validation_loss (None where it is too small).

    Every class has one training example at least. Deterministic for one version of the libraries.
    """
    mean, scale = _standing(question.training.features)
    training, validation = (_standardised(part, mean, scale) for part in (question.training, question.validation))
    strengths = STRENGTHS if len(validation) >= LEAST_VALIDATION else (USUAL,)
    tried = [_try(training, validation, len(question.classes), each, question.seed) for each in strengths]
    loss, heat, strength, matrix, bias = min(tried, key=lambda each: each[0])
    weights = Weights(question.classes, mean, scale, matrix.astype(np.float32), bias.astype(np.float32), heat)
    return weights, {"C": strength, "temperature": heat, "validation_loss": None if isnan(loss) else loss}


Tried = tuple[float, float, float, np.ndarray, np.ndarray]


def _try(training: Lesson, validation: Lesson, classes: int, strength: float, seed: int) -> Tried:
    """Loss and temperature on the validation part, the strength, matrix (k, d) and bias (k,)."""
    model = LogisticRegression(C=strength, max_iter=MOST_STEPS, tol=1e-4, random_state=seed)
    model.fit(training.features, training.truth, sample_weight=_balanced(training, classes))
    matrix, bias = _both_sides(model.coef_, model.intercept_)
    if len(validation) < LEAST_VALIDATION:
        return float("nan"), 1.0, strength, matrix, bias
    logits = validation.features @ matrix.T + bias
    heat = calibration.temperature(logits, validation.truth)
    return calibration.log_loss(logits / heat, validation.truth), heat, strength, matrix, bias


def _both_sides(matrix: np.ndarray, bias: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of two classes scikit-learn keeps the second one's row alone."""
    if len(matrix) > 1:
        return matrix, bias
    return np.vstack([-matrix, matrix]) / 2, np.concatenate([-bias, bias]) / 2


def _balanced(lesson: Lesson, classes: int) -> np.ndarray:
    """Weights with which every class has the same say, and all together as much as there are examples."""
    said = np.bincount(lesson.truth, weights=lesson.weight, minlength=classes)
    return lesson.weight * len(lesson) / (classes * said[lesson.truth])


def _standing(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of each feature, float32 (d,); one that never changes counts as it is."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    return mean.astype(np.float32), np.where(scale > 1e-6, scale, 1).astype(np.float32)


def _standardised(lesson: Lesson, mean: np.ndarray, scale: np.ndarray) -> Lesson:
    return Lesson(((lesson.features - mean) / scale).astype(np.float64), lesson.truth, lesson.weight)
