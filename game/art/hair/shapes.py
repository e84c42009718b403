"""How hair is described: closed outlines behind and before the face, and strokes that run along them."""

from dataclasses import dataclass

from game.art.svg import Point, flip, pt

Stroke = tuple[Point, Point, Point]


@dataclass(frozen=True)
class Style:
    """Outlines, each drawn in two tones and inked, and single strokes inside them.

    back lies behind body and head, front over the forehead. shine is the height in px of the highlight band
    over the crown and the half width it spans, or None where light does not lie on the hair.
    """

    front: tuple[str, ...]
    back: tuple[str, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    back_strokes: tuple[Stroke, ...] = ()
    shine: tuple[float, float] | None = (136, 96)


def locks(start: Point, points: tuple[Point, ...], out: float = 0.14, back: float = 0.14) -> str:
    """Curves through alternating tips and roots, the first being a tip.

    out and back bulge the edges towards and away from each tip, as shares of their length, positive meaning
    away from the hair. Equal signs give leaves, opposite signs give flames.
    """
    d, here = "", start
    for index, there in enumerate(points):
        bulge = out if index % 2 == 0 else back
        dx, dy = there[0] - here[0], there[1] - here[1]
        bend = (here[0] + there[0]) / 2 + dy * bulge, (here[1] + there[1]) / 2 - dx * bulge
        d += f"Q{pt(*bend)} {pt(*there)}"
        here = there
    return d


def crown(top: float = 64, side: float = 128, low: float = 268) -> str:
    """The outer edge over the skull, from the left temple to the right one."""
    right, high = 512 - side, low - 118
    return (
        f"M{pt(side, low)}C{pt(side - 8, high)} {pt(174, top)} {pt(256, top)}"
        f"C{pt(338, top)} {pt(right + 8, high)} {pt(right, low)}"
    )


def nape(side: float = 128, low: float = 376) -> str:
    """Short hair behind ears and neck, ending in points."""
    left = locks((side, 226), ((side + 4, low - 50), (side + 16, low - 62), (side + 22, low - 14), (side + 40, low - 30),
                               (side + 54, low + 10), (side + 84, low - 20)), 0.12, -0.05)
    right = 512 - side
    down = locks((right - 84, low - 20), ((right - 54, low + 10), (right - 40, low - 30), (right - 22, low - 14),
                                          (right - 16, low - 62), (right - 4, low - 50), (right, 226)), -0.05, 0.12)
    return f"M{pt(side, 226)}{left}L{pt(right - 84, low - 20)}{down}Z"


TIDY_NAPE = "M138 220C130 280 138 326 162 344L350 344C374 326 382 280 374 220Z"


def pair(d: str) -> tuple[str, str]:
    """An outline and its mirror image."""
    return d, flip(d)


def both_sides(*strokes: Stroke) -> tuple[Stroke, ...]:
    """Strokes and their mirror images."""
    mirrored = (((512 - ax, ay), (512 - bx, by), (512 - cx, cy)) for (ax, ay), (bx, by), (cx, cy) in strokes)
    return (*strokes, *mirrored)

