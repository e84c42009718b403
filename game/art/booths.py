"""Photo booths as they stand in the corner of a party: a lit sign, a curtain half drawn, somebody behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from game.art.characters import BY_SLUG
from game.art.draw import draw_avatar
from game.art.palette import CYAN, INK, LEAF, NIGHT, PAPER, PINK, SUN, WHITE, darker, lighter
from game.art.svg import clipped, document, ellipse, group, inked, line, num, path, pt

VIEW = "0 0 400 500"
VIOLET = lighter(NIGHT, 0.42)
ROOM = "M70 136H262V476H70Z"
"""What is seen of the inside."""


@dataclass(frozen=True)
class _Guest:
    """Who sits inside: a character's slug, the face that it pulls, and where its head is."""

    slug: str
    x: float
    y: float
    size: float
    eyes: float = 1
    mouth: float = 0.4

    def draw(self) -> str:
        who = BY_SLUG[self.slug]
        head = draw_avatar(who, left_eye=self.eyes, right_eye=self.eyes, mouth=self.mouth, flat=False)
        place = f'<svg x="{num(self.x)}" y="{num(self.y)}" width="{num(self.size)}" height="{num(self.size)}" '
        return self._body(who.skin, who.outfit_colour) + head.replace("<svg ", place, 1)

    def _body(self, skin: str, cloth: str) -> str:
        middle, neck, half = self.x + self.size / 2, self.y + self.size * 0.92, self.size * 0.36
        sides = f"C{pt(middle + half, neck + 18)} {pt(middle + half, neck + 40)} {pt(middle + half, 432)}H{num(middle - half)}"
        coat = f"M{pt(middle - 16, neck + 12)}H{num(middle + 16)}{sides}C{pt(middle - half, neck + 40)} {pt(middle - half, neck + 18)} {pt(middle - 16, neck + 12)}Z"
        throat = f"M{pt(middle - 14, neck - 12)}H{num(middle + 14)}V{num(neck + 18)}H{num(middle - 14)}Z"
        return inked(coat, cloth, 6) + path(throat, darker(skin, 0.2))


def _booth(name: str, colour: str, curtain: str, guests: tuple[_Guest, ...], sign: str) -> str:
    """A booth of 400 x 500 in these colours. `sign` is drawn on its board, in the middle of 300 x 60."""
    body = inked("M48 92H352V476H48Z", colour, 10) + path("M276 97H347V471H276Z", darker(colour, 0.14))
    inside = path(ROOM, NIGHT) + path("M70 136H262V400H70Z", lighter(NIGHT, 0.22)) + "".join(g.draw() for g in guests) + _stool()
    room = clipped(f"room-{name}", ROOM, inside)
    frame = path(ROOM, stroke=INK, stroke_width=9, stroke_linejoin="round")
    foot = inked("M38 462H362V486H38Z", darker(colour, 0.3), 9)
    shadow = ellipse(206, 487, 176, 11, INK, opacity=0.16)
    return document(shadow + body + room + _curtain(curtain) + frame + _machine() + foot + _board(sign), VIEW)


def _stool() -> str:
    legs = line("M166 440V476", INK, 14) + line("M166 442V476", "#cfd6e6", 5)
    return legs + inked("M120 424H212C222 424 222 446 212 446H120C110 446 110 424 120 424Z", PINK, 8)


def _curtain(colour: str) -> str:
    hem = "C258 412 246 412 242 400C238 412 226 412 222 400C218 412 206 412 202 400C198 412 186 412 182 400"
    cloth = inked(f"M262 138V400{hem}C176 330 196 240 176 138Z", colour, 8)
    folds = "".join(line(f"M{x} 150C{x + bend} 240 {x - bend} 320 {x + 2} 388", darker(colour, 0.28), 5) for x, bend in ((200, 10), (221, 7), (242, 4)))
    rings = "".join(ellipse(x, 140, 6, 6, PAPER, stroke=INK, stroke_width=4) for x in (186, 208, 230, 252))
    return cloth + folds + line("M70 138H262", INK, 9) + rings


def _machine() -> str:
    """The lens, and the strip of photos that comes out of its slot."""
    lens = ellipse(312, 172, 25, 25, PAPER, stroke=INK, stroke_width=8) + ellipse(312, 172, 13, 13, CYAN, stroke=INK, stroke_width=5)
    light = lens + ellipse(307, 167, 4, 5, WHITE) + ellipse(312, 222, 8, 8, PINK, stroke=INK, stroke_width=5)
    strip = inked("M291 272L335 268L339 404L295 408Z", WHITE, 6)
    shots = "".join(
        group(inked("M-15 -15H15V15H-15Z", colour, 4) + _grin(0, 0, 9), transform=f"translate({pt(313 + i * 1.2, 296 + i * 41)}) rotate(-4)")
        for i, colour in enumerate((SUN, CYAN, LEAF))
    )
    return light + strip + shots + inked("M284 260H342V276H284Z", INK, 4)


def _grin(x: float, y: float, radius: float) -> str:
    """A small round face."""
    eye, out = radius * 0.34, radius * 0.16
    eyes = "".join(ellipse(x + side * eye, y - eye * 0.6, out, out * 1.3, INK) for side in (-1, 1))
    face = ellipse(x, y, radius, radius, PAPER, stroke=INK, stroke_width=num(max(3, radius * 0.2)))
    mouth = f"M{pt(x - eye * 1.3, y + eye * 0.7)}Q{pt(x, y + eye * 2.3)} {pt(x + eye * 1.3, y + eye * 0.7)}Z"
    return face + eyes + path(mouth, INK)


def _board(sign: str) -> str:
    board = inked("M40 24H360C372 24 378 30 378 42V92C378 104 372 110 360 110H40C28 110 22 104 22 92V42C22 30 28 24 40 24Z", NIGHT, 10)
    bulbs = [(x, y) for y in (38, 96) for x in range(44, 361, 26)] + [(38, 67), (362, 67)]
    lights = "".join(ellipse(x, y, 6, 6, SUN if i % 2 else WHITE, stroke=INK, stroke_width=3) for i, (x, y) in enumerate(bulbs))
    return board + lights + sign


def _alike() -> str:
    """Two heads, and the sign for "nearly the same"."""
    waves = "".join(line(f"M182 {y}C190 {y - 9} 196 {y - 9} 200 {y}C204 {y + 9} 210 {y + 9} 218 {y}", PINK, 7) for y in (60, 76))
    return _grin(140, 67, 22) + waves + _grin(260, 67, 22)


def _asked() -> str:
    """Three heads under a magnifying glass."""
    heads = _grin(128, 70, 19) + _grin(200, 66, 22) + _grin(272, 70, 19)
    glass = line("M222 86L240 101", INK, 14) + line("M222 86L239 100", SUN, 7)
    return heads + ellipse(200, 66, 29, 29, "none", stroke=INK, stroke_width=12) + ellipse(200, 66, 29, 29, "none", stroke=SUN, stroke_width=6) + glass


def _copied() -> str:
    """A head in the middle of a target."""
    rings = "".join(ellipse(200, 67, r, r, colour) for r, colour in ((34, PAPER), (28, PINK)))
    marks = line("M112 67H150M250 67H288", SUN, 8) + line("M138 57L152 67L138 77M262 57L248 67L262 77", SUN, 8)
    return rings + _grin(200, 67, 20) + marks


def _learned() -> str:
    """Three heads, each with its bar."""
    bars = ((42, 196, SUN), (67, 128, CYAN), (92, 84, LEAF))
    return "".join(_grin(112, y, 11) + inked(f"M134 {y - 8}H{134 + long * 0.8}V{y + 8}H134Z", colour, 5) for y, long, colour in bars)


def _filmed() -> str:
    """A head on a photo, and the same on a strip of film."""
    photo = inked("M98 42H150V94H98Z", PAPER, 6) + _grin(124, 66, 17)
    film = inked("M196 40H304V96H196Z", INK, 5) + "".join(
        path(f"M{x} {y}h9v6h-9Z", PAPER) for y in (43, 87) for x in range(202, 298, 18)
    )
    frames = "".join(path(f"M{x} 53h28v30h-28Z", colour) + _grin(x + 14, 69, 11) for x, colour in ((202, SUN), (236, CYAN), (270, LEAF)))
    return photo + film + frames + line("M164 62H182M164 74H182", PINK, 7)


BOOTHS: dict[str, Callable[[], str]] = {
    "booth-lookalike": lambda: _booth("lookalike", PINK, CYAN, (_Guest("nico", 56, 172, 180, mouth=0.15),), _alike()),
    "booth-character": lambda: _booth("character", VIOLET, PINK, (_Guest("lulu", 56, 170, 180, mouth=0.6),), _learned()),
    "booth-who": lambda: _booth(
        "who", CYAN, SUN, (_Guest("rosa", 62, 130, 116), _Guest("kenta", 100, 218, 112, mouth=0.9), _Guest("lulu", 46, 286, 106, eyes=0.1)), _asked()
    ),
    "booth-match": lambda: _booth("match", SUN, LEAF, (_Guest("nico", 56, 152, 150, mouth=0.7), _Guest("nico", 92, 272, 118, mouth=0.1)), _filmed()),
    "booth-practice": lambda: _booth("practice", LEAF, PINK, (_Guest("pixel", 56, 168, 180, mouth=1),), _copied()),
}
