"""How much of a like is owed to having been shown first: the bias of a loop that learns from likes.

One visitor in ten sees the bars in random order. Where they like the winner less often than the others do, the
difference is what the order alone is worth.
"""

from dataclasses import dataclass
from math import sqrt

SURE = 1.959964
"""The normal quantile of an interval that 95 of 100 times has the truth in it."""


@dataclass(frozen=True)
class Liked:
    """likes of `said` answers that somebody liked or disliked."""

    likes: int
    said: int

    @property
    def rate(self) -> float | None:
        """0 .. 1; None where nobody has said anything."""
        return self.likes / self.said if self.said else None


def wilson(liked: Liked) -> tuple[float, float]:
    """The interval in which the true rate is, 0 .. 1 each (Wilson, 1927). `said` is above 0."""
    share, n = liked.likes / liked.said, liked.said
    middle = share + SURE**2 / (2 * n)
    spread = SURE * sqrt(share * (1 - share) / n + SURE**2 / (4 * n * n))
    return (middle - spread) / (1 + SURE**2 / n), (middle + spread) / (1 + SURE**2 / n)


def order_effect(first: Liked, shuffled: Liked) -> tuple[float, float, float] | None:
    """Rate with the winner first less the rate in random order, -1 .. 1, and its 95 % interval.

    Newcombe's method 10, "Interval estimation for the difference between independent proportions" (1998). None where
    of one of them nothing was said.
    """
    if not (first.said and shuffled.said):
        return None
    one, other = first.likes / first.said, shuffled.likes / shuffled.said
    (low, high), (other_low, other_high) = wilson(first), wilson(shuffled)
    gap = one - other
    return (
        gap,
        gap - sqrt((one - low) ** 2 + (other_high - other) ** 2),
        gap + sqrt((high - one) ** 2 + (other - other_low) ** 2),
    )
