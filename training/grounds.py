"""Pictures without a face, which are grounds for faces too: hands, boxes, lettering, landscapes, patterns, things."""

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from unicodedata import name as unicode_name

import cv2
import numpy as np

from training.avatars import _picture, _style
from training.drawing import Picture, over, rendered
from training.icons import EMOJI, SIGNS, UNSEEN, draw_icons, draw_photo
from training.illustrations import draw_thing
from training.painted_hair import back_hair, bangs
from training.painter import UNITS, _body, paint, some_hand

SIDE = 224
_ABSTRACT = ("glyphs", "icons", "identicon", "initials", "landscape", "planets", "rings", "shapes", "constellation", "disco", "weave", "waves", "patchwork", "shape-grid", "stack", "triangles")
"""Styles of DiceBear that draw nobody. One of the icons is a face now and then: a fiftieth of them, and no harm."""
_FACELESS = (
    "HAND", "FIST", "FINGER", "THUMB", "BOX", "PACKAGE", "BOOK", "LETTER", "FOOD", "BREAD", "CAKE", "FRUIT", "APPLE", "TREE",
    "FLOWER", "LEAF", "CAR", "BUS", "TRAIN", "SHIP", "HOUSE", "BUILDING", "KEY", "LOCK", "BALL", "ARROW", "SQUARE", "CIRCLE",
    "HEART", "STAR", "CLOCK", "PHONE", "COMPUTER", "SHOE", "SHIRT", "HAT", "BAG", "CUP", "BOTTLE", "MUSICAL", "SIGN", "MOUNTAIN",
    "BRIDGE", "CAMERA", "LAMP", "BELL", "PEN", "SCISSORS", "HAMMER", "TOOL", "GEM", "RING", "SYMBOL", "CHART", "FLAG", "BUTTON",
)  # fmt: skip
_NOT_THAT = ("FACE", "PERSON", "MAN", "WOMAN", "CAT", "DOG", "MOON", "SUN", "SKULL", "BABY", "PEOPLE", "HEAD", "DOLL", "SANTA", "JACK", "MONKEY")


def draw_nothing(rng: np.random.Generator, folder: Path) -> Picture:
    """Any picture without a face, RGB; in `folder` is what others made (README.md)."""
    drawers: list[Callable[[np.random.Generator], np.ndarray]] = [_panels, _lettering, _hand, _land, _pattern, _things, _faceless_figure, _cloth, _noise, _abstract]
    drawers += [_blank_heads] * 2
    emoji = _twemoji(folder / "twemoji" / "package")
    if emoji:
        drawers += [lambda chance: _emoji(chance, emoji)] * 2
    if (folder / "photos").exists():
        drawers += [lambda chance: draw_photo(chance, folder / "photos")] * 4
    if (folder / "illustrations").exists():
        drawers += [lambda chance: draw_thing(chance, folder / "illustrations" / "openclipart")] * 6
    if (folder / "icons").exists():
        icons = folder / "icons"
        drawers += [lambda chance: draw_icons(chance, icons, EMOJI)] * 5 + [lambda chance: draw_icons(chance, icons, SIGNS)] * 4
        drawers.append(lambda chance: draw_icons(chance, icons, EMOJI + SIGNS, _noise(chance)))
    pixels = drawers[rng.integers(len(drawers))](rng)
    return Picture(pixels, None, "nothing")


def draw_unseen(rng: np.random.Generator, folder: Path) -> Picture:
    """A picture without a face of hands that are never learned from, RGB."""
    if rng.random() < 0.25:
        return Picture(draw_photo(rng, folder / "photos-unseen"), None, "nothing")
    return Picture(draw_icons(rng, folder / "icons", UNSEEN), None, "nothing")


def _blank_heads(rng: np.random.Generator) -> np.ndarray:
    """Heads with hair and nose, but without eyes and mouth."""
    out = _noise(rng) if rng.random() < 0.5 else _panels(rng)
    for _ in range(int(rng.integers(1, 3))):
        rgba = paint(rng, blank=True).pixels
        size = float(np.exp(rng.uniform(np.log(0.4), np.log(1.5))))
        move = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), float(rng.normal(0, 12)), size)
        move[:, 2] += rng.normal(0, 40, 2)
        placed = cv2.warpAffine(rgba, move, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
        out = over(placed, out)
    return out


@lru_cache
def _twemoji(folder: Path) -> list[Path]:
    return faceless_emoji(folder)


def faceless_emoji(folder: Path) -> list[Path]:
    """Files of Twemoji (CC BY 4.0), named by code points, that show no face."""
    return [path for path in sorted(folder.glob("*.svg")) if _is_faceless(path.stem)]


def _is_faceless(stem: str) -> bool:
    words = unicode_name(chr(int(stem.split("-")[0], 16)), "").replace("-", " ").split()
    return any(word in _FACELESS for word in words) and not any(word in _NOT_THAT for word in words)


def _colour(rng: np.random.Generator) -> str:
    red, green, blue = (int(value) for value in rng.integers(0, 256, 3))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _svg(rng: np.random.Generator, content: str) -> np.ndarray:
    kind = rng.random()
    ground = _colour(rng) if kind < 0.6 else str(rng.choice(["#ffffff", "#eeeeee", "#fff7ec", "#222222"]))
    fill = f'<linearGradient id="bg" x2="{rng.random():.2f}" y2="1"><stop offset="0" stop-color="{ground}"/><stop offset="1" stop-color="{_colour(rng)}"/></linearGradient>' if rng.random() < 0.3 else ""
    rect = f'<rect width="200" height="200" fill="{"url(#bg)" if fill else ground}"/>'
    return rendered(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{fill}{rect}{content}</svg>', SIDE)[..., :3]


def _panels(rng: np.random.Generator) -> np.ndarray:
    """Boxes in boxes, buttons, windows, speech bubbles."""
    drawn = ""
    for _ in range(int(rng.integers(2, 14))):
        x, y, w, h = rng.uniform(-20, 160), rng.uniform(-20, 160), rng.uniform(10, 120), rng.uniform(8, 100)
        turn = f' transform="rotate({rng.normal(0, 15):.0f} {x:.0f} {y:.0f})"' if rng.random() < 0.4 else ""
        edge = f'stroke="{_colour(rng)}" stroke-width="{rng.uniform(0, 5):.1f}"'
        drawn += f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" rx="{rng.choice([0, 0, 6, 40])}" fill="{_colour(rng)}" {edge}{turn}/>'
        if rng.random() < 0.3:
            drawn += f'<circle cx="{x + w * rng.random():.0f}" cy="{y + h * rng.random():.0f}" r="{rng.uniform(2, 14):.0f}" fill="{_colour(rng)}" {edge}/>'
    return _svg(rng, drawn)


def _lettering(rng: np.random.Generator) -> np.ndarray:
    drawn = ""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!?&%@#…ÄÖÜßΩЖЯ"
    families = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono")
    for _ in range(int(rng.integers(1, 12))):
        text = "".join(rng.choice(list(letters), int(rng.integers(1, 12)))).replace("&", "&amp;")
        size = float(np.exp(rng.uniform(2.0, 4.9)))
        edge = f' stroke="{_colour(rng)}" stroke-width="{rng.uniform(0.5, 6):.1f}"' if rng.random() < 0.4 else ""
        drawn += f'<text x="{rng.uniform(-30, 140):.0f}" y="{rng.uniform(10, 200):.0f}" font-family="{rng.choice(families)}" font-weight="{rng.choice(["400", "700"])}" font-size="{size:.0f}" fill="{_colour(rng)}"{edge} transform="rotate({rng.normal(0, 12):.0f} 100 100)">{text}</text>'
    return _svg(rng, drawn)


def _hand(rng: np.random.Generator) -> np.ndarray:
    """Palms with fingers, and fists."""
    skin = str(rng.choice(["#ffe0cc", "#f5c9a8", "#c98a5e", "#8d5a3a", "#ffffff", "#ffd23f"]))
    ink, drawn = str(rng.choice(["#1a1018", "#5a3028", "#000000"])), ""
    edge = f'stroke="{ink}" stroke-width="{rng.uniform(0.5, 5):.1f}" stroke-linejoin="round" stroke-linecap="round"'
    for _ in range(int(rng.integers(1, 3))):
        fingers, palm, curl = "", float(rng.uniform(22, 40)), float(rng.uniform(0.2, 1.5))
        for index in range(4):
            x, tall = -palm + palm * 0.5 * (index + 0.5), palm * curl * float(rng.uniform(0.7, 1.3))
            fingers += f'<rect x="{x - palm * 0.22:.1f}" y="{-palm - tall:.1f}" width="{palm * 0.44:.1f}" height="{tall + palm:.1f}" rx="{palm * 0.22:.1f}" fill="{skin}" {edge} transform="rotate({(index - 1.5) * rng.uniform(0, 12):.0f})"/>'
        thumb = f'<ellipse cx="{palm * 1.05:.1f}" cy="0" rx="{palm * 0.28:.1f}" ry="{palm * 0.8:.1f}" fill="{skin}" {edge} transform="rotate({rng.uniform(10, 60):.0f})"/>'
        wrist = f'<rect x="{-palm * 0.7:.1f}" y="{palm * 0.5:.1f}" width="{palm * 1.4:.1f}" height="120" fill="{skin if rng.random() < 0.6 else _colour(rng)}" {edge}/>'
        body = f'<rect x="{-palm:.1f}" y="{-palm:.1f}" width="{2 * palm:.1f}" height="{2 * palm:.1f}" rx="{palm * 0.4:.1f}" fill="{skin}" {edge}/>'
        lines = "".join(f'<path d="M{rng.uniform(-palm, palm):.0f} {rng.uniform(-palm, palm):.0f}q{rng.normal(0, 9):.0f} {rng.normal(0, 9):.0f} {rng.normal(0, 16):.0f} {rng.normal(0, 12):.0f}" fill="none" {edge}/>' for _ in range(int(rng.integers(0, 6))))
        place = f"translate({rng.uniform(50, 150):.0f} {rng.uniform(60, 150):.0f}) rotate({rng.uniform(0, 360):.0f}) scale({rng.uniform(0.6, 1.6):.2f})"
        drawn += f'<g transform="{place}">{wrist}{thumb}{fingers}{body}{lines}</g>'
    return _svg(rng, drawn)


def _land(rng: np.random.Generator) -> np.ndarray:
    drawn, horizon = "", float(rng.uniform(40, 160))
    for depth in range(int(rng.integers(1, 6))):
        y = horizon + depth * 18
        hills = "".join(f"L{x} {y + rng.normal(0, 14):.0f}" for x in range(0, 201, int(rng.integers(8, 50))))
        drawn += f'<path d="M0 200L0 {y:.0f}{hills}L200 {y:.0f}L200 200Z" fill="{_colour(rng)}"/>'
    for _ in range(int(rng.integers(0, 10))):
        x, y, r = rng.uniform(0, 200), rng.uniform(0, 200), rng.uniform(3, 26)
        drawn += f'<rect x="{x - 2:.0f}" y="{y:.0f}" width="4" height="{2 * r:.0f}" fill="{_colour(rng)}"/><circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}" fill="{_colour(rng)}"/>'
    return _svg(rng, drawn)


def _pattern(rng: np.random.Generator) -> np.ndarray:
    """Screentone, stripes, speed lines, bursts."""
    kind, ink, drawn = int(rng.integers(0, 4)), _colour(rng), ""
    step = float(rng.uniform(5, 26))
    if kind == 0:
        size = step * float(rng.uniform(0.15, 0.5))
        drawn = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>' for row, y in enumerate(np.arange(0, 205, step)) for x in np.arange(step / 2 * (row % 2), 205, step))
        drawn = f'<g fill="{ink}">{drawn}</g>'
    elif kind == 1:
        drawn = "".join(f'<rect x="{x:.0f}" y="-100" width="{step / 2:.1f}" height="400"/>' for x in np.arange(-100, 300, step))
        drawn = f'<g fill="{ink}" transform="rotate({rng.uniform(0, 180):.0f} 100 100)">{drawn}</g>'
    else:
        x, y = rng.uniform(40, 160, 2)
        inner = float(rng.uniform(5, 80)) if kind == 2 else 0.0
        for angle in np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(12, 70)))):
            a, b = angle - rng.uniform(0.005, 0.06), angle + rng.uniform(0.005, 0.06)
            start = inner * rng.uniform(0.8, 1.3)
            drawn += f'<path d="M{x + start * np.cos(angle):.0f} {y + start * np.sin(angle):.0f}L{x + 250 * np.cos(a):.0f} {y + 250 * np.sin(a):.0f}L{x + 250 * np.cos(b):.0f} {y + 250 * np.sin(b):.0f}Z" fill="{ink}"/>'
    return _svg(rng, drawn)


def _things(rng: np.random.Generator) -> np.ndarray:
    """Blobs, rings and bent lines that mean nothing, thick ones and thin ones."""
    drawn = ""
    for _ in range(int(rng.integers(3, 20))):
        x, y, r = rng.uniform(0, 200), rng.uniform(0, 200), np.exp(rng.uniform(1, 4.2))
        edge = f'stroke="{_colour(rng)}" stroke-width="{rng.uniform(0.4, 8):.1f}" stroke-linecap="round"'
        kind = rng.integers(0, 4)
        if kind == 0:
            drawn += f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{r:.0f}" ry="{r * rng.uniform(0.3, 1.4):.0f}" fill="{_colour(rng)}" {edge}/>'
        elif kind == 1:
            points = " ".join(f"{x + rng.normal(0, r):.0f},{y + rng.normal(0, r):.0f}" for _ in range(int(rng.integers(3, 8))))
            drawn += f'<polygon points="{points}" fill="{_colour(rng)}" {edge}/>'
        else:
            drawn += f'<path d="M{x:.0f} {y:.0f}q{rng.normal(0, r):.0f} {rng.normal(0, r):.0f} {rng.normal(0, r):.0f} {rng.normal(0, r):.0f}t{rng.normal(0, r):.0f} {rng.normal(0, r):.0f}" fill="none" {edge}/>'
    return _svg(rng, drawn)


def _faceless_figure(rng: np.random.Generator) -> np.ndarray:
    """The back of a head, or clothes without one."""
    hand = some_hand(rng)
    parts = _body(hand, 50)
    if rng.random() < 0.6:
        hair = hand.shape("M-46 30C-60 -100 60 -100 46 30Q0 60 -46 30Z", hand.hair)
        parts = back_hair(hand, 50) + parts + hair + (bangs(hand, 0, 22) if rng.random() < 0.4 else "")
    scale = 200 / UNITS * float(rng.uniform(0.8, 2.0))
    return _svg(rng, f'<g transform="translate(100 {rng.uniform(20, 110):.0f}) scale({scale:.2f})">{parts}</g>')


def _cloth(rng: np.random.Generator) -> np.ndarray:
    """Folds, hair, fur: many strokes one way."""
    drawn, ink = "", _colour(rng)
    bend, width = float(rng.normal(0, 40)), float(rng.uniform(0.5, 7))
    for _ in range(int(rng.integers(10, 60))):
        x, y = rng.uniform(-20, 200, 2)
        drawn += f'<path d="M{x:.0f} {y:.0f}q{bend + rng.normal(0, 6):.0f} {rng.uniform(10, 60):.0f} {rng.normal(0, 10):.0f} {rng.uniform(30, 110):.0f}" fill="none" stroke="{ink if rng.random() < 0.7 else _colour(rng)}" stroke-width="{width * rng.uniform(0.4, 1.5):.1f}"/>'
    return _svg(rng, drawn)


def _noise(rng: np.random.Generator) -> np.ndarray:
    """Soft clouds of any grain: painted skies, walls, watercolour."""
    cells = int(np.exp(rng.uniform(1.1, 4.2)))
    small = rng.integers(0, 256, (cells, cells, 3)).astype(np.float32)
    base = rng.integers(0, 256, 3)
    mixed = base + (small - base) * float(rng.uniform(0.1, 0.9))
    return cv2.resize(mixed.astype(np.uint8), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)


def _abstract(rng: np.random.Generator) -> np.ndarray:
    present = [name for name in _ABSTRACT if files("dicebear_styles").joinpath(f"{name}.json").is_file()]
    _, style = _style(str(rng.choice(present)))
    return _on(_picture(style, {"seed": str(rng.integers(1 << 30))}), rng)


def _emoji(rng: np.random.Generator, emoji: list[Path]) -> np.ndarray:
    svg = emoji[rng.integers(len(emoji))].read_text("utf-8")
    return _on(rendered(svg, SIDE), rng)


def _on(rgba: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    ground = rng.integers(0, 256, 3) if rng.random() < 0.6 else np.full(3, 255)
    return cv2.resize(over(rgba, ground), (SIDE, SIDE))
