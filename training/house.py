"""Our own drawer at any openness, its characters mixed and coloured anew."""

import re
from dataclasses import replace

import numpy as np

from game.art.characters import CHARACTERS, Character
from game.art.draw import draw_avatar
from game.art.eyes import EYE_Y, SPREAD
from game.art.moods import MOODS, Mood
from game.art.mouth import MOUTH_Y
from game.art.svg import CENTRE
from training.drawing import Face, Picture, rendered

SIDE = 224
_VIEW = 68.0, 50.0, 376.0
_SCALE, _SHIFT = 0.9, (25.6, 51.2)
"""What `game.art.draw` frames a figure by; the neck that a head is tilted about is 164 px below its middle."""
_NECK = 256.0, 420.0


def draw_house(rng: np.random.Generator) -> Picture:
    """One of ours in new colours, at any openness, RGBA on nothing."""
    who, mood = _mixed(rng), MOODS[rng.integers(len(MOODS))]
    left, right, mouth = _openness(rng), _openness(rng), _openness(rng)
    if rng.random() < 0.75:
        right = left
    svg = draw_avatar(who, left_eye=left, right_eye=right, mouth=mouth, mood=mood, flat=False, prefix="t")
    svg = _other_line(svg, float(np.exp(rng.uniform(-1, 0.5))))
    at = _places(who, mood)
    # `left` is the character's own, which the viewer sees on the right.
    return Picture(rendered(svg, SIDE), Face(*at, left_open=right, right_open=left, mouth_open=mouth), "house")


def _openness(rng: np.random.Generator) -> float:
    kind = rng.random()
    if kind < 0.42:
        return 0.0
    return float(rng.uniform(0.25, 0.6)) if kind < 0.62 else float(rng.uniform(0.75, 1.0))


def _mixed(rng: np.random.Generator) -> Character:
    """A character with parts of two, and colours of none."""
    one, other = (CHARACTERS[index] for index in rng.integers(len(CHARACTERS), size=2))
    return replace(
        one,
        hair_colour=_colour(rng),
        eyes=_colour(rng),
        skin=other.skin,
        accessory=other.accessory if rng.random() < 0.3 else "",
        accessory_colour=_colour(rng),
        outfit_colour=_colour(rng),
        lash=other.lash,
        lip=other.lip,
        brow=other.brow,
        chin=float(rng.normal(0, 4)),
        jaw=float(rng.normal(0, 5)),
    )


def _colour(rng: np.random.Generator) -> str:
    red, green, blue = (int(value) for value in rng.integers(20, 250, 3))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _other_line(svg: str, factor: float) -> str:
    return re.sub(r'stroke-width="([\d.]+)"', lambda found: f'stroke-width="{float(found[1]) * factor:.2f}"', svg)


def _places(who: Character, mood: Mood) -> list[np.ndarray]:
    """The viewer's left eye, right eye and the mouth, in the pixels of the rendered square."""
    angle = np.radians(mood.tilt)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    apart = SPREAD + who.apart
    points = ((CENTRE - apart, EYE_Y), (CENTRE + apart, EYE_Y), (CENTRE, MOUTH_Y))
    framed = [(turn @ (np.array(point) - _NECK) + _NECK) * _SCALE + _SHIFT for point in points]
    return [(point - _VIEW[:2]) * SIDE / _VIEW[2] for point in framed]
