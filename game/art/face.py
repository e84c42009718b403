"""The head itself: contour, ears, neck, nose, cheeks and the marks of age."""

from game.art.characters import Character
from game.art.hair import fringe_shadow
from game.art.moods import Mood
from game.art.palette import darker, mix
from game.art.svg import CENTRE, Part, brush, clipped, ellipse, flip, group, inked, lerp, num, path, pt

CROWN, CHIN = 100.0, 392.0
JAW_DROP = 24.0
JAW = 88.0
CHEEK = 112.0
NOSE_TOP, NOSE_BASE = 272.0, 316.0
EAR = "M150 262 C128 244 118 262 124 288 C129 312 144 326 158 316"


def head_outline(character: Character, mouth: float) -> str:
    """The contour of skull and jaw; the chin falls as the mouth opens."""
    chin = CHIN + JAW_DROP * mouth + character.chin
    jaw = JAW + character.jaw
    left = (
        f"C{pt(186, 100)} {pt(144, 146)} {pt(144, 226)}C{pt(144, 282)} {pt(150, 312)} {pt(CENTRE - jaw, chin - 58)}"
        f"C{pt(CENTRE - jaw + 24, chin - 26)} {pt(CENTRE - 30 - character.jaw, chin)} {pt(CENTRE, chin)}"
    )
    right = (
        f"C{pt(CENTRE + 30 + character.jaw, chin)} {pt(CENTRE + jaw - 24, chin - 26)} {pt(CENTRE + jaw, chin - 58)}"
        f"C{pt(362, 312)} {pt(368, 282)} {pt(368, 226)}C{pt(368, 146)} {pt(326, 100)} {pt(CENTRE, CROWN)}Z"
    )
    return f"M{pt(CENTRE, CROWN)}{left}{right}"


def draw_ears(character: Character) -> Part:
    shade = darker(character.skin, 0.3)
    ear = inked(EAR, character.skin, 5.5) + brush((132, 268), (134, 290), (148, 304), 3.5, shade)
    other = inked(flip(EAR), character.skin, 5.5) + brush((380, 268), (378, 290), (364, 304), 3.5, shade)
    return Part(ear + other, (EAR, flip(EAR)))


def draw_head(character: Character, mood: Mood, mouth: float, prefix: str) -> Part:
    """Skin, its soft shadow along one cheek, blush and freckles: everything under the features."""
    outline = head_outline(character, mouth)
    shade = darker(character.skin, 0.16)
    side = "M366 200C372 300 356 350 300 392C280 408 270 420 256 440L400 440L400 180Z"
    inside = path(side, shade) + fringe_shadow(character, prefix, shade) + _blush(character, mood) + _freckles(character)
    return Part(inked(outline, character.skin, 6) + clipped(f"{prefix}h", outline, inside), (outline,))


def _blush(character: Character, mood: Mood) -> str:
    """A breath of red, and pen strokes where the blood really rises. Strong spots would pass for eyes in the face mesh."""
    tint = mix(character.skin, "#ff2f62", 0.5)
    strength = min(0.42, 0.16 + 0.2 * mood.blush)
    spots = "".join(ellipse(CENTRE + s * 80, 317, 21, 11, tint, opacity=f"{strength:.2f}") for s in (-1, 1))
    if mood.blush < 0.9:
        return spots
    dark = mix(character.skin, "#e0245a", 0.65)
    strokes = (CENTRE + s * 80 + shift for s in (-1, 1) for shift in (-10, 0, 10))
    return spots + "".join(brush((x + 4, 311), (x, 317), (x - 4, 323), 1.8, dark) for x in strokes)


def _freckles(character: Character) -> str:
    if not character.freckles:
        return ""
    tint = darker(character.skin, 0.42)
    spots = ((58, 306), (70, 300), (82, 307), (64, 317), (77, 320), (92, 316))
    return "".join(ellipse(CENTRE + s * x, y, 2.6, 2.2, tint) for s in (-1, 1) for x, y in spots)


def draw_nose(character: Character) -> str:
    """A small nose: one lit side, one shaded side, a hint of nostrils."""
    dark, shade = darker(character.skin, 0.55), darker(character.skin, 0.2)
    drawn = (
        path("M263 272C267 292 277 304 273 314C268 320 260 321 253 319C259 306 259 290 263 272Z", shade)
        + brush((242, 316), (256, 324), (271, 316), 3, dark)
        + brush((243, 317), (247, 313), (251, 318), 2.4, dark)
        + brush((261, 318), (266, 313), (270, 317), 2.4, dark)
        + brush((273, 303), (278, 312), (271, 317), 2.6, dark)
        + ellipse(251, 307, 4, 3, mix(character.skin, "#ffffff", 0.6), opacity=0.8)
    )
    long = character.nose_length
    return group(drawn, transform=f"matrix(1 0 0 {long:g} 0 {num(NOSE_TOP * (1 - long))})")


def draw_age(character: Character) -> str:
    """Laugh lines for those who earned them."""
    if not character.elder:
        return ""
    dark = darker(character.skin, 0.42)
    right = (
        brush((296, 322), (312, 336), (306, 356), 2.4, dark)
        + brush((284, 300), (302, 310), (322, 303), 2, dark)
        + brush((350, 268), (358, 266), (362, 260), 2, dark)
        + brush((351, 276), (359, 278), (363, 276), 2, dark)
    )
    left = right
    return right + f'<g transform="matrix(-1 0 0 1 512 0)">{left}</g>'


def draw_neck(character: Character, mouth: float) -> Part:
    outline = "M216 356L218 424C206 440 190 446 176 452L336 452C322 446 306 440 294 424L296 356Z"
    low = lerp(422, 438, mouth)
    shadow = f"M214 380L298 380L{pt(296, low)}C{pt(280, low + 10)} {pt(236, low + 8)} {pt(217, low - 12)}Z"
    return Part(inked(outline, character.skin, 6) + path(shadow, darker(character.skin, 0.3)), (outline,))
