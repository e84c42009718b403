"""Brows: two brush strokes that carry most of a mood."""

from game.art.characters import Character
from game.art.moods import Mood
from game.art.palette import INK, mix
from game.art.svg import CENTRE, brush

BROW_Y = 219.0


def draw_brows(character: Character, mood: Mood, left: float, right: float) -> str:
    """Both brows; each follows the openness of its own eye a little, as brows do, unless it is asked for."""
    return _brow(character, mood, 1, left) + _brow(character, mood, -1, right)


def _brow(character: Character, mood: Mood, side: int, openness: float) -> str:
    y = BROW_Y - character.brow_high - mood.brow_lift - side * mood.brow_skew / 2 - mood.brow_follow * (openness - 0.6)
    inner = CENTRE + side * (27 + character.apart), y + mood.brow_slant * 1.25 + 3
    outer = CENTRE + side * (97 + character.apart), y - mood.brow_slant * 0.5 + 6
    bend = CENTRE + side * (64 + character.apart), y - 12 - mood.brow_slant * 0.3
    colour = mix(character.hair_shade, INK, 0.7)
    width = character.brow + 2.5
    # Where they are asked for they have to be seen, and some go up into hair of the same colour.
    rim = brush(inner, bend, outer, width + 6, character.skin) if not mood.brow_follow else ""
    return rim + brush(inner, bend, outer, width, colour)
