"""Whether a probability means what it says: temperature scaling, and how far off it is.

Guo et al., "On Calibration of Modern Neural Networks" (2017): one temperature divides all logits, which changes no
answer; the calibration error is the mean distance of confidence and accuracy over ten bins of confidence.
"""

import numpy as np

from scoring.casts.learning.weights import softmax

COLDEST, HOTTEST = 0.05, 20.0
_STEPS = 40
_BINS = 10


def log_loss(logits: np.ndarray, truth: np.ndarray) -> float:
    """Mean negative log-likelihood, at least 0, of int truth (n,) in 0 .. k-1 under logits (n, k); n at least 1."""
    highest = logits.max(axis=1, keepdims=True)
    total = np.log(np.exp(logits - highest).sum(axis=1)) + highest[:, 0]
    return float((total - logits[np.arange(len(truth)), truth]).mean())


def temperature(logits: np.ndarray, truth: np.ndarray) -> float:
    """The one between COLDEST and HOTTEST with the least loss; that is convex in 1/T, so three points narrow it."""
    low, high = 1 / HOTTEST, 1 / COLDEST
    for _ in range(_STEPS):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if log_loss(logits * left, truth) < log_loss(logits * right, truth):
            high = right
        else:
            low = left
    return 2 / (low + high)


def calibration_error(logits: np.ndarray, truth: np.ndarray, temperature: float) -> float:
    """Expected calibration error, 0 .. 1."""
    probabilities = softmax(logits / temperature)
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    off = np.bincount(bins, weights=confidence - right, minlength=_BINS)
    return float(np.abs(off).sum() / len(truth))
