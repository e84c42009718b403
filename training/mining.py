"""What networks that are half done take for a face and is none: what they learn most from."""

from collections.abc import Sequence

import cv2
import numpy as np
import torch

from scoring.vision.drawn_faces import PART_UNIT, STRIDE
from scoring.vision.drawn_patches import SIDE, Place, face_frame, face_patch, patches
from training.drawing import Picture
from training.nets import Net, from_pixels
from training.samples import NOMINAL

SCALES = (1.7, 0.8, 0.35)
LOOKS = 2


def taken_for_faces(finder: Net, reader: Net | None, nothing: Sequence[Picture]) -> np.ndarray:
    """What the finder believes in most of each picture at each size, looked at closer where there is a reader; uint8 (n, 4, SIDE, SIDE, 3)."""
    with torch.no_grad():
        seen = [(picture.pixels, place) for picture in nothing for place in _seen(finder, picture.pixels)]
        if reader is not None:
            reader.eval()
            for _ in range(LOOKS):
                seen = _closer(reader, seen)
            reader.train()
    return np.stack([patches(rgb, place) for rgb, place in seen])


def _seen(finder: Net, rgb: np.ndarray) -> list[Place]:
    found = []
    for scale in SCALES:
        small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        told = finder(from_pixels(torch.from_numpy(small[None])))[0].numpy()
        row, column = np.unravel_index(np.argmax(told[0]), told[0].shape)
        middle = (np.array([column, row]) + 0.5) * STRIDE - 0.5
        found.append(Place(*((told[1:, row, column].reshape(3, 2) * NOMINAL + middle) / scale)))
    return found


def _closer(reader: Net, seen: list[tuple[np.ndarray, Place]]) -> list[tuple[np.ndarray, Place]]:
    moved = []
    for at in range(0, len(seen), 256):
        some = seen[at : at + 256]
        told = reader(from_pixels(torch.from_numpy(np.stack([face_patch(rgb, place) for rgb, place in some])))).flatten(1).numpy()
        for (rgb, place), each in zip(some, told, strict=True):
            back = cv2.invertAffineTransform(face_frame(place))
            parts = each[7:13].astype(np.float64).reshape(3, 2) * PART_UNIT + SIDE / 2
            moved.append((rgb, Place(*(parts @ back[:, :2].T + back[:, 2]))))
    return moved
