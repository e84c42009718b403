"""A player's own range from two shots: a few numbers, and no photo kept."""

from dataclasses import asdict, dataclass

from scoring.vision.errors import PhotoRefused
from scoring.vision.readings import Reading

LEAST_SPREAD = 0.2
"""How far apart the two shots have to read for a range to mean anything."""
AT_REST = ("smile", "brows")
"""Parts that people differ in when their face does nothing; how a head leans and turns is the same for everybody."""
MOST_AT_REST = 0.6
"""A face that does more than this is not at rest, and keeps some way to go."""


@dataclass(frozen=True)
class CalibratedRange:
    """What a player's eyes and mouth read at their ends, each 0 .. 1, and what the other parts read at rest."""

    eyes_shut: float
    eyes_open: float
    mouth_shut: float
    mouth_open: float
    smile: float = 0
    brows: float = 0

    @classmethod
    def from_readings(cls, neutral: Reading, extreme: Reading) -> "CalibratedRange":
        """From a neutral shot and one with eyes shut and mouth wide.

        Raises PhotoRefused: calibration_eyes_alike, calibration_mouth_alike.
        """
        if neutral.eyes - extreme.eyes < LEAST_SPREAD:
            raise PhotoRefused("calibration_eyes_alike")
        if extreme.mouth - neutral.mouth < LEAST_SPREAD:
            raise PhotoRefused("calibration_mouth_alike")
        rest = {name: min(MOST_AT_REST, max(-MOST_AT_REST, neutral.part(name))) for name in AT_REST}
        return cls(extreme.eyes, neutral.eyes, neutral.mouth, extreme.mouth, **rest)

    @classmethod
    def from_dict(cls, numbers: dict[str, float]) -> "CalibratedRange":
        """The inverse of `as_dict`."""
        return cls(**numbers)

    def as_dict(self) -> dict[str, float]:
        """JSON-ready, by name."""
        return {name: round(value, 4) for name, value in asdict(self).items()}

    def eye(self, value: float) -> float:
        """An eye's openness in this player's own range, 0 .. 1."""
        return _stretched(value, self.eyes_shut, self.eyes_open)

    def mouth(self, value: float) -> float:
        """The mouth's openness in this player's own range, 0 .. 1."""
        return _stretched(value, self.mouth_shut, self.mouth_open)

    def part(self, name: str, value: float) -> float:
        """One of scoring/vision/parts.py, from what it is at rest in this face."""
        if name not in AT_REST:
            return value
        return _from_rest(value, getattr(self, name))


def _from_rest(value: float, rest: float) -> float:
    """How far a part has gone from its rest; one that rests above 0 has less to go to 1."""
    return min(1.0, (value - rest) / (1 - max(0.0, rest)))


def _stretched(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))
