"""What a cast learns from: the frozen embedding of a face, and its five proportions (docs/decisions/0055).

A demo's characters are drawn: nobody's embedding is near a drawing, so its casts learn from the proportions alone.
"""

from typing import Any

import numpy as np

from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast
from scoring.galleries import vectors
from scoring.galleries.errors import GalleryRefused
from scoring.vision.identity import label
from scoring.vision.proportions import FacialProportions

PROPORTIONS = label(FacialProportions)


def of(cast: Cast, face: dict[str, Any]) -> np.ndarray:
    """What there is to know of a found face, float32 (d,). Raises CastRefused where it is seen too poorly."""
    return joined(cast.embedder, *parts(cast, face))


def parts(cast: Cast, face: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """A found face's vector and its proportions, float32 each. Raises CastRefused."""
    if refusal := face["quality"].get("refusal"):
        raise CastRefused(refusal)
    try:
        return vectors.by(face, cast.embedder), vectors.by(face, PROPORTIONS)
    except GalleryRefused as refused:
        raise CastRefused(refused.code) from refused


def joined(embedder: str, vector: np.ndarray, proportions: np.ndarray) -> np.ndarray:
    """float32 (128,) and (5,) -> (133,); or the proportions alone, where they are what the cast compares."""
    return proportions if embedder == PROPORTIONS else np.concatenate([vector, proportions])
