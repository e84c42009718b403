"""A player's own range from two shots: four numbers, and no photo kept."""

from dataclasses import asdict, dataclass

from scoring.vision.errors import PhotoRefused
from scoring.vision.readings import Reading

LEAST_SPREAD = 0.2
"""How far apart the two shots have to read for a range to mean anything."""


@dataclass(frozen=True)
class CalibratedRange:
    """What a player's eyes and mouth read at their ends, each 0 .. 1."""

    eyes_shut: float
    eyes_open: float
    mouth_shut: float
    mouth_open: float

    @classmethod
    def from_readings(cls, neutral: Reading, extreme: Reading) -> "CalibratedRange":
        """From a neutral shot and one with eyes shut and mouth wide.

        Raises PhotoRefused: calibration_eyes_alike, calibration_mouth_alike.
        """
        if neutral.eyes - extreme.eyes < LEAST_SPREAD:
            raise PhotoRefused("calibration_eyes_alike")
        if extreme.mouth - neutral.mouth < LEAST_SPREAD:
            raise PhotoRefused("calibration_mouth_alike")
        return cls(extreme.eyes, neutral.eyes, neutral.mouth, extreme.mouth)

    @classmethod
    def from_dict(cls, numbers: dict[str, float]) -> "CalibratedRange":
        """The inverse of `as_dict`."""
        return cls(**numbers)

    def as_dict(self) -> dict[str, float]:
        """JSON-ready, four numbers."""
        return {name: round(value, 4) for name, value in asdict(self).items()}

    def eye(self, value: float) -> float:
        """An eye's openness in this player's own range, 0 .. 1."""
        return _stretched(value, self.eyes_shut, self.eyes_open)

    def mouth(self, value: float) -> float:
        """The mouth's openness in this player's own range, 0 .. 1."""
        return _stretched(value, self.mouth_shut, self.mouth_open)


def _stretched(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))
