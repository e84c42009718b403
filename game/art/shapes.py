"""Shapes of mouths, by the feeling that they show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """Half widths in px when shut and wide open, how far the corners rise, how round the opening is 0..1,
    and which share of the opening lies above the corners."""

    shut: float
    wide: float
    lift: float
    roundness: float
    above: float
    skew: float = 0


SHAPES = {
    "smile": Shape(shut=34, wide=33, lift=9, roundness=0.86, above=0.08),
    "soft": Shape(shut=24, wide=29, lift=2, roundness=0.95, above=0.4),
    "round": Shape(shut=22, wide=29, lift=0, roundness=1.0, above=0.46),
    "shout": Shape(shut=32, wide=34, lift=-6, roundness=0.92, above=0.5),
    "smirk": Shape(shut=32, wide=32, lift=8, roundness=0.86, above=0.1, skew=7),
    "frown": Shape(shut=28, wide=30, lift=-8, roundness=0.92, above=0.5),
    "wavy": Shape(shut=27, wide=29, lift=1, roundness=0.9, above=0.35),
}
