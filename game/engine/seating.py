"""How people come into a room, drop out of it and return: their seats, and what a seat brings to the rounds."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from game.engine import errors, rules, teams
from game.engine.dealt import Assignment
from game.engine.events import Event, Kind
from game.engine.kinds import registry
from game.engine.kinds.card import SHOWN
from game.engine.state import Phase, Presence, Room, Round, Seat
from game.engine.transitions import THE_HOUSE, Transition, changed, check_host, check_seat, settled, steered_by
from scoring import names

SOMEBODYS_FACE = "Somebody's face"
"""The title of a face that was made by who is forgotten: what others have copied stays."""


def join(room: Room, seat: Seat, now: datetime) -> Transition:
    """Give a player a seat, or the seat back that the player left. A late joiner plays from the next round."""
    old = room.seat_of(seat.player)
    if old is not None and old.presence is Presence.KICKED:
        raise errors.Kicked
    if old is not None and old.presence is Presence.IN:
        return Transition(room)
    _check_free_seat(room)
    name = _check_nickname_free(room, seat.nickname, seat.player)
    plays_from = _next_round_to_join(room)
    if old is not None:
        back = replace(
            old,
            presence=Presence.IN,
            nickname=name,
            avatar=seat.avatar,
            plays_from=max(old.plays_from, plays_from),
            gone_at=now,
        )
        return changed(room, _let_in(teams.filled(room.with_seat(back)), old.id), Event(Kind.SEAT_JOINED, seat=old.id))
    new = replace(seat, nickname=name, joined_at=now, gone_at=now, plays_from=plays_from)
    after = replace(room.with_new_seat(new), owner=room.owner or new.id, host=room.host or new.id)
    return changed(room, _let_in(teams.filled(after), new.id), Event(Kind.SEAT_JOINED, seat=new.id))


def set_password(room: Room, hashed: str, by: str, now: datetime) -> Transition:
    """Ask everybody who has no seat for this password from now on; "" asks for none."""
    check_host(room, by)
    if hashed == room.password:
        return Transition(room)
    return changed(room, replace(room, password=hashed), Event(Kind.SETTINGS_CHANGED))


def _check_free_seat(room: Room) -> None:
    if room.settings.locked:
        raise errors.RoomLocked
    if len(room.present) >= room.settings.max_players:
        raise errors.RoomFull


def _check_nickname_free(room: Room, nickname: str, player: str) -> str:
    name = rules.check_nickname(nickname)
    key = names.key(name)
    if any(names.key(seat.nickname) == key for seat in room.present if seat.player != player):
        raise errors.NicknameTaken
    return name


def _next_round_to_join(room: Room) -> int:
    if room.round is None or not room.phase.in_round:
        return 1
    return room.round.number if registry.now(room).lets_in(room) else room.round.number + 1


def _let_in(room: Room, seat_id: str) -> Room:
    """The room with something to do for who comes while a round lets people in, and has been given nothing yet."""
    round_, seat = room.round, check_seat(room, seat_id)
    if round_ is None or not room.phase.in_round or not seat.takes_part(round_.number):
        return room
    kind = registry.now(room)
    if not kind.lets_in(room) or round_.assignment(seat_id, round_.turn):
        return room
    return room.with_round(kind.welcome(room, round_, seat_id))


def connect(room: Room, seat_id: str, connection: str, now: datetime) -> Transition:
    """A phone is there. Connecting again replaces the connection; whose room it is to come back to gets it back."""
    seat = check_seat(room, seat_id)
    after = _let_in(room.with_seat(replace(seat, connection=connection, gone_at=None)), seat_id)
    events = [] if seat.connected else [Event(Kind.SEAT_CONNECTED, seat=seat_id)]
    if seat_id == rules.rightful_host(after, now) and seat_id != room.host:
        after = steered_by(after, seat_id)
        events.append(Event(Kind.HOST_CHANGED, seat=seat_id))
    return changed(room, after, *events)


def disconnect(room: Room, seat_id: str, connection: str, now: datetime, other: str | None = None) -> Transition:
    """A phone is gone, unless it has an `other` connection still. An older one that ends late changes nothing."""
    seat = room.seat(seat_id)
    if seat is None or seat.connection != connection:
        return Transition(room)
    if other is not None:
        return changed(room, room.with_seat(replace(seat, connection=other)))
    after = room.with_seat(replace(seat, connection=None, gone_at=now))
    return settled(room, after, now, Event(Kind.SEAT_DISCONNECTED, seat=seat_id))


def lose_everybody(room: Room, now: datetime) -> Transition:
    """The server that knew the phones has ended. They come back one by one, and no round closes early until then."""
    gone = [seat for seat in room.seats if seat.connected]
    if not gone:
        return Transition(room)
    seats = tuple(replace(seat, connection=None, gone_at=now) if seat.connected else seat for seat in room.seats)
    events = (Event(Kind.SEAT_DISCONNECTED, seat=seat.id) for seat in gone)
    return changed(room, replace(room, seats=seats), *events)


def leave(room: Room, seat_id: str, now: datetime) -> Transition:
    """Give a seat up; whoever has done so already leaves nothing more."""
    seat = room.seat(seat_id)
    if seat is not None and seat.presence is Presence.LEFT:
        return Transition(room)
    return _remove(room, check_seat(room, seat_id), Presence.LEFT, Kind.SEAT_LEFT, now)


def kick(room: Room, seat_id: str, by: str, now: datetime) -> Transition:
    """Remove a seat: its player stays out of this room, unless they are let back."""
    check_host(room, by)
    if seat_id == by:
        raise errors.WrongPhase("You cannot remove yourself. Leave the room instead.")
    if by != THE_HOUSE and _holds_the_room(room, seat_id, by):
        raise errors.NotHost("The room is theirs, so they stay until they leave it themselves.")
    seat = room.seat(seat_id)
    if seat is not None and seat.presence is Presence.KICKED:
        return Transition(room)
    return _remove(room, check_seat(room, seat_id), Presence.KICKED, Kind.SEAT_KICKED, now)


def let_back(room: Room, seat_id: str, by: str, now: datetime) -> Transition:
    """Take a removal back: whoever was removed may sit down again, in the seat that they had."""
    if by != THE_HOUSE:
        check_seat(room, by)
        if not rules.may_let_back(room, by):
            raise errors.NotHost("Only whose room it is lets somebody back in. Ask them.")
    seat = room.seat(seat_id)
    if seat is None or seat.presence is not Presence.KICKED:
        return Transition(room)
    after = room.with_seat(replace(seat, presence=Presence.LEFT))
    return changed(room, after, Event(Kind.SEAT_LET_BACK, seat=seat_id))


def _holds_the_room(room: Room, seat_id: str, by: str) -> bool:
    """Whether the seat hosts, or comes back to host: nobody who stands in or beside keeps them from that."""
    return seat_id in (room.host, room.owner) or (seat_id == room.named_host and by != room.owner)


def _remove(room: Room, seat: Seat, presence: Presence, kind: Kind, now: datetime) -> Transition:
    after = _bereft(room.with_seat(replace(seat, presence=presence, connection=None, gone_at=now)), seat.id, now)
    return settled(room, after, now, Event(kind, seat=seat.id), *_new_host(room, after))


def _bereft(room: Room, seat_id: str, now: datetime) -> Room:
    """The room without the face that this seat has made, and with the seat out of every office; the host's goes to
    whoever has a right to it and is here.
    """
    second, named = (None if holder == seat_id else holder for holder in (room.second_host, room.named_host))
    after = replace(room.without_face(seat_id), second_host=second, named_host=named)
    heir = room.seat(rules.rightful_host(after, now) or "")
    return steered_by(after, heir.id) if room.host == seat_id and heir and heir.connected else after


def _new_host(before: Room, after: Room) -> list[Event]:
    return [Event(Kind.HOST_CHANGED, seat=after.host)] if after.host and after.host != before.host else []


def calibrate(room: Room, seat_id: str, calibration: Mapping[str, float] | None, now: datetime) -> Transition:
    """Remember the personal range of a face, or forget it."""
    seat = check_seat(room, seat_id)
    return changed(room, room.with_seat(replace(seat, calibration=calibration)), Event(Kind.SEAT_CHANGED, seat=seat_id))


def set_plays(room: Room, seat_id: str, plays: bool, now: datetime) -> Transition:
    """Play, or only host and watch; from the next round on where one is running."""
    seat = check_seat(room, seat_id)
    if seat.plays == plays:
        return Transition(room)
    after = replace(seat, plays=plays, plays_from=_next_round_to_join(room) if plays else seat.plays_from)
    # Whose face others copy gets points for it.
    kept = room if plays else room.without_face(seat_id)
    let_in = _let_in(teams.filled(kept.with_seat(after)), seat_id)
    return settled(room, let_in, now, Event(Kind.SEAT_CHANGED, seat=seat_id))


def change_team(room: Room, seat_id: str, team: int, by: str, now: datetime) -> Transition:
    """Put a seat into another team, in the lobby: what a team has follows from who is in it."""
    check_host(room, by)
    seat = check_seat(room, seat_id)
    if room.phase is not Phase.LOBBY:
        raise errors.WrongPhase("Teams can be changed in the lobby.")
    if not 0 <= team < room.settings.teams:
        raise errors.SettingsInvalid("There is no such team.")
    if seat.team == team:
        return Transition(room)
    return changed(room, room.with_seat(replace(seat, team=team)), Event(Kind.SEAT_CHANGED, seat=seat_id))


def set_celebrated(room: Room, seat_id: str, celebrated: bool, now: datetime) -> Transition:
    """Whether this guest's photos are shown after their reveal too: on podium and poster, in titles and recap."""
    seat = check_seat(room, seat_id)
    if seat.celebrated == celebrated:
        return Transition(room)
    after = room.with_seat(replace(seat, celebrated=celebrated))
    return changed(room, after, Event(Kind.SEAT_CHANGED, seat=seat_id))


def forget_seat(room: Room, seat_id: str, now: datetime) -> Transition:
    """The room as if this seat had never been in it: no seat, no takes, no office.

    A round waits for nobody who is forgotten; it ends at its deadline, if not sooner.
    """
    seats = tuple(seat for seat in room.seats if seat.id != seat_id)
    if len(seats) == len(room.seats):
        return Transition(room)
    rounds = tuple(_without(round_, seat_id) for round_ in room.rounds)
    after = _bereft(replace(room, seats=seats, rounds=rounds), seat_id, now)
    owner, host = (None if holder == seat_id else holder for holder in (after.owner, after.host))
    after = replace(after, owner=owner, host=host)
    return changed(room, after, Event(Kind.SEAT_LEFT, seat=seat_id), *_new_host(room, after))


def _without(round_: Round, seat_id: str) -> Round:
    takes = tuple(take for take in round_.takes if take.seat != seat_id)
    gone = {take.id for take in round_.takes} - {take.id for take in takes}
    cards = tuple(
        replace(
            card,
            seats=tuple(seat for seat in card.seats if seat != seat_id),
            takes=tuple(take for take in card.takes if take not in gone),
        )
        for card in round_.cards
    )
    dealt = tuple(_task_without(given, seat_id, gone) for given in round_.dealt)
    ballots = tuple(ballot for ballot in round_.ballots if ballot.seat != seat_id and seat_id not in ballot.choice)
    drawn = any(given.seat == seat_id and given.role == SHOWN for given in round_.dealt)
    made = tuple(replace(prompt, title=SOMEBODYS_FACE) for prompt in round_.made) if drawn else round_.made
    done = round_.done - {seat_id}
    return replace(round_, takes=takes, done=done, cards=cards, dealt=dealt, made=made, ballots=ballots)


def _task_without(given: Assignment, seat_id: str, gone: Collection[str]) -> Assignment:
    """A task stays, without a seat: whose turn is whose follows from their order."""
    seat = "" if given.seat == seat_id else given.seat
    mates = tuple(mate for mate in given.mates if mate != seat_id)
    return replace(given, seat=seat, mates=mates, take=None if given.take in gone else given.take)
