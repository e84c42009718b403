"""Eyes as many hands draw them, at any openness, as SVG about a centre; lengths in units of the painter's frame."""

from dataclasses import dataclass

import numpy as np

KINDS = ("tall", "tall", "tall", "bare", "dot", "goggle", "narrow", "narrow", "inked", "blank")
SHUT = ("sleep", "sleep", "happy", "happy", "line", "squeezed", "lashes", "double")


@dataclass(frozen=True)
class EyeHand:
    """What the two eyes of a face have in common. wide, high: half sizes. slant: how far the outer corner rises."""

    kind: str
    shut: str
    wide: float
    high: float
    slant: float
    line: float
    ink: str
    iris: str
    deep: str
    white: str
    lashes: int
    lights: int
    crease: bool
    lower: float
    pupil: float
    gaze: tuple[float, float]
    lid: str


def draw_eye(hand: EyeHand, x: float, y: float, side: int, openness: float, narrower: float, name: str) -> str:
    """One eye; `side` is 1 on the viewer's right. openness 0 .. 1, `narrower` 0 .. 1 for the far eye of a turned head."""
    wide = hand.wide * narrower
    drawn = _shut(hand, wide) if openness < 0.05 else _open(hand, wide, openness, name)
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({side} 1)">{_shadow(hand, wide, openness)}{drawn}</g>'


def _stroke(d: str, ink: str, width: float) -> str:
    return f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{width:.2f}" stroke-linecap="round" stroke-linejoin="round"/>'


def _shadow(hand: EyeHand, wide: float, openness: float) -> str:
    if not hand.lid:
        return ""
    top = -hand.high * 1.2
    low = 1 + openness * 2
    return f'<path d="M{-wide} 2Q0 {2 * top} {wide * 1.1:.1f} {-hand.slant:.1f}Q0 {2 * low} {-wide} 2Z" fill="{hand.lid}" opacity=".4"/>'


def _shut(hand: EyeHand, wide: float) -> str:
    width = hand.line * 1.2
    depth, slant = hand.high * 0.45, hand.slant
    arcs = {
        "sleep": f"M{-wide:.1f} {-slant / 3:.1f}Q0 {depth * 2:.1f} {wide:.1f} {-slant:.1f}",
        "happy": f"M{-wide:.1f} {depth * 0.7:.1f}Q0 {-depth * 1.9:.1f} {wide:.1f} {depth * 0.7 - slant / 3:.1f}",
        "line": f"M{-wide:.1f} 0L{wide:.1f} {-slant / 2:.1f}",
        "squeezed": f"M{wide:.1f} {-depth:.1f}L{-wide * 0.7:.1f} 0L{wide:.1f} {depth:.1f}",
        "lashes": f"M{-wide:.1f} 0Q0 {depth * 1.6:.1f} {wide:.1f} {-slant:.1f}",
        "double": f"M{-wide:.1f} 0Q0 {depth:.1f} {wide:.1f} {-slant / 2:.1f}M{-wide * 0.7:.1f} {-depth * 0.9:.1f}Q0 {-depth * 0.2:.1f} {wide * 0.7:.1f} {-depth:.1f}",
    }
    drawn = _stroke(arcs[hand.shut], hand.ink, width)
    if hand.shut in ("lashes", "sleep") and hand.lashes:
        marks = "".join(
            f"M{wide * at:.1f} {depth * (1 - at * at) * 0.8:.1f}l{1.5 + 2.5 * at:.1f} {1.8 + hand.line:.1f}" for at in np.linspace(0.1, 0.95, hand.lashes + 1)
        )
        drawn += _stroke(marks, hand.ink, max(0.5, hand.line * 0.5))
    if hand.crease and hand.shut != "squeezed":
        drawn += _stroke(f"M{-wide * 0.6:.1f} {-depth * 1.5:.1f}Q0 {-depth * 2.3:.1f} {wide * 0.8:.1f} {-depth * 1.6:.1f}", hand.ink, max(0.4, hand.line * 0.35))
    return drawn


def _open(hand: EyeHand, wide: float, openness: float, name: str) -> str:
    if hand.kind == "dot":
        return _dot(hand, wide, openness)
    high = hand.high * (0.5 if hand.kind == "narrow" else 1)
    top, low = high * 0.55 - openness * high * 1.6, high * 0.75
    inner, outer = (-wide, high * 0.3 * openness), (wide, -hand.slant * openness)
    upper = f"C{-wide * 0.6:.1f} {top * 1.33:.1f} {wide * 0.5:.1f} {top * 1.38 - hand.slant / 2:.1f} {outer[0]:.1f} {outer[1]:.1f}"
    lower = f"C{wide * 0.7:.1f} {low * 1.33:.1f} {-wide * 0.55:.1f} {low * 1.33:.1f} {inner[0]:.1f} {inner[1]:.1f}"
    outline = f"M{inner[0]:.1f} {inner[1]:.1f}{upper}{lower}Z"
    ball = "" if hand.kind == "bare" else f'<path d="{outline}" fill="{hand.white}"/>'
    clip = f'<clipPath id="{name}"><path d="{outline}"/></clipPath>'
    inside = "" if hand.kind == "blank" else f'{clip}<g clip-path="url(#{name})">{_iris(hand, wide, high, name)}</g>'
    lash = _stroke(f"M{inner[0]:.1f} {inner[1]:.1f}{upper}", hand.ink, hand.line * 1.7)
    if hand.kind == "goggle":
        lash = _stroke(outline, hand.ink, hand.line)
    flick = "".join(f"M{wide * at:.1f} {outer[1] * at + top * 0.6 * (1 - at):.1f}l{2.5 + hand.line:.1f} {-2 - 2 * at:.1f}" for at in (1.0, 0.8, 0.6)[: hand.lashes])
    crease = f"M{-wide * 0.7:.1f} {top * 1.15 - 2:.1f}Q0 {top * 1.6 - 2:.1f} {wide * 0.9:.1f} {top * 0.9 - 1.5:.1f}" if hand.crease else ""
    under = f"M{wide * 0.9:.1f} {low * 0.4:.1f}Q{wide * 0.4:.1f} {low * 1.25:.1f} {-wide * 0.4:.1f} {low * 0.95:.1f}"
    drawn = ball + inside + lash + _stroke(flick + crease, hand.ink, max(0.5, hand.line * 0.45))
    return drawn + (_stroke(under, hand.ink, hand.lower) if hand.lower else "")


def _dot(hand: EyeHand, wide: float, openness: float) -> str:
    rx, ry = wide * 0.28, hand.high * 0.5 * max(0.3, openness)
    light = f'<circle cx="{rx * 0.3:.1f}" cy="{-ry * 0.4:.1f}" r="{rx * 0.4:.1f}" fill="#fff"/>' if hand.lights else ""
    lid = _stroke(f"M{-wide * 0.6:.1f} {-ry:.1f}L{wide * 0.6:.1f} {-ry - 0.5:.1f}", hand.ink, hand.line) if openness < 0.7 else ""
    return f'<ellipse rx="{rx:.1f}" ry="{ry:.1f}" fill="{hand.ink}"/>{light}{lid}'


def _iris(hand: EyeHand, wide: float, high: float, name: str) -> str:
    rx, ry = wide * (0.62 if hand.kind != "goggle" else 0.35), high * (1.0 if hand.kind != "goggle" else 0.45)
    x, y = hand.gaze[0] * wide, hand.gaze[1] * high
    stops = f'<stop offset="0" stop-color="{hand.deep}"/><stop offset="1" stop-color="{hand.iris}"/>'
    drawn = f'<linearGradient id="{name}g" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>'
    drawn += f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="url(#{name}g)" stroke="{hand.deep}" stroke-width="{hand.line * 0.5:.2f}"/>'
    if hand.pupil:
        drawn += f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx * hand.pupil:.1f}" ry="{ry * hand.pupil:.1f}" fill="{hand.ink}"/>'
    for index in range(hand.lights):
        at = ((-0.4, -0.45), (0.4, 0.4), (0.35, -0.3), (-0.3, 0.5))[index]
        size = rx * (0.36, 0.2, 0.15, 0.12)[index]
        drawn += f'<ellipse cx="{x + at[0] * rx:.1f}" cy="{y + at[1] * ry:.1f}" rx="{size:.1f}" ry="{size * 1.2:.1f}" fill="#fff"/>'
    if hand.kind == "inked":
        drawn += "".join(_stroke(f"M{x - rx:.1f} {y + k:.1f}L{x + rx:.1f} {y + k:.1f}", hand.ink, 0.6) for k in np.arange(-ry, ry, 2.2))
    return drawn
