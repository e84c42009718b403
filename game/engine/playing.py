"""What the kinds of its rounds make of a room: how long a phase is, who is done, who has how many points."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from game.engine import cards, rules
from game.engine.errors import SettingsInvalid
from game.engine.kinds import registry
from game.engine.kinds.kind import Award
from game.engine.state import CodeAlone, Phase, Room, Round, Seat, Settings
from game.engine.takes import Take, closest

TEAMS = (0, 2, 3, 4)
Awarded = tuple[Round, Mapping[str, tuple[Award, ...]]]
"""A round, and what its kind awards in it."""
EXPLAINING = 2.0
"""So many seconds more to get ready where a kind is explained."""


def check_settings(settings: Settings) -> Settings:
    """The settings, unless one is outside its limits (SettingsInvalid names it)."""
    for name, (low, high) in rules.LIMITS.items():
        if not low <= getattr(settings, name) <= high:
            raise SettingsInvalid(f"{name.replace('_', ' ').capitalize()} has to be between {low} and {high}.")
    if settings.teams not in TEAMS:
        raise SettingsInvalid("There are two to four teams, or none.")
    if settings.code_alone not in set(CodeAlone):
        raise SettingsInvalid("The code alone opens a room in the lobby, always or never.")
    try:
        registry.named(settings.programme)
    except KeyError as unknown:
        raise SettingsInvalid(f"There is no kind of round called {unknown}.") from None
    return settings


def length(room: Room, phase: Phase) -> timedelta | None:
    """How long a phase lasts; none for the lobby and the podium, which wait for the host."""
    if not phase.in_round or room.round is None:
        return None
    if phase is Phase.REVEAL:
        return cards.length(room.round.cards)
    seconds = registry.now(room).seconds(room, phase)
    return timedelta(seconds=seconds + EXPLAINING * (phase is Phase.GET_READY and explains(room)))


def explains(room: Room) -> bool:
    """Whether the round says what it is about: once, the first of its kind, where a game has others than copy."""
    plan, round_ = room.plan, room.round
    if round_ is None or round_.turn or all(each.kind == registry.COPY.name for each in plan):
        return False
    return not any(earlier.kind == round_.kind for earlier in room.rounds[:-1])


# Who is done


def poses(room: Room, round_: Round, seat: Seat) -> bool:
    """Whether the seat sends photos in the turn of the last photos."""
    return seat.plays and registry.of(round_).poses(round_, seat)


def takes_left(round_: Round, seat_id: str) -> int:
    """How many photos more the seat may send in this turn."""
    return max(0, registry.of(round_).takes - len(own_takes(round_, seat_id)))


def own_takes(round_: Round, seat_id: str) -> list[Take]:
    """The photos of the present turn that are the seat's, whoever of its group has sent them."""
    group = registry.of(round_).together(round_, seat_id)
    return [take for seat in group for take in round_.takes_of(seat, round_.posed)]


def owners(room: Room, round_: Round, seat_id: str) -> list[Seat]:
    """Whose photos of the round those of this seat are, itself among them."""
    group = registry.of(round_).together(round_, seat_id)
    return [seat for seat in room.seats if seat.id in group]


def are_celebrated(room: Room, round_: Round, seat_id: str) -> bool:
    """Whether the photos of this seat in the round may be shown after its reveal: all whose they are let them."""
    return all(seat.celebrated for seat in owners(room, round_, seat_id))


def is_done(room: Room, round_: Round, seat: Seat) -> bool:
    """Whether the seat has nothing left to send: it said so, used all takes, or knows that it cannot do better.

    Where scores are told with the reveal, nobody knows that before.
    """
    takes = own_takes(round_, seat.id)
    perfect = any(take.similarity is not None and rules.points(take.similarity) == 1000 for take in takes)
    told = room.settings.scores_at_once and perfect
    said = not round_.done.isdisjoint(registry.of(round_).together(round_, seat.id))
    return said or told or not takes_left(round_, seat.id)


def everybody_done(room: Room) -> bool:
    """Whether each connected seat that the phase waits for has done its part, and there is at least one."""
    round_ = room.round
    if round_ is None:
        return False
    here = [seat for seat in room.present if seat.connected]
    if room.phase is Phase.VOTE:
        asked = [seat for seat in here if registry.of(round_).votes(room, seat)]
        return bool(asked) and all(round_.ballot(seat.id, round_.turn) for seat in asked)
    posing = [seat for seat in here if poses(room, round_, seat)]
    return room.phase is Phase.CAPTURE and bool(posing) and all(is_done(room, round_, seat) for seat in posing)


# Points


@dataclass(frozen=True)
class Standing:
    """A seat's place. Equal points are parted by time: whoever sent the winning photos sooner."""

    seat: str
    points: int
    place: int
    time_used: timedelta


def counts(room: Room, round_: Round) -> bool:
    """Whether the round's points stand: it is revealed, and no turn of it comes after."""
    if not rules.is_revealed(room, round_):
        return False
    over = round_ is not room.round or room.phase is Phase.PODIUM
    return over or registry.of(round_).after(room) is None


def points(round_: Round, seat_id: str, awards: Mapping[str, tuple[Award, ...]] | None = None) -> int:
    """All that the seat gets in the round, from photos and otherwise; `awards` if they are known already."""
    kind = registry.of(round_)
    mine = (kind.awards(round_) if awards is None else awards).get(seat_id, ())
    return kind.points(round_, seat_id) + sum(award.points for award in mine)


def counted_take(round_: Round, seat_id: str) -> Take | None:
    """The photo of the round that counts for the seat, whoever of its group has sent it; none if none scored."""
    group = registry.of(round_).together(round_, seat_id)
    return closest(take for seat in group if (take := rules.best_take(round_, seat)))


def standings(room: Room) -> list[Standing]:
    """The seats that are in the room and play, by their points over the rounds revealed so far.

    On the podium only those who sent a photo, or have points without.
    """
    rounds = [(r, registry.of(r).awards(r)) for r in room.rounds if counts(room, r)]
    rows = [_total(seat, rounds) for seat in room.present if seat.plays]
    if room.phase is Phase.PODIUM:
        rows = [row for row in rows if row[1] or any(r.takes_of(row[0].id) for r in room.rounds)]
    rows.sort(key=lambda row: (-row[1], row[2], row[0].joined_at, row[0].id))
    return [Standing(seat.id, total, place, used) for place, (seat, total, used) in enumerate(rows, start=1)]


def _total(seat: Seat, rounds: list[Awarded]) -> tuple[Seat, int, timedelta]:
    best = [(round_, counted_take(round_, seat.id)) for round_, _ in rounds]
    used = (take.submitted_at - round_.started_at for round_, take in best if take is not None)
    return seat, sum(points(round_, seat.id, awards) for round_, awards in rounds), sum(used, timedelta())
