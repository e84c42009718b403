"""What a target may ask for besides eyes and mouth: names, ranges and words. Left and right are the person's own."""

from collections.abc import Mapping
from dataclasses import dataclass

SHUT_UP_TO, OPEN_FROM = 0.2, 0.8
"""What is read up to the first counts as nothing, and from the second on as all."""


@dataclass(frozen=True)
class Kind:
    """A part that is 0 (at rest) .. 1 (as far as it goes), or with `other` from -1 (as far the other way).

    more and less complete "Smile: " where there is too much or too little towards 1; both are said of -1 with the words
    in `other`. do is the advice for more of it, other_way the one for a face that does the opposite.
    """

    more: str
    less: str
    do: str
    ease: str
    other: tuple[str, str, str] | None = None
    other_way: str = ""

    @property
    def least(self) -> float:
        """-1 or 0."""
        return -1.0 if self.other else 0.0


KINDS: dict[str, Kind] = {
    "smile": Kind("too big", "not big enough", "Smile more!", "Smile less!"),
    "brows": Kind("too far up", "not up enough", "Brows up!", "Relax your brows!"),
    "tilt": Kind(
        "too far left", "not far enough left", "Tilt your head to your left!", "Hold your head upright!",
        ("too far right", "not far enough right", "Tilt your head to your right!"), "Tilt your head the other way!",
    ),
    "turn": Kind(
        "too far left", "not far enough left", "Turn your head to your left!", "Face the camera!",
        ("too far right", "not far enough right", "Turn your head to your right!"), "Turn your head the other way!",
    ),
}  # fmt: skip
"""In the order in which they are told of."""


def checked(parts: Mapping[str, float]) -> dict[str, float]:
    """The same in the order of KINDS. Raises ValueError for a part that nobody knows, or one outside its range."""
    for name, value in parts.items():
        if name not in KINDS:
            raise ValueError(f"No part is called {name!r}.")
        if not KINDS[name].least <= value <= 1:
            raise ValueError(f"{name.capitalize()} goes from {KINDS[name].least:.0f} to 1.")
    return {name: float(parts[name]) for name in KINDS if name in parts}
