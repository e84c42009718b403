"""How far apart strangers are, by embedder: what a distance is compared with before anybody is told a percentage.

Numbers only: quantiles of the distances between different people. docs/decisions/0053 says whose they were, how
many, and how little can be said with so few.
"""

from dataclasses import dataclass
from math import floor

import numpy as np

LEAST_PEOPLE = 10
"""Fewer tell nothing about strangers."""


@dataclass(frozen=True)
class Cohort:
    """What is known of one embedder's distances.

    sure: up to here a face is a person's, if nobody else of the gallery is as near. match: up to here it may be.
    people: how many strangers were compared with each other. distances: their distances at 0, 5, … 100 percent.
    """

    sure: float
    match: float
    people: int = 0
    distances: tuple[float, ...] = ()

    def closer_than(self, distance: float) -> int | None:
        """Of 100 strangers, how many are farther away: 0 .. 100; None where too few are known to say.

        Never more than so many people can bear out: of thirty, not more than 96.
        """
        if self.people < LEAST_PEOPLE:
            return None
        nearer = np.interp(distance, self.distances, np.linspace(0, 1, len(self.distances)), left=0.0)
        most = floor(100 * (1 - 1 / self.people))
        return min(most, floor(100 * (1 - float(nearer))))


_COHORTS = {
    "dlib-resnet-1": Cohort(sure=0.5, match=0.6),
    # The zoo's threshold, and nothing of our own.
    "sface-2021dec": Cohort(sure=1.0, match=1.128),
    # Nobody is a drawing.
    "proportions-1": Cohort(sure=-1.0, match=-1.0),
}


def of(embedder: str) -> Cohort:
    """What is known of an embedder, by its label. Raises KeyError for one that is not."""
    return _COHORTS[embedder]
