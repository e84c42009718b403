"""Reading x Target -> Score: the classic formula, with a reason for every point lost."""

from dataclasses import dataclass

from scoring.vision.calibration import CalibratedRange
from scoring.vision.readings import Reading

__all__ = ["CalibratedRange", "Part", "Score", "Target", "score"]

SHUT_UP_TO, OPEN_FROM = 0.2, 0.8

# Percentage points: what costs nothing when rounded, what a room can see, and half of what there is.
_FREE, _SEEN, _HALF = 0.5, 5, 25
_MISSES = [
    (4, "a hair too {}"),
    (10, "a smidge too {}"),
    (20, "a bit too {}"),
    (35, "far too {}"),
    (49, "miles too {}"),
    (100, "the exact opposite"),
]


@dataclass(frozen=True)
class Target:
    """What a prompt asks for: each part 0 shut .. 1 open; left and right are the face's own."""

    left_eye: float
    right_eye: float
    mouth: float

    @classmethod
    def from_label(cls, label: str) -> "Target":
        """CECM, CEOM, OECM or OEOM (closed/open eyes, closed/open mouth). Raises ValueError."""
        if len(label) != 4 or label[0] not in "CO" or label[2] not in "CO" or label[1] + label[3] != "EM":
            raise ValueError(f"not one of CECM, CEOM, OECM, OEOM: {label!r}")
        eyes, mouth = float(label[0] == "O"), float(label[2] == "O")
        return cls(eyes, eyes, mouth)

    @property
    def eyes(self) -> float:
        """Mean of both eyes, 0 .. 1."""
        return (self.left_eye + self.right_eye) / 2

    @property
    def label(self) -> str:
        """The nearest of the four classic labels."""
        return f"{'O' if self.eyes >= 0.5 else 'C'}E{'O' if self.mouth >= 0.5 else 'C'}M"

    @property
    def winks(self) -> bool:
        """Whether the eyes differ, so that each has to be matched by itself."""
        return self.left_eye != self.right_eye


@dataclass(frozen=True)
class Part:
    """One part of a score: read and wanted in 0 .. 1, cost in percentage points, and words."""

    name: str
    read: float
    wanted: float
    cost: float

    @property
    def digits(self) -> str:
        """For who wants to know exactly: "mouth 0.31, wanted open: −34"."""
        cost = f"−{self.cost:.0f}" if round(self.cost) else "perfect"
        return f"{self.name} {self.read:.2f}, wanted {_in_words(self.wanted)}: {cost}"

    @property
    def words(self) -> str:
        """For the reveal: "Eyes: a smidge too wide"."""
        return f"{self.name.capitalize()}: {self._miss()}"

    @property
    def advice(self) -> str:
        """What to do better: "Mouth wider!"."""
        if self._crossed:
            return "Wink with the other eye!"
        return f"{self.name.capitalize()} {'wider' if self.read < self.wanted else 'more shut'}!"

    def _miss(self) -> str:
        if self.cost < _FREE:
            return "spot on"
        if self._crossed:
            return "the wrong one winked" if self.cost > _HALF else "no wink to be seen"
        side = "wide" if self.read > self.wanted else "shut"
        return next(words for most, words in _MISSES if self.cost <= most).format(side)

    @property
    def _crossed(self) -> bool:
        """Whether each eye is off by itself, which their mean does not show."""
        return 50 * abs(mapped(self.read) - mapped(self.wanted)) < self.cost / 2

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        said = {"words": self.words, "digits": self.digits}
        return {"read": round(self.read, 3), "wanted": self.wanted, "cost": round(self.cost, 1), **said}


@dataclass(frozen=True)
class Score:
    """similarity in 0 .. 1 and the parts that it came from."""

    similarity: float
    eyes: Part
    mouth: Part

    @property
    def advice(self) -> str:
        """What to change for more, without a number."""
        worst = max(self.eyes, self.mouth, key=lambda part: part.cost)
        return worst.advice if worst.cost >= _SEEN else "Wow, hold that!"

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: {"similarity", "advice", "parts": {"eyes", "mouth"}}."""
        parts = {part.name: part.as_dict() for part in (self.eyes, self.mouth)}
        return {"similarity": round(self.similarity, 4), "advice": self.advice, "parts": parts}


def score(reading: Reading, target: Target, calibration: CalibratedRange | None = None) -> Score:
    """How close a face came to a target.

    similarity = 1 - (|d eyes| + |d mouth|) / 2 over values of which those up to 0.2 count as 0
    and those from 0.8 as 1. Eyes are the mean of both; where the target winks, each eye is
    compared with its own and the two differences are averaged. With `calibration` the values
    are first stretched to the player's own range.
    """
    left, right, mouth = reading.left_eye, reading.right_eye, reading.mouth
    if calibration is not None:
        left, right, mouth = calibration.eye(left), calibration.eye(right), calibration.mouth(mouth)
    eyes_off = _eyes_off(left, right, target)
    mouth_off = abs(mapped(mouth) - mapped(target.mouth))
    return Score(
        similarity=1 - (eyes_off + mouth_off) / 2,
        eyes=Part("eyes", (left + right) / 2, target.eyes, 50 * eyes_off),
        mouth=Part("mouth", mouth, target.mouth, 50 * mouth_off),
    )


def mapped(value: float) -> float:
    """Openness 0 .. 1 -> 0 up to 0.2, 1 from 0.8, unchanged between."""
    if value <= SHUT_UP_TO:
        return 0.0
    return 1.0 if value >= OPEN_FROM else value


def _eyes_off(left: float, right: float, target: Target) -> float:
    if not target.winks:
        return abs(mapped((left + right) / 2) - mapped(target.eyes))
    return (abs(mapped(left) - mapped(target.left_eye)) + abs(mapped(right) - mapped(target.right_eye))) / 2


def _in_words(wanted: float) -> str:
    if wanted <= SHUT_UP_TO:
        return "shut"
    return "open" if wanted >= OPEN_FROM else f"{wanted:.2f}"
