"""The face that stands for the game among a phone's apps: a wink and an open mouth."""

from game.art.palette import INK, SUN, WHITE
from game.art.svg import document, ellipse, group, inked, line, path

TONGUE, THROAT = "#ff7fac", "#b3003f"
FRAME = "0 0 64 64"


def draw_icon() -> str:
    """On a tile of its own, for tabs and launchers that show it as it is."""
    tile = f'<rect x="3" y="3" width="58" height="58" rx="18" fill="{SUN}" stroke="{INK}" stroke-width="5"/>'
    return document(tile + _face(), FRAME)


def draw_full_icon() -> str:
    """To all edges, and small enough for the circle that some launchers cut out (four fifths across)."""
    ground = f'<rect width="64" height="64" fill="{SUN}"/>'
    return document(ground + group(_face(), transform="translate(6.4 6.4) scale(.8)"), FRAME)


def _face() -> str:
    wink = line("M13 24c4-6 12-6 15 0", INK, 5)
    eye = ellipse(44, 25, 7, 9, INK) + ellipse(46.5, 21.5, 2.8, 2.8, WHITE) + ellipse(42, 29, 1.5, 1.5, WHITE)
    mouth = inked("M19 38h26c0 19-26 19-26 0z", THROAT, 5)
    return wink + eye + mouth + path("M25 49c4-5 10-5 14 0-4 4-10 4-14 0z", TONGUE)
