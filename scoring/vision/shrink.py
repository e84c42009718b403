"""Making a picture small enough."""

import cv2
import numpy as np


def fit(rgb: np.ndarray, longest: int) -> np.ndarray:
    """The picture, uint8 (height, width[, channels]), with no side over `longest` pixels."""
    return _sized(rgb, longest, cv2.INTER_AREA)


def _sized(rgb: np.ndarray, longest: int, how: int) -> np.ndarray:
    height, width = rgb.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return rgb
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(rgb, size, interpolation=how)


def fit_soon(rgb: np.ndarray, longest: int) -> np.ndarray:
    """The same in a fifth of the time, a little less smoothly: by halves, which is quick, and then what is left."""
    while max(rgb.shape[:2]) >= 2 * longest:
        height, width = rgb.shape[:2]
        rgb = cv2.resize(rgb, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    return _sized(rgb, longest, cv2.INTER_LINEAR)
