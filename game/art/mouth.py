"""Mouths: height over width of the opening is the target itself, as the meter reads it."""

from dataclasses import dataclass

from game.art.characters import Character
from game.art.moods import Mood
from game.art.palette import INK, darker, mix
from game.art.shapes import SHAPES
from game.art.svg import CENTRE, brush, clipped, ellipse, lerp, num, path, pt

MOUTH_Y = 346.0


@dataclass(frozen=True)
class Opening:
    """The inner edge of the lips in px: half width, corner heights, highest and lowest point."""

    half: float
    left: float
    right: float
    top: float
    bottom: float
    roundness: float

    @property
    def corners(self) -> float:
        return (self.left + self.right) / 2

    def _arch(self, apex: float) -> float:
        return (apex - 0.25 * self.corners) / 0.75

    def edge(self, apex: float, back: bool = False) -> str:
        """The curve from one corner to the other through `apex`."""
        y, k = self._arch(apex), self.half * self.roundness
        a, b, end = (CENTRE - k, y), (CENTRE + k, y), (CENTRE + self.half, self.right)
        if back:
            a, b, end = b, a, (CENTRE - self.half, self.left)
        return f"C{pt(*a)} {pt(*b)} {pt(*end)}"

    @property
    def start(self) -> str:
        return f"M{pt(CENTRE - self.half, self.left)}"

    @property
    def outline(self) -> str:
        return f"{self.start}{self.edge(self.top)}{self.edge(self.bottom, back=True)}Z"


def opening(mood: Mood, mouth: float) -> Opening:
    """The opening at `mouth` 0..1: its height is `mouth` times its width."""
    shape = SHAPES[mood.mouth] if isinstance(mood.mouth, str) else mood.mouth
    half = lerp(shape.shut, shape.wide, mouth)
    height = 2 * half * mouth
    rest = MOUTH_Y + lerp(shape.lift * 0.45, 0, mouth)
    top = rest - height * (0.34 + 0.1 * shape.above)
    corners = top + height * shape.above - shape.lift * lerp(1, 0.35, mouth)
    return Opening(half, corners + shape.skew / 2, corners - shape.skew / 2, top, top + height, shape.roundness)


def draw_mouth(character: Character, mood: Mood, mouth: float, prefix: str) -> str:
    """The mouth at `mouth` 0..1."""
    gap = opening(mood, mouth)
    drawn = _open(gap, f"{prefix}m") if mouth > 0.05 else ""
    return _lips(character, gap, mouth) + drawn + _upper_line(mood, gap, mouth) + _corner_ticks(gap)


def _open(gap: Opening, name: str) -> str:
    height = gap.bottom - gap.top
    teeth = min(height * 0.24, 11)
    inside = (
        ellipse(CENTRE, gap.bottom + 2, gap.half * 0.72, height * 0.42, "#ff6f8e")
        + ellipse(CENTRE, gap.bottom - height * 0.12, gap.half * 0.3, height * 0.1, "#ff9db0")
        + _teeth(gap, teeth)
    )
    return (
        path(gap.outline, "#7a1238")
        + clipped(name, gap.outline, inside)
        + path(gap.outline, stroke=INK, stroke_width=4.5, stroke_linejoin="round")
    )


def _teeth(gap: Opening, depth: float) -> str:
    left, right = CENTRE - gap.half, CENTRE + gap.half
    edge = Opening(gap.half, gap.left, gap.right, gap.top, gap.bottom, gap.roundness).edge(gap.top + depth, back=True)
    return path(f"M{pt(left, gap.top - 30)}L{pt(right, gap.top - 30)}L{pt(right, gap.right)}{edge}Z", "#ffffff")


def _lips(character: Character, gap: Opening, mouth: float) -> str:
    tint = mix(character.skin, "#d83a66", 0.2 + 0.5 * character.lip)
    low = gap.bottom + lerp(9, 7, mouth)
    soft = Opening(gap.half * 0.86, gap.left, gap.right, gap.top, low, 0.8)
    full = _rim(gap, tint, lerp(8, 18, min(1, 2 * mouth))) + path(soft.start + soft.edge(gap.top - 3) + soft.edge(low, back=True) + "Z", tint)
    under = low + 7
    shade = darker(character.skin, 0.38)
    return full + brush((CENTRE - 11, under), (CENTRE, under + 3), (CENTRE + 11, under), 2, shade)


def _rim(gap: Opening, tint: str, width: float) -> str:
    """Lips all the way round: they tell a wide mouth from a shadow."""
    return path(gap.outline, tint, stroke=tint, stroke_width=num(width), stroke_linejoin="round")


def _upper_line(mood: Mood, gap: Opening, mouth: float) -> str:
    if mood.mouth == "wavy" and mouth < 0.1:
        return _wave(gap)
    thick = lerp(3.4, 5.5, mouth)
    there, back = gap.edge(gap.top - thick * 0.4), gap.edge(gap.top + thick * 0.6, back=True)
    return path(f"{gap.start}{there}{back}Z", INK, stroke=INK, stroke_width=1.6, stroke_linejoin="round")


def _wave(gap: Opening) -> str:
    y, step = gap.corners, gap.half / 2
    d = f"M{pt(CENTRE - gap.half, y + 1)}q{pt(step / 2, -8)} {pt(step, 0)}t{pt(step, 0)}t{pt(step, 0)}t{pt(step, 0)}"
    return path(d, stroke=INK, stroke_width=4.5, stroke_linecap="round")


def _corner_ticks(gap: Opening) -> str:
    ends = ((-1, gap.left), (1, gap.right))
    return "".join(
        brush((CENTRE + s * (gap.half - 2), y - 3), (CENTRE + s * (gap.half + 4), y), (CENTRE + s * (gap.half + 1), y + 5), 2)
        for s, y in ends
    )
