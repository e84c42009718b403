"""Manga marks: the small stickers that say what a face leaves out."""

from collections.abc import Callable

from game.art.backgrounds import star
from game.art.palette import INK, PAPER, PINK, SUN
from game.art.svg import brush, ellipse, group, inked, line

ZED = "M0 0H30V9L13 30H31V41H-2V31L15 11H0Z"


def snooze() -> str:
    sizes = ((392, 150, 0.7), (420, 96, 1.0), (452, 30, 1.35))
    return "".join(group(inked(ZED, PAPER, 6), transform=f"translate({x} {y}) rotate(8) scale({s})") for x, y, s in sizes)


def shock() -> str:
    strokes = (((96, 100), (112, 122), (122, 148)), ((66, 140), (88, 154), (104, 172)), ((132, 64), (142, 90), (148, 116)))
    return "".join(brush(a, b, c, 8, PAPER) for a, b, c in strokes)


def vein() -> str:
    d = "M0 -26Q-2 -6 -24 -4M0 -26M10 -26Q12 -6 34 -4M-24 8Q-2 10 0 32M34 8Q12 10 10 32"
    mark = line(d, INK, 17) + line(d, PINK, 8)
    return group(mark, transform="translate(392 120) rotate(14)")


def sweat() -> str:
    d = "M398 176C378 208 376 236 398 238C420 236 418 208 398 176Z"
    return inked(d, "#9fe8ff", 5) + ellipse(391, 218, 4, 8, "#ffffff")


def tear() -> str:
    d = "M338 298C324 322 322 344 338 346C354 344 352 322 338 298Z"
    return inked(d, "#9fe8ff", 4.5) + ellipse(333, 330, 3, 6, "#ffffff")


def spark() -> str:
    spots = ((92, 132, 34), (428, 96, 26), (60, 200, 16))
    return "".join(inked(star(x, y, r, 0.28, 4), SUN, 5) for x, y, r in spots)


def notes() -> str:
    single = "M0 60V8L34 0V50M0 60"
    heads = ellipse(-9, 60, 12, 9, INK) + ellipse(25, 50, 12, 9, INK)
    tune = line(single, PAPER, 16) + ellipse(-9, 60, 17, 14, PAPER) + ellipse(25, 50, 17, 14, PAPER) + line(single, INK, 6) + heads
    return group(tune, transform="translate(420 84) rotate(8)") + group(tune, transform="translate(76 150) rotate(-12) scale(.8)")


MARKS: dict[str, Callable[[], str]] = {
    "snooze": snooze, "shock": shock, "vein": vein, "sweat": sweat, "tear": tear, "spark": spark, "notes": notes,
}


ON_THE_FACE = frozenset({"sweat", "tear", "vein"})


def draw_marks(names: tuple[str, ...], on_face: bool) -> str:
    """The marks that move with the head, or those that float beside it."""
    return "".join(MARKS[name]() for name in names if (name in ON_THE_FACE) == on_face)
