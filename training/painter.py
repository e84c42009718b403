"""A painter of anime faces in ever other hands: no two pictures have the same head, line, colouring or parts.

The frame is 200 units wide with the middle between the eyes at (0, 0) and the chin below.
"""

from dataclasses import dataclass

import numpy as np

from training.drawing import Face, Picture, rendered
from training.painted_eyes import KINDS, SHUT, EyeHand, draw_eye
from training.painted_hair import back_hair, bangs, things_worn
from training.painted_mouths import draw_mouth, some_mouth

SIDE = 224
UNITS = 205.0
SKINS = ("#ffe9dc", "#fff5ee", "#fde0c8", "#f5c9a8", "#e5ac84", "#c98a5e", "#8d5a3a", "#5f3b28", "#f2e8ff", "#ffffff", "#ffd9cf", "#d8f0e0")
INKS = ("#1a1018", "#000000", "#3a2030", "#5a3028", "#2a2a50", "#704040", "#402818")


@dataclass(frozen=True)
class Hand:
    """How a picture is made: line in units, colours, how lively, and whether shapes are outlined."""

    rng: np.random.Generator
    line: float
    ink: str
    skin: str
    hair: str
    lively: bool
    outlined: bool

    def tone(self, low: float = 0.0, high: float = 255.0) -> str:
        """Any colour, or any grey."""
        if self.lively:
            red, green, blue = self.rng.uniform(low, high, 3)
        else:
            red = green = blue = float(self.rng.choice([0, 0, 60, 120, 180, 230, 255, 255]))
        return f"#{int(red):02x}{int(green):02x}{int(blue):02x}"

    def shaded(self, colour: str, amount: float) -> str:
        """`colour` in shadow."""
        parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        tint = (0.9, 0.75, 0.85) if self.lively else (0.8, 0.8, 0.8)
        return "#" + "".join(f"{int(part * (1 - amount * (1 - t) * 1.6)):02x}" for part, t in zip(parts, tint, strict=True))

    def shape(self, d: str, fill: str, width: float = 1.0) -> str:
        edge = f' stroke="{self.ink}" stroke-width="{self.line * width:.2f}" stroke-linejoin="round"' if self.outlined else ""
        return f'<path d="{d}" fill="{fill}"{edge}/>'


def some_hand(rng: np.random.Generator) -> Hand:
    lively = rng.random() < 0.82
    ink = str(rng.choice(INKS)) if lively else "#000000"
    skin = str(rng.choice(SKINS, p=_often(len(SKINS)))) if lively else str(rng.choice(["#ffffff", "#ffffff", "#eeeeee", "#cccccc"]))
    line = float(np.exp(rng.uniform(np.log(0.5), np.log(3.0))))
    hand = Hand(rng, line, ink, skin, "#000000", lively, bool(rng.random() < 0.85))
    return Hand(rng, line, ink, skin, hand.tone(10, 245), lively, hand.outlined)


def _often(count: int) -> np.ndarray:
    weights = np.linspace(2, 0.6, count)
    return weights / weights.sum()


def some_openness(rng: np.random.Generator) -> float:
    """Shut, half open and open as often as each other would make winks of half of all faces; so not."""
    kind = rng.random()
    if kind < 0.42:
        return 0.0
    return float(rng.uniform(0.3, 0.6)) if kind < 0.57 else float(rng.uniform(0.82, 1.0))


def paint(rng: np.random.Generator, *, blank: bool = False) -> Picture:
    """One face on no ground, RGBA; `blank`: a head without eyes and mouth, which is none."""
    hand = some_hand(rng)
    turn = float(np.clip(rng.normal(0, 0.45), -1, 1))
    spread, wide = float(rng.uniform(15, 25)), float(rng.uniform(0.42, 0.72))
    drop = float(rng.uniform(24, 42))
    left_open = some_openness(rng)
    right_open = some_openness(rng) if rng.random() < 0.2 else left_open
    eyes = some_eyes(hand, spread, wide)
    shift = 9 * turn
    xs = [shift - spread * (1 - 0.22 * max(0.0, turn * -1)), shift + spread * (1 - 0.22 * max(0.0, turn))]
    narrow = [1 - 0.28 * max(0.0, -turn), 1 - 0.28 * max(0.0, turn)]
    mouth = some_mouth(rng, shut=rng.random() < 0.5, ink=hand.ink, line=hand.line, lively=hand.lively, wide=spread * float(rng.uniform(0.45, 0.95)))
    if mouth.kind == "dot" and hand.line < 1:
        drop *= 0.95
    mouth_at = (shift * 1.05 + float(rng.normal(0, 1.2)), drop)
    chin = drop + float(rng.uniform(12, 24)) + 2 * mouth.wide * mouth.ratio * (mouth.openness > 0) * 0.4
    parts = [
        back_hair(hand, chin),
        _body(hand, chin),
        _head(hand, turn, spread, chin),
        _nose(hand, shift * 1.3, drop),
        _cheeks(hand, xs, drop),
        draw_mouth(mouth, *mouth_at, "m"),
        draw_eye(eyes, xs[0], 0, -1, left_open, narrow[0], "a"),
        draw_eye(eyes, xs[1], float(rng.normal(0, 0.4)), 1, right_open, narrow[1], "b"),
        _brows(hand, xs, eyes),
        bangs(hand, turn, spread),
        things_worn(hand, xs, eyes.wide, drop),
    ]
    if blank:
        parts[5:8] = []
    if rng.random() < 0.25:
        parts[-2], parts[-3] = parts[-3], parts[-2]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-UNITS / 2} {-UNITS * 0.45} {UNITS} {UNITS}">{"".join(parts)}</svg>'
    if blank:
        return Picture(rendered(svg, SIDE), None, "nothing")
    scale = SIDE / UNITS
    at = [np.array([(x + UNITS / 2) * scale, (y + UNITS * 0.45) * scale]) for x, y in ((xs[0], 0), (xs[1], 0), mouth_at)]
    return Picture(rendered(svg, SIDE), Face(at[0], at[1], at[2], left_open, right_open, mouth.openness), "painted")


def some_eyes(hand: Hand, spread: float, wide: float) -> EyeHand:
    rng = hand.rng
    half = spread * wide
    iris, deep = hand.tone(40, 255), hand.tone(0, 120)
    return EyeHand(
        kind=str(rng.choice(KINDS)),
        shut=str(rng.choice(SHUT)),
        wide=half,
        high=half * float(rng.uniform(0.7, 1.6)),
        slant=float(rng.normal(1, 2.5)),
        line=max(0.7, hand.line * float(rng.uniform(0.8, 2.0))),
        ink=hand.ink,
        iris=iris,
        deep=deep,
        white=str(rng.choice(["#ffffff", "#ffffff", "#f4f4ff", hand.skin])),
        lashes=int(rng.integers(0, 4)),
        lights=int(rng.integers(0, 5)),
        crease=bool(rng.random() < 0.5),
        lower=float(rng.choice([0, 0.5, 1.0]) * max(0.6, hand.line)),
        pupil=float(rng.choice([0, 0.35, 0.5])),
        gaze=(float(rng.normal(0, 0.12)), float(rng.normal(-0.05, 0.12))),
        lid=hand.shaded(hand.skin, 0.8) if rng.random() < 0.25 else "",
    )


def _head(hand: Hand, turn: float, spread: float, chin: float) -> str:
    rng = hand.rng
    half, jaw = spread * float(rng.uniform(1.75, 2.4)), float(rng.uniform(0.35, 0.85))
    point = 8 * turn
    low = chin * float(rng.uniform(0.45, 0.75))
    outline = (
        f"M{-half:.1f} -20C{-half:.1f} {low * 0.6:.1f} {-half * 0.95:.1f} {low:.1f} {-half * jaw:.1f} {chin * 0.82:.1f}"
        f"Q{point - half * 0.2:.1f} {chin:.1f} {point:.1f} {chin:.1f}Q{point + half * 0.2:.1f} {chin:.1f} {half * jaw:.1f} {chin * 0.82:.1f}"
        f"C{half * 0.95:.1f} {low:.1f} {half:.1f} {low * 0.6:.1f} {half:.1f} -20C{half:.1f} -85 {-half:.1f} -85 {-half:.1f} -20Z"
    )
    ears = ""
    if rng.random() < 0.5:
        for side in (-1, 1):
            ears += hand.shape(f"M{side * half * 0.96:.1f} -8q{side * 12} -4 {side * 9} 12q{side * -2} 12 {side * -10} 10Z", hand.skin)
    shade = ""
    if rng.random() < 0.55:
        side = float(rng.choice([-1, 1]))
        edge = float(rng.uniform(0.45, 0.85)) * half * side
        shade = f'<clipPath id="h"><path d="{outline}"/></clipPath><path clip-path="url(#h)" d="M{edge:.1f} -80Q{edge * 0.8:.1f} 20 {edge * 0.2:.1f} {chin + 4:.1f}L{side * 100} {chin + 10:.1f}L{side * 100} -80Z" fill="{hand.shaded(hand.skin, rng.uniform(0.3, 1.0))}"/>'
    return ears + hand.shape(outline, hand.skin) + shade


def _nose(hand: Hand, x: float, drop: float) -> str:
    rng = hand.rng
    y, kind = drop * float(rng.uniform(0.45, 0.65)), int(rng.integers(0, 7))
    shade = hand.shaded(hand.skin, 1.0)
    thin = max(0.5, hand.line * 0.5)
    return (
        "",
        f'<path d="M{x:.1f} {y:.1f}l1.5 2.5l-2.5 .5" fill="none" stroke="{hand.ink}" stroke-width="{thin:.2f}"/>',
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{thin:.2f}" fill="{hand.ink}"/>',
        f'<path d="M{x:.1f} {y - 8:.1f}l5 9l-6 1Z" fill="{shade}"/>',
        f'<path d="M{x - 3:.1f} {y + 2:.1f}q3 2.5 6 0" fill="none" stroke="{hand.ink}" stroke-width="{thin:.2f}"/>',
        f'<path d="M{x + 1:.1f} {y - 10:.1f}q3 8 3 10q-2 2.5 -6 1.5" fill="none" stroke="{hand.ink}" stroke-width="{thin:.2f}"/>',
        f'<path d="M{x - 2:.1f} {y:.1f}l1 .6M{x + 2:.1f} {y:.1f}l-1 .6" stroke="{hand.ink}" stroke-width="{thin:.2f}"/><ellipse cx="{x:.1f}" cy="{y - 2:.1f}" rx="2" ry="1.2" fill="#fff" opacity=".6"/>',
    )[kind]


def _cheeks(hand: Hand, xs: list[float], drop: float) -> str:
    rng = hand.rng
    if rng.random() < 0.5:
        return ""
    y, drawn, blush = drop * 0.55, "", "#ff7a80" if hand.lively else "#aaa"
    strength, kind = rng.uniform(0.2, 0.7), int(rng.integers(0, 3))
    for side, x in ((-1, xs[0] - 5), (1, xs[1] + 5)):
        if kind < 2:
            drawn += f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rng.uniform(5, 11):.1f}" ry="{rng.uniform(2.5, 5):.1f}" fill="{blush}" opacity="{strength:.2f}"/>'
        if kind > 0:
            drawn += "".join(f'<path d="M{x + k:.1f} {y - 2:.1f}l{-2 * side} 4" stroke="{blush}" stroke-width="{max(0.6, hand.line * 0.5):.2f}"/>' for k in (-4, 0, 4))
    return drawn


def _brows(hand: Hand, xs: list[float], eyes: EyeHand) -> str:
    rng = hand.rng
    if rng.random() < 0.12:
        return ""
    y, slant, bend = -eyes.high * 1.2 - float(rng.uniform(4, 12)), float(rng.normal(0, 4)), float(rng.uniform(0, 5))
    width = hand.line * float(rng.uniform(0.6, 2.6))
    colour = hand.ink if rng.random() < 0.5 else hand.shaded(hand.hair, 1.0)
    drawn = ""
    for side, x in ((-1, xs[0]), (1, xs[1])):
        inner, outer = x - side * eyes.wide * 0.9, x + side * eyes.wide * 1.1
        drawn += f'<path d="M{inner:.1f} {y + slant:.1f}Q{x:.1f} {y - bend:.1f} {outer:.1f} {y - slant * 0.5:.1f}" fill="none" stroke="{colour}" stroke-width="{width:.2f}" stroke-linecap="round"/>'
    return drawn


def _body(hand: Hand, chin: float) -> str:
    rng = hand.rng
    half, top = float(rng.uniform(8, 16)), chin - 14
    fall = chin + float(rng.uniform(14, 26))
    wide = float(rng.uniform(40, 75))
    neck = hand.shape(f"M{-half:.1f} {top:.1f}L{-half:.1f} {fall:.1f}L{half:.1f} {fall:.1f}L{half:.1f} {top:.1f}Z", hand.skin)
    shadow = f'<path d="M{-half:.1f} {chin - 2:.1f}L{half:.1f} {chin - 2:.1f}L{half * 0.8:.1f} {chin + 8:.1f}L{-half * 0.6:.1f} {chin + 4:.1f}Z" fill="{hand.shaded(hand.skin, 1.0)}"/>'
    clothes = hand.shape(f"M{-half - 3:.1f} {fall - 4:.1f}Q0 {fall + 10:.1f} {half + 3:.1f} {fall - 4:.1f}Q{wide:.1f} {fall + 6:.1f} {wide + 6:.1f} 190L{-wide - 6:.1f} 190Q{-wide:.1f} {fall + 6:.1f} {-half - 3:.1f} {fall - 4:.1f}Z", hand.tone(20, 255))
    collar = ""
    if rng.random() < 0.5:
        collar = hand.shape(f"M{-half - 4:.1f} {fall - 5:.1f}L0 {fall + 22:.1f}L{-half - 18:.1f} {fall + 18:.1f}Z", hand.tone(100, 255)) + hand.shape(f"M{half + 4:.1f} {fall - 5:.1f}L0 {fall + 22:.1f}L{half + 18:.1f} {fall + 18:.1f}Z", hand.tone(100, 255))
    return neck + shadow + clothes + collar
