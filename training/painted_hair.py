"""Hair around, over and behind a painted face, and what is worn in it."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from training.painter import Hand


def back_hair(hand: "Hand", chin: float) -> str:
    rng = hand.rng
    if rng.random() < 0.08:
        return ""
    half, low = float(rng.uniform(46, 72)), float(rng.choice([chin * 0.4, chin, chin + 40, 140]))
    spikes = int(rng.integers(0, 9))
    edge = "".join(
        f"L{x:.1f} {low + rng.uniform(-12, 16):.1f}L{x - half / (spikes + 1):.1f} {low - rng.uniform(0, 18):.1f}"
        for x in np.linspace(half, -half, spikes + 2)[1:-1]
    )
    crown = -float(rng.uniform(62, 84))
    return hand.shape(f"M{-half:.1f} {low:.1f}C{-half * 1.25:.1f} {crown * 1.3:.1f} {half * 1.25:.1f} {crown * 1.3:.1f} {half:.1f} {low:.1f}{edge}Z", hand.shaded(hand.hair, 0.5))


def bangs(hand: "Hand", turn: float, spread: float) -> str:
    """Strands over the forehead, often into the eyes, and locks at the sides."""
    rng = hand.rng
    if rng.random() < 0.06:
        return ""
    half, crown = spread * float(rng.uniform(1.9, 2.5)), -float(rng.uniform(58, 80))
    count, reach = int(rng.integers(2, 9)), float(rng.choice([-26, -20, -14, -9, -4]))
    tips = np.sort(rng.uniform(-0.95, 0.95, count)) * half
    d = f"M{-half:.1f} -8C{-half * 1.1:.1f} {crown * 1.25:.1f} {half * 1.1:.1f} {crown * 1.25:.1f} {half:.1f} -8"
    lean = 8 * turn + float(rng.normal(0, 4))
    previous = half
    for tip in tips[::-1]:
        notch = (previous + tip) / 2
        d += f"Q{notch + 3:.1f} {reach - 12:.1f} {notch:.1f} {reach - rng.uniform(6, 20):.1f}Q{notch:.1f} {reach:.1f} {tip + lean:.1f} {reach + rng.normal(4, 6):.1f}"
        previous = tip
    d += f"Q{-half * 0.95:.1f} {reach - 10:.1f} {-half:.1f} -8Z"
    alpha = ' opacity=".75"' if rng.random() < 0.15 else ""
    shadow = ""
    if rng.random() < 0.5:
        shadow = f'<path d="{d}" fill="{hand.shaded(hand.skin, 1.0)}" transform="translate(1 {rng.uniform(3, 8):.1f})" opacity=".55"/>'
    drawn = f"{shadow}<g{alpha}>{hand.shape(d, hand.hair)}</g>"
    drawn += _locks(hand, half) + _strands(hand, half, crown, reach)
    if rng.random() < 0.35:
        drawn += f'<path d="M{-half * 0.6:.1f} {crown * 0.72:.1f}Q0 {crown * 0.95:.1f} {half * 0.6:.1f} {crown * 0.72:.1f}" fill="none" stroke="#fff" stroke-width="{rng.uniform(2, 7):.1f}" opacity="{rng.uniform(0.3, 0.9):.2f}"/>'
    return drawn


def _locks(hand: "Hand", half: float) -> str:
    rng, drawn = hand.rng, ""
    for side in (-1, 1):
        if rng.random() < 0.6:
            low, inward = float(rng.uniform(10, 80)), float(rng.uniform(2, 16))
            drawn += hand.shape(f"M{side * half:.1f} -40Q{side * (half + 6):.1f} {low / 2:.1f} {side * (half - 4):.1f} {low:.1f}Q{side * (half - inward):.1f} {low / 3:.1f} {side * (half - inward):.1f} -30Z", hand.hair)
    return drawn


def _strands(hand: "Hand", half: float, crown: float, reach: float) -> str:
    """Thin lines in the hair, and now and then one lock across an eye."""
    rng, drawn = hand.rng, ""
    for _ in range(int(rng.integers(0, 8))):
        x = float(rng.uniform(-half, half)) * 0.8
        drawn += f'<path d="M{x * 0.4:.1f} {crown * 0.85:.1f}Q{x:.1f} {crown * 0.5:.1f} {x:.1f} {reach - 8:.1f}" fill="none" stroke="{hand.ink}" stroke-width="{hand.line * 0.4:.2f}"/>'
    if rng.random() < 0.15:
        x = float(rng.uniform(-20, 20))
        drawn += hand.shape(f"M{x - 4:.1f} -40Q{x + 3:.1f} -10 {x + rng.normal(0, 6):.1f} {rng.uniform(4, 26):.1f}Q{x + 6:.1f} -8 {x + 6:.1f} -40Z", hand.hair, 0.7)
    return drawn


def things_worn(hand: "Hand", xs: list[float], wide: float, drop: float) -> str:
    rng, drawn = hand.rng, ""
    if rng.random() < 0.13:
        drawn += _glasses(hand, xs, wide)
    if rng.random() < 0.12:
        colour, y = hand.tone(), -float(rng.uniform(48, 62))
        drawn += f'<path d="M-46 {y + 8:.1f}Q0 {y - 16:.1f} 46 {y + 8:.1f}" fill="none" stroke="{colour}" stroke-width="{rng.uniform(3, 9):.1f}"/>'
    if rng.random() < 0.12:
        for side in (-1, 1):
            drawn += hand.shape(f"M{side * 18} -66L{side * 40} -98L{side * 48} -52Z", hand.hair)
    if rng.random() < 0.1:
        x, colour = float(rng.choice([-40, 40])), hand.tone()
        drawn += hand.shape(f"M{x} -54l-16 -10l0 20ZM{x} -54l16 -10l0 20Z", colour) + f'<circle cx="{x}" cy="-54" r="4" fill="{colour}"/>'
    if rng.random() < 0.08:
        colour = hand.tone()
        drawn += hand.shape("M-62 -44Q0 -66 62 -44Q50 -104 0 -104Q-50 -104 -62 -44Z", colour)
    if rng.random() < 0.12:
        x = float(rng.choice([-1, 1])) * float(rng.uniform(18, 40))
        drawn += f'<path d="M{x:.1f} {rng.uniform(-20, 14):.1f}q-4 7 0 9q4 -2 0 -9Z" fill="#bfe4ff" stroke="{hand.ink}" stroke-width=".6"/>'
    if rng.random() < 0.06:
        drawn += f'<circle cx="{xs[1] + rng.normal(0, 5):.1f}" cy="{drop * rng.uniform(0.5, 0.9):.1f}" r=".9" fill="{hand.ink}"/>'
    return drawn


def _glasses(hand: "Hand", xs: list[float], wide: float) -> str:
    rng, colour = hand.rng, hand.tone(0, 140)
    width, size = float(rng.uniform(0.8, 3)), wide * float(rng.uniform(1.1, 1.5))
    lens = f'fill="#fff" fill-opacity="{rng.choice([0, 0, 0.2]):.1f}" stroke="{colour}" stroke-width="{width:.1f}"'
    y = 2.0
    if rng.random() < 0.5:
        drawn = "".join(f'<ellipse cx="{x:.1f}" cy="{y}" rx="{size:.1f}" ry="{size * 0.95:.1f}" {lens}/>' for x in xs)
    else:
        drawn = "".join(f'<rect x="{x - size:.1f}" y="{y - size * 0.7:.1f}" width="{2 * size:.1f}" height="{size * 1.4:.1f}" rx="3" {lens}/>' for x in xs)
    return drawn + f'<path d="M{xs[0] + size:.1f} {y}L{xs[1] - size:.1f} {y}" stroke="{colour}" stroke-width="{width:.1f}"/>'
