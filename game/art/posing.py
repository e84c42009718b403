"""The parts of a target besides eyes and mouth, drawn as exactly as those: smile, brows and tilt."""

from collections.abc import Callable, Mapping
from dataclasses import astuple, replace

from game.art.moods import Mood, SteadyBrows
from game.art.shapes import SHAPES, Shape
from game.art.svg import lerp

GRIN = Shape(shut=42, wide=41, lift=17, roundness=0.84, above=0.02)
TILT = 21.0
"""Degrees of a head that leans as far as heads do."""


def posed(mood: Mood, parts: Mapping[str, float]) -> Mood:
    """The mood of a face that does this. Raises ValueError for a part that cannot be drawn."""
    for name, value in parts.items():
        if name not in DRAWN:
            raise ValueError(f"Nobody can draw {name!r} yet.")
        mood = DRAWN[name](mood, value)
    return mood


def _smile(mood: Mood, value: float) -> Mood:
    pairs = zip(astuple(SHAPES["soft"]), astuple(GRIN), strict=True)
    return replace(mood, mouth=Shape(*(lerp(start, end, value) for start, end in pairs)))


def _brows(mood: Mood, value: float) -> Mood:
    steady = SteadyBrows(**vars(mood))
    return replace(steady, brow_lift=22 * value, brow_slant=-4 * value, brow_skew=0)


DRAWN: dict[str, Callable[[Mood, float], Mood]] = {
    "smile": _smile,
    "brows": _brows,
    "tilt": lambda mood, value: replace(mood, tilt=TILT * value),
}
"""Each part's way into a mood."""
