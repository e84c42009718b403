"""Titles for the podium: each for something worth showing, and spread over as many guests as there are.

No title but the first says that nobody did it better: the widest mouth of all may belong to a guest who has a title
already, and the next one's is wide, too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from game.engine import rules
from game.engine.state import Room, Round, Seat
from game.engine.takes import Take
from game.protocol.views import Superlative

PhotoUrl = Callable[[Room, Take], str | None]

MOST, WANTED = 10, 8


@dataclass(frozen=True)
class _Shot:
    """A counted take, with the round that it belongs to."""

    round: Round
    take: Take

    def reading(self, name: str) -> float | None:
        outcome = self.take.outcome
        return outcome.detail.get("reading", {}).get(name) if outcome else None

    @property
    def eyes(self) -> tuple[float, float] | None:
        """Left and right."""
        left, right = self.reading("left_eye"), self.reading("right_eye")
        return None if left is None or right is None else (left, right)

    @property
    def is_timed(self) -> bool:
        """Whether its moment and its number were its player's own: a later turn begins at its own time, and a sheet of
        frames comes when its beats are over."""
        return self.take.turn == 0 and not (self.take.outcome and self.take.outcome.detail.get("frames"))

    @property
    def seconds(self) -> float | None:
        return (self.take.submitted_at - self.round.started_at).total_seconds() if self.is_timed else None

    @property
    def similarity(self) -> float:
        return self.take.similarity or 0.0


@dataclass(frozen=True)
class _Feat:
    """What earns a title: the shot that proves it, how much of it there is, and that in words."""

    shot: _Shot
    value: float
    words: str


Measure = Callable[[list[_Shot]], _Feat | None]


def _most(of: Callable[[_Shot], float | None], least: float, words: str) -> Measure:
    """The shot with the most of something, if that is at least so much."""

    def measure(shots: list[_Shot]) -> _Feat | None:
        rated = [(value, shot) for shot in shots if (value := of(shot)) is not None]
        value, shot = max(rated, key=lambda pair: pair[0], default=(least - 1, None))
        return _Feat(shot, value, words.format(abs(value))) if shot and value >= least else None

    return measure


def _shut(shot: _Shot) -> float | None:
    return shot.eyes and 1 - max(shot.eyes)


def _opened(shot: _Shot) -> float | None:
    return shot.eyes and min(shot.eyes)


def _winked(shot: _Shot) -> float | None:
    return shot.eyes and abs(shot.eyes[0] - shot.eyes[1])


def _soon(shot: _Shot) -> float | None:
    return shot.seconds and -shot.seconds


def _came_back(shots: list[_Shot]) -> _Feat | None:
    steps = [(after.similarity - before.similarity, after) for before, after in pairwise(shots)]
    step, shot = max(steps, key=lambda pair: pair[0], default=(0.0, None))
    return _Feat(shot, step, f"{100 * step:.0f} points up") if shot and step >= 0.2 else None


def _was_steady(shots: list[_Shot]) -> _Feat | None:
    scores = [shot.similarity for shot in shots]
    if len(shots) < 3 or min(scores) < 0.5:
        return None
    spread = max(scores) - min(scores)
    return _Feat(shots[-1], -spread, f"within {100 * spread:.0f} points") if spread <= 0.15 else None


def _tried_again(shots: list[_Shot]) -> _Feat | None:
    tries = sum(shot.take.number if shot.is_timed else 1 for shot in shots)
    return _Feat(shots[-1], tries, f"{tries} tries") if tries >= 2 * len(shots) else None


def _needed_one(shots: list[_Shot]) -> _Feat | None:
    hits = [shot for shot in shots if len(shot.round.takes_of(shot.take.seat)) == 1 and shot.similarity >= 0.7]
    hit = max(hits, key=lambda shot: shot.similarity, default=None)
    return _Feat(hit, hit.similarity, f"{hit.similarity:.0%} in one go") if hit else None


TITLES: dict[str, tuple[str, Measure]] = {
    "best": ("Best copycat", _most(lambda shot: shot.similarity, 0.5, "{:.0%} match")),
    "mouth": ("Mighty mouth", _most(lambda shot: shot.reading("mouth"), 0.6, "{:.0%} open")),
    "smile": ("Sunshine", _most(lambda shot: shot.reading("smile"), 0.5, "{:.0%} smile")),
    "wink": ("Smooth winker", _most(_winked, 0.4, "{:.0%} apart")),
    "fastest": ("Quick draw", _most(_soon, -8, "{:.1f} s")),
    "comeback": ("Comeback", _came_back),
    "shut": ("Sleeping beauty", _most(_shut, 0.8, "{:.0%} shut")),
    "brows": ("Flying brows", _most(lambda shot: shot.reading("brows"), 0.6, "{:.0%} raised")),
    "steady": ("Steady face", _was_steady),
    "tries": ("Perfectionist", _tried_again),
    "one": ("One-shot wonder", _needed_one),
    "eyes": ("Saucer eyes", _most(_opened, 0.95, "{:.0%} open")),
    "last": ("Last second", _most(lambda shot: shot.seconds, 20, "after {:.0f} s")),
}
"""In the order in which they are given: title, and what earns it."""


def award(room: Room, photo_url: PhotoUrl) -> dict[str, Superlative]:
    """At most MOST titles, none where nobody earned it.

    Each goes to whoever did most of it among those with the fewest titles so far; the best copycat is the best.
    """
    shots = {seat.id: _shots(room, seat) for seat in room.present}
    held = {seat: 0 for seat, mine in shots.items() if mine}
    each = ceil(WANTED / max(1, len(held)))
    titles: dict[str, Superlative] = {}
    for key, (title, measure) in TITLES.items():
        feats = {seat: feat for seat in held if held[seat] < each and (feat := measure(shots[seat]))}
        if not feats or len(titles) == MOST:
            continue
        seat = min(feats, key=lambda seat: (held[seat], -feats[seat].value))
        held[seat] += 1
        photo = photo_url(room, feats[seat].shot.take)
        titles[key] = Superlative(title=title, seat=seat, value=feats[seat].words, photo=photo)
    return titles


def _shots(room: Room, seat: Seat) -> list[_Shot]:
    return [_Shot(r, take) for r in room.rounds if (take := rules.best_take(r, seat.id)) is not None]
