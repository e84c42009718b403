"""Eyes whose openness is continuous: lids, lashes, the coloured iris and its two highlights."""

from dataclasses import dataclass

from game.art.characters import Character
from game.art.moods import Mood
from game.art.palette import INK, WHITE, brightness, darker, lighter, mix
from game.art.svg import CENTRE, Point, brush, clipped, ellipse, lerp, path, pt

EYE_Y = 268.0
SPREAD = 58.0
HALF_WIDTH = 40.0
ABOVE, BELOW = 34.0, 26.0
SHUT_AT = 10.0
LID = "#c2335f"


@dataclass(frozen=True)
class Eye:
    """One eye. side is +1 for the character's left (the viewer's right), -1 for the right; apart moves it outwards."""

    side: int
    openness: float
    arc: float
    slant: float
    width: float
    apart: float

    @property
    def x(self) -> float:
        return CENTRE + self.side * (SPREAD + self.apart)

    def at(self, out: float, down: float) -> Point:
        """The point `out` px towards the ear and `down` px below the middle of the eye."""
        return self.x + self.side * out, EYE_Y + down

    @property
    def inner(self) -> float:
        return lerp(SHUT_AT - self.arc / 2, 8, self.openness)

    @property
    def outer(self) -> float:
        return lerp(SHUT_AT - self.arc / 2 - 1, -3, self.openness)

    def upper(self, lift: float = 0) -> tuple[Point, Point]:
        """Control points of the upper lid, raised by `lift` px."""
        top = self._control(lerp(SHUT_AT + self.arc / 2, -ABOVE, self.openness)) - lift / 0.75
        lean = self.slant * self.openness
        return self.at(-0.72 * self.width, top + lean), self.at(0.55 * self.width, top - lean)

    def lower(self) -> tuple[Point, Point]:
        bottom = self._control(lerp(SHUT_AT + self.arc / 2, BELOW, self.openness))
        return self.at(0.66 * self.width, bottom), self.at(-0.55 * self.width, bottom)

    def _control(self, apex: float) -> float:
        return (apex - 0.25 * (self.inner + self.outer) / 2) / 0.75


def eye_outline(eye: Eye) -> str:
    """The visible opening between the lids."""
    inner, outer = eye.at(-eye.width, eye.inner), eye.at(eye.width, eye.outer)
    (a, b), (c, d) = eye.upper(), eye.lower()
    return f"M{pt(*inner)}C{pt(*a)} {pt(*b)} {pt(*outer)}C{pt(*c)} {pt(*d)} {pt(*inner)}Z"


def draw_eyes(character: Character, mood: Mood, left: float, right: float, prefix: str) -> str:
    """Both eyes. left is the character's own left eye, on the viewer's right."""
    pair = ((1, left), (-1, right))
    eyes = (Eye(side, openness, mood.lid_arc, mood.brow_slant, HALF_WIDTH, character.apart) for side, openness in pair)
    return "".join(_eye(character, mood, eye, f"{prefix}e{eye.side + 1}") for eye in eyes)


def _eye(character: Character, mood: Mood, eye: Eye, name: str) -> str:
    ball = _ball(character, mood, eye, name) if eye.openness > 0.04 else ""
    return _lid(character, eye) + _crease(character, eye) + ball + _lower_lash(character, eye) + _upper_lash(character, eye)


def _lid(character: Character, eye: Eye) -> str:
    """The tinted socket. A shut eye without it is a line on an empty cheek, to people and to the face mesh alike."""
    inner, outer = eye.at(-eye.width - 3, 10), eye.at(eye.width + 9, -2)
    a, b = eye.at(-0.66 * eye.width, -48), eye.at(0.66 * eye.width, -52)
    (c, d), low = eye.lower(), lerp(6, 2, eye.openness)
    c, d = (c[0], c[1] + low), (d[0], d[1] + low)
    outline = f"M{pt(*inner)}C{pt(*a)} {pt(*b)} {pt(*outer)}C{pt(*c)} {pt(*d)} {pt(*inner)}Z"
    strength = lerp(0.28, 0.18, eye.openness) * brightness(character.skin)
    return path(outline, mix(character.skin, LID, strength))


def _ball(character: Character, mood: Mood, eye: Eye, name: str) -> str:
    outline = eye_outline(eye)
    white = path(outline, "#fffdfb")
    return white + clipped(name, outline, _iris(character, mood, eye, name) + _lid_shadow(eye))


def _lid_shadow(eye: Eye) -> str:
    inner, outer = eye.at(-eye.width - 4, eye.inner - 2), eye.at(eye.width + 4, eye.outer - 2)
    (a, b), (c, d) = eye.upper(-9), eye.upper(20)
    return path(f"M{pt(*inner)}C{pt(*a)} {pt(*b)} {pt(*outer)}C{pt(*d)} {pt(*c)} {pt(*inner)}Z", "#4a2f86", opacity=0.28)


def _iris(character: Character, mood: Mood, eye: Eye, name: str) -> str:
    x, y = eye.at(-2, -3)
    x, y = x + mood.gaze[0], y + mood.gaze[1]
    rx, ry = 24.5 * mood.iris, 30 * mood.iris
    colour = character.eyes
    rim = darker(colour, 0.75)
    stops = (("0", darker(colour, 0.6)), (".5", colour), ("1", lighter(colour, 0.45)))
    gradient = "".join(f'<stop offset="{at}" stop-color="{c}"/>' for at, c in stops)
    return (
        f'<linearGradient id="{name}i" x1="0" y1="0" x2="0" y2="1">{gradient}</linearGradient>'
        + ellipse(x, y, rx, ry, f"url(#{name}i)", stroke=rim, stroke_width=3.5)
        + ellipse(x, y + ry * 0.62, rx * 0.6, ry * 0.24, lighter(colour, 0.7), opacity=0.6)
        + ellipse(x, y - 1, rx * 0.44, ry * 0.48, mix(rim, INK, 0.6))
        + ellipse(x - rx * 0.4, y - ry * 0.42, rx * 0.36, ry * 0.3, WHITE)
        + ellipse(x + rx * 0.42, y + ry * 0.4, rx * 0.19, ry * 0.16, WHITE)
    )


def _upper_lash(character: Character, eye: Eye) -> str:
    thick = lerp(7, 8.5, eye.openness) * character.lash
    inner, outer = eye.at(-eye.width - 2, eye.inner + 1), eye.at(eye.width, eye.outer + 1)
    (a, b), (c, d) = eye.upper(), eye.upper(thick)
    wing = eye.at(eye.width + 8, eye.outer + lerp(1, -6, eye.openness))
    body = f"M{pt(*inner)}C{pt(*a)} {pt(*b)} {pt(*outer)}L{pt(*wing)}C{pt(*d)} {pt(*c)} {pt(*inner)}Z"
    flicks = "".join(_flick(eye, out, reach) for out, reach in ((0.98, 10), (0.78, 9))[: character.lashes])
    return path(body, INK, stroke=INK, stroke_width=1.5, stroke_linejoin="round") + flicks


def _flick(eye: Eye, out: float, reach: float) -> str:
    base = lerp(SHUT_AT + eye.arc * (0.55 - out) * 0.9, eye.outer - ABOVE * 1.15 * (1 - out) ** 0.7, eye.openness)
    start = eye.at(eye.width * out - 7, base)
    rise = lerp(5 if eye.arc > 0 else -6, -8, eye.openness)
    tip = eye.at(eye.width * out + reach, base + rise)
    bend = eye.at(eye.width * out + reach * 0.6, base + 1)
    return brush(start, bend, tip, 4)


def _lower_lash(character: Character, eye: Eye) -> str:
    if eye.openness < 0.1:
        return ""
    low = lerp(SHUT_AT + eye.arc / 2, BELOW, eye.openness)
    start, end = eye.at(eye.width * 0.96, lerp(eye.outer, low, 0.18)), eye.at(-eye.width * 0.55, low - 3)
    return brush(start, eye.at(eye.width * 0.45, low + 6), end, 2.6, darker(character.skin, 0.72))


def _crease(character: Character, eye: Eye) -> str:
    high = lerp(-14, -ABOVE - 10, eye.openness)
    start, end = eye.at(-eye.width * 0.6, high + 7), eye.at(eye.width * 0.85, high + 8)
    return brush(start, eye.at(0, high - 8), end, 1.8, darker(character.skin, 0.5))
