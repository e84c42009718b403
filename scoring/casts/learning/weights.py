"""What a cast has learned, as arrays: enough to answer with, and nothing that could be run."""

import io
import zipfile
from dataclasses import dataclass

import numpy as np

MOST_BYTES = 50_000_000
_ARRAYS = ("classes", "mean", "scale", "matrix", "bias", "temperature")


class Damaged(ValueError):
    """These bytes are no weights."""


@dataclass(frozen=True)
class Weights:
    """Multinomial logistic regression on d standardised features over k classes.

    classes: ids of the characters, in order. mean, scale: float32 (d,) of the training features. matrix: float32
    (k, d), bias: float32 (k,), both before the division by `temperature`, which is above 0.
    """

    classes: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    matrix: np.ndarray
    bias: np.ndarray
    temperature: float

    def logits(self, features: np.ndarray) -> np.ndarray:
        """float32 (n, d) -> float64 (n, k), uncalibrated."""
        standing = ((features - self.mean) / self.scale).astype(np.float64)
        return standing @ self.matrix.T.astype(np.float64) + self.bias

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """float32 (n, d) -> float64 (n, k), 0 .. 1, each row's sum 1."""
        return softmax(self.logits(features) / self.temperature)

    def pack(self) -> bytes:
        """As an .npz file; the same weights give the same bytes on one version of NumPy."""
        file = io.BytesIO()
        np.savez(
            file,
            classes=np.array(self.classes, dtype="U36"),
            mean=self.mean,
            scale=self.scale,
            matrix=self.matrix,
            bias=self.bias,
            temperature=np.float64(self.temperature),
        )
        return file.getvalue()


def unpack(data: bytes) -> Weights:
    """The weights in an .npz file; nothing in it is ever unpickled. Raises Damaged."""
    if len(data) > MOST_BYTES:
        raise Damaged("too large")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            found = {name: file[name] for name in _ARRAYS}
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise Damaged("not readable") from error
    return _checked(found)


def _checked(found: dict[str, np.ndarray]) -> Weights:
    classes, matrix = found["classes"], found["matrix"]
    shapes = {"mean": matrix.shape[1:], "scale": matrix.shape[1:], "bias": matrix.shape[:1], "temperature": ()}
    fits = classes.dtype.kind == "U" and matrix.ndim == 2 and classes.shape == matrix.shape[:1]
    if not fits or any(found[name].shape != shape for name, shape in shapes.items()):
        raise Damaged("shapes that do not fit together")
    numbers = [found[name] for name in _ARRAYS[1:]]
    if not all(each.dtype.kind == "f" and np.isfinite(each).all() for each in numbers):
        raise Damaged("not numbers")
    if (found["scale"] <= 0).any() or found["temperature"] <= 0:
        raise Damaged("nothing can be divided by these")
    return Weights(
        tuple(map(str, classes)), found["mean"], found["scale"], matrix, found["bias"], float(found["temperature"])
    )


def softmax(logits: np.ndarray) -> np.ndarray:
    """(n, k) -> (n, k), each row's sum 1."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
