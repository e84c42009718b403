"""Mouths as many hands draw them, as SVG about a centre, and how open each of them is."""

from dataclasses import dataclass

import numpy as np

SHUT = ("line", "line", "smile", "smile", "frown", "tick", "cat", "wavy", "pout", "smirk", "lips", "lips", "broken", "dot", "shaded", "bow", "short", "short", "short", "seam", "seam")
OPEN = ("bowl", "bowl", "bowl", "bell", "ring", "ring", "wedge", "peak", "shout", "bean", "tiny", "tiny", "lipped", "grin", "oh", "oh", "oh", "oh", "gap", "gap", "gap", "delta", "delta", "drop")
LOW = {
    "grin": (0.2, 0.45), "bowl": (0.18, 1.0), "bell": (0.25, 0.9), "bean": (0.16, 0.8), "lipped": (0.2, 0.9),
    "oh": (0.6, 1.6), "gap": (0.16, 0.45), "delta": (0.35, 1.0), "drop": (0.7, 1.5),
}  # fmt: skip
BARE = ("tiny", "oh", "drop")
"""Too small to show teeth or a tongue."""
SMALL = {
    "tiny": (0.12, 0.3), "tick": (0.15, 0.3), "dot": (0.05, 0.08), "ring": (0.15, 0.5), "pout": (0.15, 0.3), "bow": (0.15, 0.35),
    "short": (0.1, 0.35), "seam": (0.3, 0.9), "oh": (0.12, 0.34), "gap": (0.2, 0.75), "delta": (0.18, 0.5), "drop": (0.13, 0.3),
}  # fmt: skip


@dataclass(frozen=True)
class MouthHand:
    """wide: half width; ratio: height of the opening over its width; inside, lip, tongue: colours."""

    kind: str
    wide: float
    ratio: float
    line: float
    ink: str
    inside: str
    lip: str
    tongue: str
    teeth: int
    outlined: bool
    bend: float
    lean: float

    @property
    def openness(self) -> float:
        """As a host would say it: 0 shut, else height over width, at most 1."""
        return 0.0 if self.kind in SHUT else min(1.0, self.ratio)


def some_mouth(rng: np.random.Generator, *, shut: bool, ink: str, line: float, lively: bool, wide: float) -> MouthHand:
    """Any mouth; `lively` where there is colour."""
    kind = str(rng.choice(SHUT if shut else OPEN))
    share = rng.uniform(*SMALL.get(kind, (0.35, 1.0)))
    insides = ["#6a1230", "#a03040", "#c8505a", "#e88a8a", "#2a0a14", "#d05060", "#803040", "#f0a8a0", "#c87860", "#e8c0b0", "#5a2018", "#ffb0b8", "#902838"] if lively else ["#000", "#333", "#fff", "#888"]
    lips = ["#c8405a", "#e08080", "#d86a78", "#a04050", "#e8a0a0"] if lively else ["#999", "#bbb", "#666"]
    return MouthHand(
        kind,
        wide * share,
        float(rng.uniform(*LOW.get(kind, (0.4, 1.15)))),
        line * float(rng.uniform(0.25, 0.8) if kind in ("seam", "short") else rng.uniform(0.6, 1.3)),
        ink,
        str(rng.choice(insides)),
        str(rng.choice(lips)),
        str(rng.choice(["#ff8fa0", "#e87080", "#f0a0a8"] if lively else ["#ddd", "#aaa"])),
        int(rng.integers(0, 4)),
        bool(rng.random() < 0.8),
        float(rng.uniform(-0.4, 0.6)),
        float(rng.normal(0, 6)),
    )


def draw_mouth(hand: MouthHand, x: float, y: float, name: str) -> str:
    drawn = _shut(hand) if hand.kind in SHUT else _open(hand, name)
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate({hand.lean:.1f})">{drawn}</g>'


def _stroke(d: str, ink: str, width: float) -> str:
    return f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{width:.2f}" stroke-linecap="round" stroke-linejoin="round"/>'


def _shut(hand: MouthHand) -> str:
    w = hand.wide
    sag = w * abs(hand.bend) * 0.8
    lines = {
        "line": f"M{-w:.1f} 0Q0 {hand.bend * w * 0.4:.1f} {w:.1f} 0",
        "smile": f"M{-w:.1f} {-sag / 2:.1f}Q0 {sag * 1.3:.1f} {w:.1f} {-sag / 2:.1f}",
        "frown": f"M{-w:.1f} {sag / 2:.1f}Q0 {-sag:.1f} {w:.1f} {sag / 2:.1f}",
        "tick": f"M{-w:.1f} 0L{w:.1f} {hand.bend * 2:.1f}",
        "cat": f"M{-w:.1f} {-w * 0.2:.1f}Q{-w * 0.5:.1f} {w * 0.6:.1f} 0 {-w * 0.1:.1f}Q{w * 0.5:.1f} {w * 0.6:.1f} {w:.1f} {-w * 0.2:.1f}",
        "wavy": f"M{-w:.1f} 0q{w / 4:.1f} {-w * 0.25:.1f} {w / 2:.1f} 0t{w / 2:.1f} 0t{w / 2:.1f} 0t{w / 2:.1f} 0",
        "pout": f"M{-w * 0.4:.1f} {-w:.1f}Q{w:.1f} {-w:.1f} {-w * 0.1:.1f} 0Q{w:.1f} {w * 0.9:.1f} {-w * 0.4:.1f} {w:.1f}",
        "smirk": f"M{-w:.1f} {w * 0.1:.1f}Q{w * 0.3:.1f} {w * 0.25:.1f} {w:.1f} {-w * 0.35:.1f}l2 -1.5",
        "broken": f"M{-w:.1f} 0Q{-w * 0.6:.1f} {sag * 0.4:.1f} {-w * 0.2:.1f} {sag * 0.4:.1f}M{w * 0.2:.1f} {sag * 0.4:.1f}Q{w * 0.6:.1f} {sag * 0.4:.1f} {w:.1f} 0",
        "dot": "M0 0l.3 0",
        "shaded": f"M{-w:.1f} 0Q0 {hand.bend * w * 0.4:.1f} {w:.1f} 0",
        "short": f"M{-w:.1f} {hand.bend:.1f}Q0 {-hand.bend * w * 0.5:.1f} {w:.1f} {-hand.bend * 0.5:.1f}",
        "seam": f"M{-w:.1f} 0Q0 {hand.bend * w * 0.25:.1f} {w:.1f} {-hand.bend:.1f}",
        "bow": f"M{-w:.1f} {w * 0.4:.1f}L0 {-w * 0.3:.1f}L{w:.1f} {w * 0.4:.1f}",
    }
    if hand.kind == "lips":
        return _lips(hand)
    drawn = _stroke(lines[hand.kind], hand.ink, hand.line)
    if hand.kind in ("short", "seam", "line") and hand.teeth % 2:
        # The lower lip, as many hint at it.
        under = w * 0.3 + 1.5 + abs(hand.bend) * 3
        drawn += _stroke(f"M{-w * 0.25:.1f} {under:.1f}L{w * 0.2:.1f} {under + hand.bend:.1f}", hand.ink if hand.outlined else hand.lip, hand.line * 0.8)
    if hand.kind == "shaded":
        under = w * 0.35 + 2
        drawn += f'<path d="M{-w * 0.5:.1f} {under:.1f}Q0 {under * 1.7:.1f} {w * 0.5:.1f} {under:.1f}Z" fill="{hand.lip}" opacity=".55"/>'
    return drawn


def _lips(hand: MouthHand) -> str:
    """Painted lips that are shut: what shading is easily taken for an open mouth."""
    w, h = hand.wide * 0.8, hand.wide * (0.2 + 0.25 * abs(hand.bend))
    upper = f"M{-w:.1f} 0Q{-w * 0.4:.1f} {-h * 1.2:.1f} 0 {-h * 0.6:.1f}Q{w * 0.4:.1f} {-h * 1.2:.1f} {w:.1f} 0"
    shape = f'<path d="{upper}Q0 {h * 2.2:.1f} {-w:.1f} 0Z" fill="{hand.lip}"/>'
    seam = _stroke(f"M{-w:.1f} 0Q{-w * 0.3:.1f} {h * 0.3:.1f} 0 0Q{w * 0.3:.1f} {h * 0.3:.1f} {w:.1f} 0", hand.ink, hand.line * 0.7)
    light = f'<ellipse cx="{w * 0.2:.1f}" cy="{h * 0.6:.1f}" rx="{w * 0.2:.1f}" ry="{h * 0.2:.1f}" fill="#fff" opacity=".6"/>' if hand.teeth > 1 else ""
    return shape + (seam if hand.outlined else _stroke(f"M{-w * 0.7:.1f} 0L{w * 0.7:.1f} 0", hand.ink, hand.line * 0.4)) + light


def _outline(hand: MouthHand) -> str:
    w = hand.wide
    h = 2 * w * hand.ratio
    shapes = {
        "bowl": f"M{-w:.1f} {-h * 0.4:.1f}Q0 {-h * (0.4 - 0.25 * hand.bend):.1f} {w:.1f} {-h * 0.4:.1f}C{w * 0.9:.1f} {h * 0.75:.1f} {-w * 0.9:.1f} {h * 0.75:.1f} {-w:.1f} {-h * 0.4:.1f}Z",
        "bell": f"M{-w:.1f} {h * 0.4:.1f}C{-w * 0.9:.1f} {-h * 0.75:.1f} {w * 0.9:.1f} {-h * 0.75:.1f} {w:.1f} {h * 0.4:.1f}Q0 {h * 0.2:.1f} {-w:.1f} {h * 0.4:.1f}Z",
        "wedge": f"M{-w:.1f} {-h * 0.45:.1f}L{w:.1f} {-h * 0.5:.1f}Q{w * 0.5:.1f} {h * 0.5:.1f} 0 {h * 0.5:.1f}Q{-w * 0.4:.1f} {h * 0.4:.1f} {-w:.1f} {-h * 0.45:.1f}Z",
        "peak": f"M0 {-h * 0.5:.1f}L{w:.1f} {h * 0.4:.1f}Q0 {h * 0.6:.1f} {-w:.1f} {h * 0.4:.1f}Z",
        "shout": f"M{-w * 0.8:.1f} {-h * 0.5:.1f}Q0 {-h * 0.6:.1f} {w * 0.8:.1f} {-h * 0.5:.1f}L{w:.1f} {h * 0.45:.1f}Q0 {h * 0.6:.1f} {-w:.1f} {h * 0.45:.1f}Z",
        "grin": f"M{-w:.1f} {-h * 0.5:.1f}Q0 {-h * 0.1:.1f} {w:.1f} {-h * 0.5:.1f}Q{w * 0.9:.1f} {h * 0.5:.1f} 0 {h * 0.5:.1f}Q{-w * 0.9:.1f} {h * 0.5:.1f} {-w:.1f} {-h * 0.5:.1f}Z",
        "bean": f"M{-w:.1f} {-h * 0.1:.1f}C{-w * 0.6:.1f} {-h * 0.7:.1f} {w * 0.7:.1f} {-h * 0.6:.1f} {w:.1f} {-h * 0.2:.1f}C{w:.1f} {h * 0.4:.1f} {-w * 0.3:.1f} {h * 0.8:.1f} {-w:.1f} {-h * 0.1:.1f}Z",
    }
    shapes |= {
        "gap": f"M{-w:.1f} {-h * 0.2:.1f}Q0 {-h * (0.5 - 0.4 * hand.bend):.1f} {w:.1f} {-h * 0.2:.1f}Q0 {h * 1.3:.1f} {-w:.1f} {-h * 0.2:.1f}Z",
        "delta": f"M{-w:.1f} {-h * 0.45:.1f}Q0 {-h * (0.45 - 0.3 * hand.bend):.1f} {w:.1f} {-h * 0.45:.1f}L{w * hand.bend * 0.5:.1f} {h * 0.5:.1f}Z",
        "drop": f"M0 {-h * 0.5:.1f}C{w:.1f} {-h * 0.4:.1f} {w * 1.3:.1f} {h * 0.5:.1f} 0 {h * 0.5:.1f}C{-w * 1.3:.1f} {h * 0.5:.1f} {-w:.1f} {-h * 0.4:.1f} 0 {-h * 0.5:.1f}Z",
    }
    oval = f"M{-w:.1f} 0C{-w:.1f} {-h * 0.67:.1f} {w:.1f} {-h * 0.67:.1f} {w:.1f} 0C{w:.1f} {h * 0.67:.1f} {-w:.1f} {h * 0.67:.1f} {-w:.1f} 0Z"
    return shapes.get(hand.kind, oval)


def _open(hand: MouthHand, name: str) -> str:
    outline, w, h = _outline(hand), hand.wide, 2 * hand.wide * hand.ratio
    if hand.kind == "grin":
        bars = "".join(_stroke(f"M{x:.1f} {-h:.1f}L{x:.1f} {h:.1f}", hand.ink, hand.line * 0.3) for x in np.linspace(-w, w, 2 + 2 * hand.teeth))
        inside = f'<rect x="{-w:.1f}" y="{-h:.1f}" width="{2 * w:.1f}" height="{2 * h:.1f}" fill="#fff"/>' + (bars if hand.teeth > 1 else "")
    else:
        inside = f'<ellipse cx="{w * 0.1:.1f}" cy="{h * 0.45:.1f}" rx="{w * 0.65:.1f}" ry="{h * 0.35:.1f}" fill="{hand.tongue}"/>' if hand.kind not in BARE and hand.teeth != 3 else ""
        if hand.teeth in (1, 2) and hand.kind not in BARE:
            inside += f'<rect x="{-w:.1f}" y="{-h * 0.6:.1f}" width="{2 * w:.1f}" height="{h * 0.32:.1f}" fill="#fff"/>'
        if hand.teeth == 2 and hand.kind not in BARE:
            inside += f'<rect x="{-w:.1f}" y="{h * 0.32:.1f}" width="{2 * w:.1f}" height="{h * 0.3:.1f}" fill="#fff"/>'
    clip = f'<clipPath id="{name}"><path d="{outline}"/></clipPath>'
    lips = f'<path d="{outline}" fill="none" stroke="{hand.lip}" stroke-width="{w * 0.45:.1f}" stroke-linejoin="round"/>' if hand.kind == "lipped" else ""
    drawn = f'{lips}<path d="{outline}" fill="{hand.inside}"/>{clip}<g clip-path="url(#{name})">{inside}</g>'
    return drawn + (_stroke(outline, hand.ink, hand.line) if hand.outlined or hand.inside == "#fff" else "")
