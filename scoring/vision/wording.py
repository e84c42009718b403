"""What is said of a part that is off: in the reveal, as advice, and in digits."""

from dataclasses import dataclass

from scoring.vision.parts import KINDS, OPEN_FROM, SHUT_UP_TO

FREE, SEEN, HALF = 0.01, 0.1, 0.5
"""How far off is nothing when rounded, what a room can see, and half of what there is."""
_MISSES = [
    (0.08, "a hair too {}"),
    (0.2, "a smidge too {}"),
    (0.4, "a bit too {}"),
    (0.7, "far too {}"),
    (0.98, "miles too {}"),
    (2, "the exact opposite"),
]


@dataclass(frozen=True)
class Miss:
    """How a part was missed: what was read and wanted, as mapped, how far off that is, and whether it is too much."""

    read: float
    wanted: float
    off: float
    over: bool

    @property
    def crossed(self) -> bool:
        """Whether each eye is off by itself, which their mean does not show."""
        return abs(self.read - self.wanted) < self.off / 2

    @property
    def opposite(self) -> bool:
        return self.read * self.wanted < 0


def digits(name: str, read: float, wanted: float, cost: float) -> str:
    """ "mouth 0.31, wanted open: −34"."""
    lost = f"−{cost:.0f}" if round(cost) else "perfect"
    return f"{name} {read:.2f}, wanted {_end(wanted) if name in ('eyes', 'mouth') else f'{wanted:.2f}'}: {lost}"


def miss(name: str, missed: Miss) -> str:
    """ "a smidge too wide", of eyes; "not up enough", of brows."""
    if missed.off < FREE:
        return "spot on"
    if name in KINDS:
        return _kind_miss(name, missed)
    if missed.crossed:
        return "the wrong one winked" if missed.off > HALF else "no wink to be seen"
    side = "wide" if missed.over else "shut"
    return next(words for most, words in _MISSES if missed.off <= most).format(side)


def _kind_miss(name: str, missed: Miss) -> str:
    kind = KINDS[name]
    if missed.opposite:
        return "the other way round"
    down = kind.other is not None and (missed.wanted or missed.read) < 0
    more, less = kind.other[:2] if down and kind.other else (kind.more, kind.less)
    if missed.off < SEEN:
        return "a hair off"
    return more if missed.over is not down else less


def advice(name: str, missed: Miss) -> str:
    """What to do better: "Mouth wider!"."""
    if name in KINDS:
        return _kind_advice(name, missed)
    if missed.crossed:
        return "Wink with the other eye!"
    return f"{name.capitalize()} {'more shut' if missed.over else 'wider'}!"


def _kind_advice(name: str, missed: Miss) -> str:
    kind = KINDS[name]
    if missed.opposite:
        return kind.other_way
    down = kind.other is not None and (missed.wanted or missed.read) < 0
    if missed.over is not down:
        return kind.ease
    return kind.other[2] if down and kind.other else kind.do


def _end(wanted: float) -> str:
    if wanted <= SHUT_UP_TO:
        return "shut"
    return "open" if wanted >= OPEN_FROM else f"{wanted:.2f}"
