"""Reading x Target -> Score: one formula for any set of parts, with a reason for every point lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.vision import wording
from scoring.vision.calibration import CalibratedRange
from scoring.vision.parts import KINDS, OPEN_FROM, SHUT_UP_TO
from scoring.vision.readings import Reading

__all__ = ["CalibratedRange", "Part", "Score", "Target", "score"]


@dataclass(frozen=True)
class Target:
    """What a prompt asks for: eyes and mouth 0 shut .. 1 open, and what counts of scoring/vision/parts.py in `parts`.

    Left and right are the face's own.
    """

    left_eye: float
    right_eye: float
    mouth: float
    parts: Mapping[str, float] = field(default_factory=dict)

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
    """One part of a score: read and wanted in 0 .. 1 or -1 .. 1, how far off that is 0 .. 1, and its cost in percentage
    points."""

    name: str
    read: float
    wanted: float
    off: float
    cost: float

    @property
    def digits(self) -> str:
        """For who wants to know exactly: "mouth 0.31, wanted open: −34"."""
        return wording.digits(self.name, self.read, self.wanted, self.cost)

    @property
    def words(self) -> str:
        """For the reveal: "Eyes: a smidge too wide"."""
        return f"{self.name.capitalize()}: {wording.miss(self.name, self._miss)}"

    @property
    def advice(self) -> str:
        """What to do better: "Mouth wider!"."""
        return wording.advice(self.name, self._miss)

    @property
    def _miss(self) -> wording.Miss:
        return wording.Miss(mapped(self.read), mapped(self.wanted), self.off, self.read > self.wanted)

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        said = {"words": self.words, "digits": self.digits}
        return {"read": round(self.read, 3), "wanted": self.wanted, "cost": round(self.cost, 1), **said}


@dataclass(frozen=True)
class Score:
    """similarity in 0 .. 1 and the parts that it came from: eyes, mouth, and what else the target asks for."""

    similarity: float
    parts: tuple[Part, ...]

    @property
    def eyes(self) -> Part:
        return self.parts[0]

    @property
    def mouth(self) -> Part:
        return self.parts[1]

    @property
    def advice(self) -> str:
        """What to change for more, without a number."""
        worst = max(self.parts, key=lambda part: part.cost)
        return worst.advice if worst.off >= wording.SEEN else "Wow, hold that!"

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: {"similarity", "advice", "parts": {"eyes", "mouth", ...}}."""
        parts = {part.name: part.as_dict() for part in self.parts}
        return {"similarity": round(self.similarity, 4), "advice": self.advice, "parts": parts}


def score(reading: Reading, target: Target, calibration: CalibratedRange | None = None) -> Score:
    """How close a face came to a target.

    similarity = 1 - (the sum of |d part| over all n parts) / n, each |d part| being 1 at most, over values of which
    those up to 0.2 count as 0 and those from 0.8 as 1, below zero as above. Eyes and mouth are always among the parts,
    so that with no others this is the classic 1 - (|d eyes| + |d mouth|) / 2. Eyes are the mean of both; where the
    target winks, each eye is compared with its own and the two differences are averaged. With `calibration` the values
    are first stretched to the player's own range. docs/decisions/0065 has the reasons.
    """
    left, right, mouth = reading.left_eye, reading.right_eye, reading.mouth
    if calibration is not None:
        left, right, mouth = calibration.eye(left), calibration.eye(right), calibration.mouth(mouth)
    compared = [
        ("eyes", (left + right) / 2, target.eyes, _eyes_off(left, right, target)),
        ("mouth", mouth, target.mouth, _off(mouth, target.mouth)),
    ]
    for name, wanted in target.parts.items():
        read = reading.part(name) if calibration is None else calibration.part(name, reading.part(name))
        read = max(KINDS[name].least, read)
        compared.append((name, read, wanted, _off(read, wanted)))
    count = len(compared)
    parts = tuple(Part(name, read, wanted, off, 100 / count * off) for name, read, wanted, off in compared)
    return Score(1 - sum(off for *_, off in compared) / count, parts)


def mapped(value: float) -> float:
    """-1 .. 1 -> 0 up to 0.2, 1 from 0.8, unchanged between; the same below zero."""
    if value < 0:
        return -mapped(-value)
    if value <= SHUT_UP_TO:
        return 0.0
    return 1.0 if value >= OPEN_FROM else value


def _off(read: float, wanted: float) -> float:
    """What has two sides is as wrong at rest as on the other side."""
    return min(1.0, abs(mapped(read) - mapped(wanted)))


def _eyes_off(left: float, right: float, target: Target) -> float:
    if not target.winks:
        return abs(mapped((left + right) / 2) - mapped(target.eyes))
    return (abs(mapped(left) - mapped(target.left_eye)) + abs(mapped(right) - mapped(target.right_eye))) / 2
