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
    people: how many strangers were compared. distances: theirs from each other at 0, 5, … 100 percent.
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
    # One pair of strangers in a thousand is as near as `sure`, one in a hundred as `match`.
    "dlib-resnet-1": Cohort(
        sure=0.45,
        match=0.55,
        people=23,
        distances=(
            *(0.552, 0.606, 0.649, 0.682, 0.693, 0.712, 0.727, 0.739, 0.751, 0.769, 0.776),
            *(0.794, 0.807, 0.824, 0.834, 0.844, 0.873, 0.903, 0.931, 0.988, 1.067),
        ),
    ),
    # The zoo's threshold, and nothing of our own.
    "sface-2021dec": Cohort(sure=1.0, match=1.128),
    # Of people from drawings. Nobody is one, so there is no match.
    "proportions-1": Cohort(
        sure=-1.0,
        match=-1.0,
        people=23,
        distances=(
            *(0.79, 1.6, 1.88, 2.03, 2.18, 2.33, 2.45, 2.53, 2.63, 2.75, 2.82),
            *(2.93, 3.01, 3.14, 3.3, 3.43, 3.59, 3.83, 4.14, 4.55, 5.89),
        ),
    ),
}


def of(embedder: str) -> Cohort:
    """What is known of an embedder, by its label. Raises KeyError for one that is not."""
    return _COHORTS[embedder]
