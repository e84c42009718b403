"""A face that others are to copy: a reading as a target, simple enough to be seen in a drawing."""

from scoring.vision.calibration import CalibratedRange
from scoring.vision.readings import Reading
from scoring.vision.similarity import mapped

STEP = 0.05
WINK = 0.35
"""How far apart both eyes have to be to be meant so."""


def posed(reading: Reading, calibration: CalibratedRange | None = None) -> dict[str, float]:
    """left_eye, right_eye and mouth in 0 .. 1, in the person's own range if it is known, as scores map them."""
    left, right, mouth = reading.left_eye, reading.right_eye, reading.mouth
    if calibration is not None:
        left, right, mouth = calibration.eye(left), calibration.eye(right), calibration.mouth(mouth)
    left, right = mapped(left), mapped(right)
    if abs(left - right) < WINK:
        left = right = mapped((left + right) / 2)
    return {"left_eye": _step(left), "right_eye": _step(right), "mouth": _step(mapped(mouth))}


def _step(value: float) -> float:
    return round(round(value / STEP) * STEP, 2)
