"""What the faces of a clip say about the one of a photo: two methods, and when nothing can change any more."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring.vision.confidence import Demands
from scoring.vision.tracks import ENOUGH, Look, Track, Tracks

Scored = tuple[Look, float]


@dataclass(frozen=True)
class Moment:
    """The faces of one frame, the largest first, and whose each of them is."""

    t: float
    looks: list[Look]
    owners: list[Track]


@dataclass(frozen=True)
class Decision:
    """What a method makes of a clip.

    confidence: 0 .. 1, None where no face was seen well enough. by_frame: the face that was compared in a frame, with
    its own confidence, by the frame's time. person: whose it is, counted from 0 as in `Seen.people`.
    """

    confidence: float | None
    by_frame: dict[float, Scored] = field(default_factory=dict)
    person: int | None = None


class Seen:
    """All that was seen of a clip so far. `vector`, float32 (dimension,), is of the photo's face; None without one."""

    def __init__(self, vector: np.ndarray | None, demands: Demands) -> None:
        self.vector, self.demands = vector, demands
        self.moments: list[Moment] = []
        self.tracks = Tracks()

    def add(self, t: float, looks: list[Look]) -> None:
        """Take in the next frame."""
        self.moments.append(Moment(t, looks, self.tracks.follow(looks)))

    @property
    def with_face(self) -> int:
        """Frames in which there was a face."""
        return sum(bool(moment.looks) for moment in self.moments)

    @property
    def people(self) -> list[Track]:
        """Everybody of whom one can tell who it is, in the order of appearance."""
        return [track for track in self.tracks.people() if track.mean is not None]

    @property
    def count(self) -> int:
        """How many people there are: also those who were only seen poorly, beside others."""
        return max([len(self.people), *(len(moment.looks) for moment in self.moments)])

    def confidence(self, vector: np.ndarray | None) -> float | None:
        """How sure one can be that somebody is the person in the photo."""
        if vector is None or self.vector is None:
            return None
        return self.demands.confidence(float(np.linalg.norm(vector - self.vector)))

    def scored(self, look: Look | None) -> Scored | None:
        confidence = self.confidence(look.vector) if look else None
        return (look, confidence) if look and confidence is not None else None


def classic(seen: Seen) -> Decision:
    """The mean over all frames of the confidence of the largest face, where that is seen well enough."""
    scored = {moment.t: seen.scored(next(iter(moment.looks), None)) for moment in seen.moments}
    by_frame = {t: each for t, each in scored.items() if each is not None}
    if not by_frame:
        return Decision(None)
    return Decision(statistics.fmean(confidence for _, confidence in by_frame.values()), by_frame)


def followed(seen: Seen) -> Decision:
    """The confidence of one person's mean embedding: of the first who is known well and matches, or of the nearest."""
    people = seen.people
    scores = [seen.confidence(track.mean) for track in people]
    sure = [confidence for confidence in scores if confidence is not None]
    if not sure:
        return Decision(None)
    settled = _settled_on(seen)
    person = next((index for index, track in enumerate(people) if track is settled), scores.index(max(sure)))
    return Decision(scores[person], _of_person(seen, people[person]), person)


def _settled_on(seen: Seen) -> Track | None:
    """Who is known well enough that nothing changes any more, and matches."""
    matching = (track for track in seen.people if track.is_complete and _matches(seen, track))
    return min(matching, key=lambda track: track.clear[ENOUGH - 1].t, default=None)


def _matches(seen: Seen, track: Track) -> bool:
    confidence = seen.confidence(track.mean)
    return confidence is not None and seen.demands.met(confidence)


def _of_person(seen: Seen, track: Track) -> dict[float, Scored]:
    scored = {look.t: seen.scored(look) for look in track.looks}
    return {t: each for t, each in scored.items() if each is not None}


def classic_is_certain(seen: Seen, left: int) -> bool:
    """Whether the mean ends on the same side of the threshold, whatever `left` more frames show."""
    scored = [confidence for _, confidence in classic(seen).by_frame.values()]
    if not scored:
        return False
    threshold, of = seen.demands.threshold, len(scored) + left
    return sum(scored) / of >= threshold or (sum(scored) + left) / of < threshold


def followed_is_certain(seen: Seen, left: int) -> bool:
    """Whether somebody matches of whom enough is known: a later frame changes their mean no more.

    That nobody matches is never certain before the end: the one who does may still come.
    """
    return _settled_on(seen) is not None


Judge = Callable[[Seen], Decision]
JUDGES: dict[str, tuple[Judge, Callable[[Seen, int], bool]]] = {
    "tracks": (followed, followed_is_certain),
    "classic": (classic, classic_is_certain),
}
METHODS: Sequence[str] = tuple(JUDGES)
