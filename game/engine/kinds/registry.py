"""All kinds of rounds, by name; and which of them a game plays."""

from collections.abc import Iterable, Iterator
from itertools import chain, cycle, islice
from math import ceil

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

COPY, CARD = Copy(), YouAreTheCard()
_ALL = (COPY, Charades(), Whisper(), CARD, Twins(), PairCard(), FaceOff(), Rhythm())
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


def programme(
    settings: Settings, players: int, prompts: int, game: int = 0, seed: str = "", faces: int = 0
) -> tuple[str, ...]:
    """The kind of each round of a game with so many players and a deck of so many prompts.

    The `seed`, the same for all games of a room, says in which order a mixed bag goes through the kinds. A kind that is
    too many for them gives way: to the next one in a mixed bag, to copy in a programme made by hand.

    Each of the `faces` that guests have made takes the place of a copy, or of a face that would be made in its round. A
    mixed bag begins with as many copies, up to half of its rounds. With nothing but copies no face comes twice.
    """
    faces = faces if CARD.least <= players else 0
    names = named(settings.programme)
    fit = {name: KINDS[name].least <= players and KINDS[name].least_prompts <= prompts for name in names}
    kinds: Iterator[str]
    if settings.programme == MIXED:
        others = shuffled([name for name in names if fit[name] and name != COPY.name], seed, "programme")
        more = min(faces, ceil(settings.rounds / 2)) - 1
        kinds = chain([COPY.name] * more, _mixed(others, game * (settings.rounds - 1)))
    else:
        kinds = cycle(name if fit[name] else COPY.name for name in names)
    rounds = list(islice(kinds, settings.rounds))
    if set(rounds) == {COPY.name}:
        rounds = rounds[: prompts + faces]
    return tuple(_with_faces(rounds, faces))


def _with_faces(kinds: Iterable[str], faces: int) -> Iterator[str]:
    for name in kinds:
        plays_one = faces > 0 and name in (COPY.name, CARD.name)
        faces -= plays_one
        yield CARD.name if plays_one else name


def _mixed(others: list[str], played: int) -> Iterator[str]:
    """Copy, then the others in turn, with copy again when all have been. A rematch goes on where the last one ended."""
    start = played % len(others) if others else 0
    return cycle([COPY.name, *others[start:], *others[:start]])
