"""How sure one can be that two faces are one person's, as it is published elsewhere, so that results compare."""

from dataclasses import dataclass

from scoring.vision.quality import LEAST_SHARPNESS


@dataclass(frozen=True)
class Demands:
    """What a match has to meet.

    tolerance: the distance of two faces at which nobody could tell, between 0 and 1. threshold: the confidence from
    which it is a match, 0 .. 1. sharpness: what a face needs to count, 0 .. 1. Raises ValueError outside of these.
    """

    tolerance: float = 0.5
    threshold: float = 0.8
    sharpness: float = LEAST_SHARPNESS

    def __post_init__(self) -> None:
        if not 0 < self.tolerance < 1:
            raise ValueError("The tolerance has to be more than 0 and less than 1.")
        for name, value in (("threshold", self.threshold), ("sharpness", self.sharpness)):
            if not 0 <= value <= 1:
                raise ValueError(f"The {name} has to be from 0 to 1.")

    def confidence(self, distance: float) -> float:
        """The confidence in a match of two faces so far apart, 0 .. 1; 0.5 at the tolerance.

        `face_distance_to_conf` in the wiki of face_recognition ("Calculating Accuracy as a Percentage"); beyond a
        distance of 1, where that falls below 0, it stays there.
        """
        if distance > self.tolerance:
            return max(0.0, (1 - distance) / (2 * (1 - self.tolerance)))
        linear = 1 - distance / (2 * self.tolerance)
        confidence: float = linear + (1 - linear) * (2 * (linear - 0.5)) ** 0.2
        return confidence

    def met(self, confidence: float) -> bool:
        """Whether so much confidence is a match."""
        return confidence >= self.threshold
