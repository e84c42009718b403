"""Hair: two tones, a highlight band, ink."""

from math import cos, pi, sin

from game.art.characters import Character
from game.art.hair import gathered, long, short
from game.art.hair.shapes import Stroke, Style
from game.art.palette import INK, darker, glow
from game.art.svg import Part, brush, group, inked, path, pt

STYLES: dict[str, Style] = {
    "hime": long.HIME, "twintails": long.TWINTAILS, "braids": long.BRAIDS, "mane": long.MANE,
    "spiky": short.SPIKY, "bob": short.BOB, "tousled": short.TOUSLED, "fluffy": short.FLUFFY, "sideswept": short.SIDESWEPT,
    "cloud": short.CLOUD, "curls": short.CURLS, "helmet": short.HELMET,
    "bun": gathered.BUN, "topknot": gathered.TOPKNOT, "granny": gathered.GRANNY, "scarf": gathered.SCARF,
}


def draw_back_hair(character: Character) -> Part:
    """What hangs behind head and shoulders, in the darker tone."""
    style = STYLES[character.hair]
    fill = darker(character.hair_colour, 0.3)
    drawn = "".join(inked(d, fill) for d in style.back)
    return Part(drawn + _strokes(style.back_strokes, darker(character.hair_colour, 0.62)), style.back)


def draw_front_hair(character: Character, prefix: str) -> Part:
    """What falls over forehead and temples, with its highlight band."""
    style = STYLES[character.hair]
    pieces = "".join(_piece(character, style, d, f"{prefix}f{i}") for i, d in enumerate(style.front))
    return Part(pieces + _strokes(style.strokes, darker(character.hair_colour, 0.66)), style.front)


def fringe_shadow(character: Character, prefix: str, shade: str) -> str:
    """What the front hair throws on the face: its own shape, a little lower. Names it only; the hair defines it."""
    return f'<use href="#{prefix}f0d" fill="{shade}" fill-rule="evenodd" transform="translate(4 15)"/>'


def _piece(character: Character, style: Style, d: str, name: str) -> str:
    """One outline: shade, then the lit tone shifted up and left so that shade stays along the lower edges."""
    clip = f'<clipPath id="{name}"><path id="{name}d" d="{d}" clip-rule="evenodd"/></clipPath>'
    use = f'<use href="#{name}d" fill-rule="evenodd" '
    lit = f'{use}fill="{character.hair_colour}" transform="translate(-5 -10)"/>'
    shine = _shine(character, *style.shine) if style.shine else ""
    inside = f'{use}fill="{character.hair_shade}"/>' + lit + shine
    edge = f'{use}fill="none" stroke="{INK}" stroke-width="6" stroke-linejoin="round"/>'
    return clip + group(inside, clip_path=f"url(#{name})") + edge


def _shine(character: Character, y: float, half: float) -> str:
    """The band of light: a zigzag along an arc over the crown."""
    angles = [pi * (1.12 + 0.76 * i / 14) for i in range(15)]
    upper = [(256 + half * 1.1 * cos(a), y + 34 + 44 * sin(a) - 9 - 6 * (i % 2)) for i, a in enumerate(angles)]
    lower = [(256 + half * 1.1 * cos(a), y + 34 + 44 * sin(a) + (12 if i % 2 else 3)) for i, a in enumerate(angles)]
    edge = [upper[0], *upper[1:-1], upper[-1], *lower[-2:0:-1]]
    return path("M" + "L".join(pt(*p) for p in edge) + "Z", glow(character.hair_colour))


def _strokes(strokes: tuple[Stroke, ...], colour: str) -> str:
    return "".join(brush(a, b, c, 3.2, colour) for a, b, c in strokes)
