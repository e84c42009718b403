"""A cue, for fun: "blink twice, then look left", and whether a clip shows it. It proves nothing about anybody.

Pure: what was seen in the frames, with their times -> seen, not seen, or can't tell.
"""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SECONDS = 10.0
"""Of a clip that are watched for a cue."""
A_SECOND = 15
"""Frames that are wanted for it: a blink takes a tenth to four tenths of a second."""
TIMES = tuple(index / A_SECOND for index in range(int(SECONDS * A_SECOND)))

CUES: dict[str, tuple[str, tuple[str, ...]]] = {
    "blink_left": ("Blink twice, then look left", ("blink", "blink", "left")),
    "blink_right": ("Blink twice, then look right", ("blink", "blink", "right")),
    "left_right": ("Look left, then right", ("left", "right")),
}
"""By name: the words, and what has to be seen in this order. Left and right are the person's own."""

SEEN, NOT_SEEN, CANNOT_TELL = "seen", "not_seen", "cannot_tell"
LEAST_A_SECOND = 10.0
"""Frames a second, below which a blink may have been missed."""
LEAST_WATCHED = 1.0
"""Seconds in which nobody can do anything, however well they are seen."""
_MOST_CROWDED, _LEAST_SEEN = 0.25, 0.6
"""Shares of the frames, with several faces in them and with one that is seen well. Who looks far aside is not seen."""
_SHUT, _OPEN = 0.4, 0.7
"""Of how open the eyes usually are: a blink begins below the one and ends above the other."""
_LONGEST_BLINK = 1.0
_FRONTAL = 20.0
"""Degrees to either side up to which the lids can be measured."""
_TURNED = 13.0
"""Degrees from where the head usually looks that are a look aside. The mesh tells about four fifths of a turn."""
_LEVELS = 0.8
"""Where among all frames the eyes are as open as usual."""


@dataclass(frozen=True)
class Glimpse:
    """A frame at `t` seconds, and how many faces it shows.

    eyes: how open they are, 0 .. 1; yaw: degrees, growing as the face turns to the picture's right, which is the
    person's left. Both None but for one face that is large enough.
    """

    t: float
    faces: int
    eyes: float | None = None
    yaw: float | None = None


@dataclass(frozen=True)
class CueOutcome:
    """Whether a cue was seen. `at`: when its steps were, in seconds, up to the first that was not."""

    cue: str
    verdict: str
    at: tuple[float, ...]
    reason: str

    def as_dict(self) -> dict[str, object]:
        """JSON-ready: cue, words, verdict, at, reason."""
        at, words = [round(t, 2) for t in self.at], CUES[self.cue][0]
        return {"cue": self.cue, "words": words, "verdict": self.verdict, "at": at, "reason": self.reason}


def judge(cue: str, glimpses: Sequence[Glimpse]) -> CueOutcome:
    """What the frames of a clip, in order, say about a cue (a key of CUES)."""
    steps, events = CUES[cue][1], sorted([*_blinks(glimpses), *_looks(glimpses)])
    at = _matched(steps, events)
    if len(at) == len(steps):
        return CueOutcome(cue, SEEN, at, "Seen, from the first step to the last.")
    unclear = _unclear(glimpses)
    if unclear:
        return CueOutcome(cue, CANNOT_TELL, at, f"Can't tell: {unclear}")
    return CueOutcome(cue, NOT_SEEN, at, f"Not seen: {_what_was(steps[: len(at)])}")


def _matched(steps: Sequence[str], events: Sequence[tuple[float, str]]) -> tuple[float, ...]:
    """When the steps were done, each at the first moment after the one before it."""
    at: list[float] = []
    for t, event in events:
        if len(at) < len(steps) and event == steps[len(at)]:
            at.append(t)
    return tuple(at)


def _blinks(glimpses: Sequence[Glimpse]) -> Iterator[tuple[float, str]]:
    """Eyes that were open, shut and opened again."""
    frontal = [(each.t, each.eyes) for each in glimpses if each.eyes is not None and abs(each.yaw or 0) < _FRONTAL]
    if not frontal:
        return
    usual = sorted(eyes for _, eyes in frontal)[int(_LEVELS * (len(frontal) - 1))]
    was_open, shut_at = False, None
    for t, eyes in frontal:
        if eyes > _OPEN * usual:
            if shut_at is not None and t - shut_at <= _LONGEST_BLINK:
                yield shut_at, "blink"
            was_open, shut_at = True, None
        elif eyes < _SHUT * usual and was_open and shut_at is None:
            shut_at = t


def _looks(glimpses: Sequence[Glimpse]) -> Iterator[tuple[float, str]]:
    """Each time the head goes aside from how it usually looks into the camera, for two frames at least."""
    turns = [(each.t, each.yaw) for each in glimpses if each.yaw is not None]
    usual = statistics.median([yaw for _, yaw in turns if abs(yaw) < _FRONTAL] or [0.0])
    sides, settled = [(t, _side(yaw - usual)) for t, yaw in turns], ""
    for (t, side), (_, after) in pairwise(sides):
        if side == after and side != settled:
            settled = side
            if side:
                yield t, side


def _side(turn: float) -> str:
    return ("left" if turn > 0 else "right") if abs(turn) > _TURNED else ""


def _unclear(glimpses: Sequence[Glimpse]) -> str:
    """Why something may have been missed, in words; empty if nothing was."""
    watched = glimpses[-1].t - glimpses[0].t if glimpses else 0.0
    if watched < LEAST_WATCHED:
        return "the clip is too short."
    if len(glimpses) / watched < LEAST_A_SECOND:
        return "the clip has too few pictures a second to show a blink."
    if sum(each.faces > 1 for each in glimpses) > _MOST_CROWDED * len(glimpses):
        return "there is more than one face. Film yourself alone."
    if sum(each.eyes is not None for each in glimpses) < _LEAST_SEEN * len(glimpses):
        return "the face is not seen well enough all the time. Film it closer, in good light."
    return ""


def _what_was(done: Sequence[str]) -> str:
    """These steps of a cue, in words."""
    if not done:
        return "nothing of it."
    blinks = done.count("blink")
    parts = [f"{blinks} blink{'' if blinks == 1 else 's'}"] if blinks else []
    parts += [f"a look to the {side}" for side in done if side != "blink"]
    return f"only {' and '.join(parts)}."
