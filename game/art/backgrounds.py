"""What happens behind a face: bursts, speed lines and halftone, each flat and in one colour on a ground."""

from collections.abc import Callable
from math import cos, pi, sin

from game.art.characters import Character
from game.art.moods import Mood
from game.art.svg import ellipse, line, num, path, pt

MIDDLE = (256.0, 270.0)
Pattern = Callable[[str], str]


def _ray(angle: float, half: float, near: float, far: float = 420) -> str:
    """A wedge that points at the face: its tip `near` px from the middle, its end `far` px out."""
    x, y = MIDDLE
    tip = pt(x + near * cos(angle), y + near * sin(angle))
    ends = (pt(x + far * cos(angle + s * half), y + far * sin(angle + s * half)) for s in (-1, 1))
    return f"M{tip}L{'L'.join(ends)}Z"


def sunburst(colour: str) -> str:
    return path("".join(_ray(i * pi / 9 + 0.1, pi / 36, 0) for i in range(18)), colour)


def speed(colour: str) -> str:
    rays = (_ray(i * pi / 28 + (i * 7 % 5) * 0.02, 0.012 + (i * 5 % 4) * 0.007, 170 + (i * 37 % 60)) for i in range(56))
    return path("".join(rays), colour)


def _dot_row(y: float, start: float, gap: float, size: float, colour: str) -> str:
    dashes = f'stroke-dasharray="0 {num(gap)}" stroke-linecap="round" stroke-width="{num(size)}"'
    return f'<path d="M{pt(start, y)}H540" stroke="{colour}" {dashes}/>'


def halftone(colour: str) -> str:
    """Dots in a brick grid that shrink from the bottom to the top."""
    return "".join(_dot_row(8 + 13 * i, 13 * (i % 2), 26, 2 + 21 * (i / 39) ** 0.9, colour) for i in range(40))


def dots(colour: str) -> str:
    return "".join(_dot_row(20 + 32 * i, 32 * (i % 2), 64, 22, colour) for i in range(16))


def stripes(colour: str) -> str:
    bands = (f"M{num(x)} -10L{num(x + 34)} -10L{num(x - 240)} 530L{num(x - 274)} 530Z" for x in range(-10, 820, 68))
    return path("".join(bands), colour)


def bubbles(colour: str) -> str:
    spots = ((60, 70, 44), (150, 40, 20), (440, 90, 58), (365, 40, 16), (40, 220, 22), (476, 230, 26), (30, 350, 46),
             (90, 460, 18), (486, 360, 34), (430, 470, 20), (230, 30, 12), (100, 160, 12), (410, 180, 13))
    return "".join(ellipse(x, y, r, r, colour) for x, y, r in spots)


def star(x: float, y: float, radius: float, waist: float = 0.42, points: int = 5, turn: float = -pi / 2) -> str:
    """The outline of a star with `points` tips, `waist` being the inner radius over the outer."""
    steps = range(2 * points)
    corners = ((radius * (waist if i % 2 else 1), turn + i * pi / points) for i in steps)
    return "M" + "L".join(pt(x + r * cos(a), y + r * sin(a)) for r, a in corners) + "Z"


def stars(colour: str) -> str:
    spots = ((70, 80, 46), (440, 70, 36), (30, 250, 24), (480, 220, 42), (60, 400, 34), (460, 400, 28), (170, 40, 16),
             (340, 36, 20), (120, 170, 12), (405, 150, 14), (100, 300, 12), (20, 160, 10), (496, 320, 14))
    return path("".join(star(x, y, r, turn=-pi / 2 + x * 0.01) for x, y, r in spots), colour)


def waves(colour: str) -> str:
    """Rows of the old sea pattern: nested arcs."""
    rows = []
    for row in range(10):
        y, shift = 60 + 52 * row, 52 * (row % 2)
        for radius in (52, 34, 16):
            arcs = (f"M{num(x - radius)} {y}A{radius} {radius} 0 0 1 {num(x + radius)} {y}" for x in range(shift - 52, 620, 104))
            rows.append("".join(arcs))
    return line("".join(rows), colour, 6)


def rain(colour: str) -> str:
    """Slanted strokes: the weather of a bad day."""
    drops = (f"M{x + 31 * (row % 2)} {y}l-14 44" for row, y in enumerate(range(-20, 520, 66)) for x in range(-10, 540, 62))
    return line("".join(drops), colour, 8)


def clouds(colour: str) -> str:
    cloud = "a26 26 0 0 1 26 -28a38 38 0 0 1 70 -8a30 30 0 0 1 44 36z"
    spots = ((-20, 130), (370, 100), (-50, 300), (420, 270), (10, 440), (390, 430), (160, 60))
    return path("".join(f"M{x} {y}{cloud}" for x, y in spots), colour)


def circuit(colour: str) -> str:
    """Traces and pads of a circuit board."""
    traces = ("M-10 60H80L120 100V180", "M-10 200H40L80 240V330", "M60 530V430L30 400H-10", "M522 80H420L390 110V160",
              "M522 250H470L440 280V360", "M450 530V450L480 420H522", "M200 -10V40L170 70", "M330 -10V50L350 70")
    pads = ((120, 186), (80, 336), (390, 166), (440, 366), (166, 74), (354, 74))
    return line("".join(traces), colour, 9) + "".join(ellipse(x, y, 11, 11, colour) for x, y in pads)


PATTERNS: dict[str, Pattern] = {
    "sunburst": sunburst, "speed": speed, "halftone": halftone, "dots": dots, "stripes": stripes, "bubbles": bubbles,
    "stars": stars, "waves": waves, "clouds": clouds, "circuit": circuit, "rain": rain,
}


def draw_background(character: Character, mood: Mood) -> str:
    """The whole frame: ground colour, and the mood's pattern or else the character's."""
    ground = f'<rect width="512" height="512" fill="{character.ground}"/>'
    return ground + PATTERNS[mood.pattern or character.pattern](character.pattern_colour)
