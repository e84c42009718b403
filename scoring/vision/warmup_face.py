"""A face drawn with a few ellipses that every face mesh takes for one."""

import cv2
import numpy as np

_SIDE = 192
_SKIN, _HAIR, _WHITE, _IRIS, _LIPS, _NOSE = (
    (224, 172, 140), (60, 40, 30), (250, 250, 250), (50, 30, 20), (180, 70, 70), (190, 130, 100),
)  # fmt: skip


def sketched_face() -> np.ndarray:
    """RGB uint8 (192, 192, 3): something to warm a mesh up with, no person's picture needed."""
    picture = np.full((_SIDE, _SIDE, 3), 200, np.uint8)
    cv2.ellipse(picture, (96, 100), (52, 70), 0, 0, 360, _SKIN, -1)
    cv2.ellipse(picture, (96, 52), (54, 30), 0, 180, 360, _HAIR, -1)
    for x in (74, 118):
        cv2.ellipse(picture, (x, 88), (11, 5), 0, 0, 360, _WHITE, -1)
        cv2.circle(picture, (x, 88), 5, _IRIS, -1)
        cv2.ellipse(picture, (x, 76), (14, 4), 0, 180, 360, _HAIR, 3)
    cv2.line(picture, (96, 90), (92, 118), _NOSE, 2)
    cv2.ellipse(picture, (96, 140), (20, 7), 0, 0, 360, _LIPS, -1)
    return cv2.GaussianBlur(picture, (5, 5), 0)
