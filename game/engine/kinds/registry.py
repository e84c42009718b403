"""All kinds of rounds, by name; and which of them a game plays."""

from collections.abc import Iterator
from itertools import cycle, islice

from game.engine.kinds.card import YouAreTheCard
from game.engine.kinds.chance import shuffled
from game.engine.kinds.charades import Charades
from game.engine.kinds.copying import Copy
from game.engine.kinds.faceoff import FaceOff
from game.engine.kinds.kind import Kind
from game.engine.kinds.pair import PairCard
from game.engine.kinds.rhythm import Rhythm
from game.engine.kinds.twins import Twins
from game.engine.kinds.whisper import Whisper
from game.engine.state import Room, Round, Settings

COPY = Copy()
_ALL = (COPY, Charades(), Whisper(), YouAreTheCard(), Twins(), PairCard(), FaceOff(), Rhythm())
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
CLASSIC, MIXED = "classic", "mixed"
PROGRAMMES: dict[str, tuple[str, ...]] = {CLASSIC: (COPY.name,), MIXED: tuple(KINDS)}
"""The names that stand for several rounds; any other programme names the kinds itself, with commas between them."""


def of(round_: Round) -> Kind:
    """The kind of a round; copy, should its own be none that this version knows."""
    return KINDS.get(round_.kind, COPY)


def now(room: Room) -> Kind:
    """The kind of the round being played; copy where none is."""
    return of(room.round) if room.round else COPY


def named(programme: str) -> tuple[str, ...]:
    """The kinds that a programme goes through. Raises KeyError for one that there is not."""
    names = PROGRAMMES.get(programme) or tuple(programme.split(","))
    return tuple(KINDS[name].name for name in names)


def programme(settings: Settings, players: int, prompts: int, game: int = 0, seed: str = "") -> tuple[str, ...]:
    """The kind of each round of a game with so many players and a deck of so many prompts.

    The `seed`, the same for all games of a room, says in which order a mixed bag goes through the kinds. A kind that is
    too many for them gives way: to the next one in a mixed bag, to copy in a programme made by hand.
    """
    names = named(settings.programme)
    fit = {name: KINDS[name].least <= players and KINDS[name].least_prompts <= prompts for name in names}
    if settings.programme == MIXED:
        others = shuffled([name for name in names if fit[name] and name != COPY.name], seed, "programme")
        kinds = _mixed(others, game * (settings.rounds - 1))
    else:
        kinds = cycle(name if fit[name] else COPY.name for name in names)
    return tuple(islice(kinds, settings.rounds))


def _mixed(others: list[str], played: int) -> Iterator[str]:
    """Copy, then the others in turn, with copy again when all have been. A rematch goes on where the last one ended."""
    start = played % len(others) if others else 0
    return cycle([COPY.name, *others[start:], *others[:start]])
