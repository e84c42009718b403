"""Making a picture small enough."""

import cv2
import numpy as np


def fit(rgb: np.ndarray, longest: int) -> np.ndarray:
    """The picture, uint8 (height, width[, channels]), with no side over `longest` pixels."""
    height, width = rgb.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return rgb
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
