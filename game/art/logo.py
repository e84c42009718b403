"""The AniMatch word mark and its winking face, drawn with strokes so that no font is needed."""

from game.art.palette import CYAN, INK, PAPER, PINK, SUN, WHITE
from game.art.svg import document, ellipse, group, inked, line, path, pt

LETTERS = {
    "A": "M0 0L44 -122L88 0M20 -42H68",
    "n": "M0 0V-82M0 -44C2 -72 22 -84 42 -82C62 -80 70 -66 70 -48V0",
    "i": "M0 0V-78",
    "M": "M0 0V-120L54 -44L108 -120V0",
    "a": "M74 -42C74 -16 58 0 37 0C16 0 0 -16 0 -42C0 -68 16 -84 37 -84C58 -84 74 -68 74 -42M74 -84V0",
    "t": "M0 -116V-30C0 -6 14 2 36 -4M-24 -82H34",
    "c": "M70 -62C58 -84 40 -86 32 -84C12 -80 0 -64 0 -42C0 -18 16 0 36 0C52 0 62 -6 70 -20",
    "h": "M0 0V-122M0 -44C2 -72 22 -84 42 -82C62 -80 70 -66 70 -48V0",
}
# Letter, left edge, baseline, tilt in degrees, colour: the word bounces like a good party.
WORD = (
    ("A", 44, 196, -5, PINK), ("n", 176, 200, 3, SUN), ("i", 296, 194, -3, CYAN),
    ("M", 350, 202, 2, PINK), ("a", 506, 196, -4, SUN), ("t", 638, 200, 4, CYAN), ("c", 702, 196, -3, PINK), ("h", 818, 200, 3, SUN),
)


def _letter(name: str, x: float, y: float, tilt: float, colour: str, width: float) -> str:
    return group(line(LETTERS[name], colour, width), transform=f"translate({x} {y}) rotate({tilt})")


def _word(width: float, colour: str = "") -> str:
    return "".join(_letter(name, x, y, tilt, colour or tone, width) for name, x, y, tilt, tone in WORD)


def _face() -> str:
    """The mark in a 512 x 512 frame: one eye wide open, one winking, mouth open with joy."""
    hair = "M58 232C40 108 140 26 256 26C372 26 472 108 454 232C420 214 404 176 396 142C364 196 300 206 268 128C236 206 150 210 122 164C112 196 90 222 58 232Z"
    mouth = "M150 322C200 346 312 346 362 322C362 400 318 448 256 448C194 448 150 400 150 322Z"
    tongue = "M196 424C208 388 304 388 316 424C300 440 280 448 256 448C232 448 212 440 196 424Z"
    wink = "M296 268C318 226 386 226 410 262"
    return (
        ellipse(256, 256, 216, 220, SUN, stroke=INK, stroke_width=26)
        + ellipse(96, 312, 30, 20, PINK, opacity=0.55)
        + ellipse(416, 312, 30, 20, PINK, opacity=0.55)
        + ellipse(168, 250, 52, 62, WHITE, stroke=INK, stroke_width=18)
        + ellipse(172, 256, 34, 46, CYAN)
        + ellipse(174, 258, 20, 30, INK)
        + ellipse(156, 232, 16, 18, WHITE)
        + ellipse(186, 282, 8, 9, WHITE)
        + line(wink, INK, 26)
        + inked(mouth, "#7a1238", 18)
        + path(tongue, "#ff6f8e")
        + inked(hair, PINK, 24)
        + path("M120 120C150 84 190 66 236 62L226 86C190 92 156 108 134 134Z", "#ff9cc0")
    )


def mark() -> str:
    """The winking face alone: favicon and app icon, legible at 16 px. 512 x 512."""
    return document(_face(), title="AniMatch")


def logo() -> str:
    """The word mark, 936 x 262: paper rim, ink line, flat colour, and the face for the dot on the i."""
    face = group(_face(), transform="translate(252 22) scale(.17)")
    rim = ellipse(295, 66, 49, 49, PAPER)
    ink = _word(52, INK)
    shine = "".join(_shine(name, x, y, tilt) for name, x, y, tilt, _ in WORD)
    shadow = group(_word(52, INK), transform="translate(7 9)")
    return document(_word(72, PAPER) + rim + shadow + ink + _word(32) + shine + face, "0 0 936 262", "AniMatch")


def _shine(name: str, x: float, y: float, tilt: float) -> str:
    """A short gleam at the top of the first stem."""
    stems = {"A": ((36, -84), (42, -101)), "M": ((-6, -116), (-6, -84)), "h": ((-6, -118), (-6, -92)), "t": ((-6, -112), (-6, -94))}
    start, end = stems.get(name, ((-6, -76), (-6, -58)))
    if name in "ac":
        start, end = (6, -62), (16, -76)
    gleam = line(f"M{pt(*start)}L{pt(*end)}", WHITE, 7)
    return group(gleam, transform=f"translate({x} {y}) rotate({tilt})", opacity=0.9)
