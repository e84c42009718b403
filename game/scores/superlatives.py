"""Titles for the podium: who had the widest mouth, who shot first, who hit best."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from game.engine import rules
from game.engine.state import Room, Round, Seat, Take
from game.protocol.views import Superlative

PhotoUrl = Callable[[Room, Take], str | None]


@dataclass(frozen=True)
class _Shot:
    """A counted take, with the seat and the round that it belongs to."""

    seat: Seat
    round: Round
    take: Take

    def reading(self, name: str) -> float | None:
        outcome = self.take.outcome
        return outcome.detail.get("reading", {}).get(name) if outcome else None


def award(room: Room, photo_url: PhotoUrl) -> dict[str, Superlative]:
    """At most one title of each kind, none where nobody earned it."""
    shots = list(_shots(room))
    winners = {
        "best": ("Best copycat", _top(shots, lambda s: s.take.similarity), "{:.0%} match"),
        "mouth": ("Widest mouth", _top(shots, lambda s: s.reading("mouth")), "{:.0%} open"),
        "smile": ("Biggest smile", _top(shots, lambda s: s.reading("smile")), "{:.0%} smile"),
        "fastest": ("Fastest shutter", _top(shots, lambda s: -_seconds(s)), "{:.1f} s"),
    }
    found = ((key, title, top, form) for key, (title, top, form) in winners.items() if top is not None)
    return {
        key: Superlative(
            title=title, seat=shot.seat.id, value=form.format(abs(value)), photo=photo_url(room, shot.take)
        )
        for key, title, (shot, value), form in found
    }


def _shots(room: Room) -> Iterable[_Shot]:
    for round_ in room.rounds:
        for seat in room.present:
            if (take := rules.best_take(round_, seat.id)) is not None:
                yield _Shot(seat, round_, take)


def _seconds(shot: _Shot) -> float:
    return (shot.take.submitted_at - shot.round.started_at).total_seconds()


def _top(shots: list[_Shot], key: Callable[[_Shot], float | None]) -> tuple[_Shot, float] | None:
    # Nothing, in hundredths, is no title.
    rated = [(shot, value) for shot in shots if round(value := key(shot) or 0, 2)]
    return max(rated, key=lambda pair: pair[1], default=None)
