"""Use cases: lock the room, let the rules decide, save, and announce once that is committed."""

import logging
import random
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from itertools import cycle
from typing import Any
from uuid import uuid4

from django.conf import settings as django_settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from animatch.platform.patience import outlasting
from game.art.characters import CHARACTERS
from game.decks import models as deck_models
from game.decks import selectors as deck_selectors
from game.engine import errors, playing, rules, seating, transitions
from game.engine.events import Event, Kind
from game.engine.kinds import registry
from game.engine.prompts import Deck, Prompt
from game.engine.state import Phase, Plan, Presence, Room, Seat, Settings
from game.engine.takes import Outcome
from game.engine.transitions import Transition
from game.people import models as people_models
from game.protocol.from_server import ClosedMessage, Happening, PhotoGoneMessage, UpdateMessage, YouMessage
from game.rooms import admission, broadcast, deadlines, metrics, models, past_games, repository, room_cache, snapshots
from game.scores import results

log = logging.getLogger(__name__)

# No vowels, so no words; and nothing that is easily read as something else.
CODE_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
CODE_LENGTH = 5
AVATARS = frozenset(character.slug for character in CHARACTERS)


def new_id() -> str:
    return str(uuid4())


def random_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


@outlasting
def change(code: str, transition: Callable[[Room], Transition], now: datetime) -> Room:
    """Apply a transition to the room and tell everybody. Raises RuleViolation or NoSuchRoom.

    This is the one path by which a room changes: one row lock, one save, one broadcast.
    """
    with transaction.atomic():
        before = repository.lock(code)
        result = transition(before)
        after = result.room
        if after is before:
            return before
        repository.save(before, after, now)
        if after.phase is Phase.PODIUM and (before.phase, before.rounds) != (after.phase, after.rounds):
            results.remember(after, now)
        transaction.on_commit(lambda: _announce(before, result, now), robust=True)
    return after


def _announce(before: Room, result: Transition, now: datetime) -> None:
    after = result.room
    old = room_cache.once(snapshots.room_json, before)
    room_cache.remember(after)
    update, private = news(before, old, result, now)
    broadcast.to_room(after.code, update, own=private, look_again=_shuts_out(before, result))
    for event in result.events:
        if event.kind is Kind.SEAT_KICKED:
            farewell = ClosedMessage(code=errors.Kicked.code, message=errors.Kicked.message)
            broadcast.dismiss(after.code, farewell, event.seat)
        elif event.kind is Kind.PHOTO_MODERATED and (take := after.take(event.take or "")) and take.hidden:
            # Also for pages that show photos of rounds long gone.
            broadcast.to_room(after.code, PhotoGoneMessage(take=take.id))
    if after.clock != before.clock:
        deadlines.arm(after)


def _shuts_out(before: Room, result: Transition) -> bool:
    """Whether somebody may have to go who could look on so far."""
    after, kinds = result.room, {event.kind for event in result.events}
    players_only = after.password != "" or not after.settings.spectators
    stricter = after.password != before.password or after.settings.spectators < before.settings.spectators
    return stricter or Kind.SEAT_KICKED in kinds or (players_only and Kind.SEAT_LEFT in kinds)


def news(
    before: Room, old: dict[str, Any], result: Transition, now: datetime
) -> tuple[UpdateMessage, dict[str, YouMessage]]:
    """What a change means for every screen, which sees it as `old`, and for the seats whose own side of it changed."""
    after = result.room
    new = room_cache.once(snapshots.room_json, after)
    update = UpdateMessage(
        server_time=snapshots.milliseconds(now) or 0,
        version=after.version,
        patch=snapshots.merge_patch(old, new),
        events=[Happening(kind=event.kind, seat=event.seat, phase=event.phase) for event in result.events],
    )
    affected = _privately_affected(before, result.events, after)
    seats = [seat for seat in after.present if seat.id in affected]
    return update, {seat.id: YouMessage(version=after.version, you=snapshots.you(after, seat)) for seat in seats}


def _privately_affected(before: Room, events: tuple[Event, ...], after: Room) -> list[str]:
    """The seats whose own view changed: all of them with the step and who hosts, else those that an event names.

    Who was removed is on the list of whoever may let them back; what is to be decided, on that of who hosts.
    """
    if _moment(before) != _moment(after):
        return [seat.id for seat in after.present]
    named = [event.seat for event in events if event.seat]
    if round_ := after.round:
        # Who shares a photo has one less, too.
        named += [mate for seat in list(named) for mate in registry.of(round_).together(round_, seat)]
    takes = {event.take for event in events if event.take}
    named += [given.seat for given in (after.round.dealt if after.round else ()) if given.take in takes]
    if any(event.kind in (Kind.SEAT_KICKED, Kind.SEAT_LET_BACK) for event in events):
        named += [seat.id for seat in after.present if rules.may_let_back(after, seat.id)]
    if rules.to_decide(before) != rules.to_decide(after):
        named += [seat.id for seat in after.present if rules.is_host(after, seat.id)]
    return list(dict.fromkeys(named))


def _moment(room: Room) -> tuple[Any, ...]:
    """What everybody's own view follows from."""
    return room.phase, room.round and (room.round.number, room.round.turn), room.host, room.second_host


# Rooms and seats


def create_room(
    player: people_models.Player,
    nickname: str,
    avatar: str,
    settings: Settings,
    deck: deck_models.Deck,
    now: datetime,
    *,
    plays: bool = True,
    host: Any = None,
) -> Room:
    """A new room with its owner in the first seat. It is `host`'s, where that is an account, or the player's own."""
    rules.check_nickname(nickname)
    account = next((user for user in (host, player.user) if user and user.is_staff), None)
    # A locked room would not let its owner in.
    row = open_room(replace(settings, locked=False), deck, now, created_by=account)
    room = join(row.code, player, nickname, avatar, now)
    seat = room.seats[0]
    if not plays:
        room = change(row.code, lambda r: seating.set_plays(r, seat.id, False, now), now)
    if settings.locked:
        room = change(row.code, lambda r: transitions.configure(r, settings, r.deck, seat.id, now), now)
    return room


def open_room(settings: Settings, deck: deck_models.Deck, now: datetime, created_by: object = None) -> models.Room:
    """An empty room under a code of its own; the first to join owns it."""
    values = {"settings": asdict(playing.check_settings(settings)), "deck": deck, "created_by": created_by}
    while True:
        code = random_code()
        try:
            with transaction.atomic():
                return models.Room.objects.create(
                    code=code, created_at=now, expires_at=now + django_settings.ROOM_LIFETIME, **values
                )
        except IntegrityError:
            log.info("Room code %s is in use already", code)


def join(code: str, player: people_models.Player, nickname: str, avatar: str, now: datetime) -> Room:
    admission.check_not_banned(code, player)
    seat = Seat(new_id(), str(player.id), nickname, avatar, joined_at=now)
    return change(code, lambda room: seating.join(room, seat, now), now)


def set_password(code: str, word: str, by: str, now: datetime) -> Room:
    """Ask whoever has no seat for this password from now on; blank: for none. Raises RuleViolation or NoSuchRoom."""
    # Before the hashing, which takes a third of a second.
    transitions.check_host(repository.get(code), by)
    hashed = make_password(word.strip()) if word.strip() else ""
    return change(code, lambda room: seating.set_password(room, hashed, by, now), now)


def check_joinable(nickname: str, avatar: str) -> str:
    """The name as it is shown. Raises RuleViolation where it or the drawn face is none that a seat can have."""
    if avatar not in AVATARS:
        raise errors.AvatarUnknown
    return rules.check_nickname(nickname)


# Games


def start(code: str, by: str, now: datetime) -> Room:
    """Begin a game with prompts that this room has not seen, as far as the deck has such."""
    return change(code, lambda room: transitions.start(room, _planned(room), by, now, new_id), now)


def _planned(room: Room) -> tuple[Plan, ...]:
    """The rounds of a game for those who are here; none where the deck is empty. A deck is gone through in turn."""
    prompts = _draw_prompts(room)
    players = sum(seat.plays for seat in room.present)
    programme = registry.programme(room.settings, players, len(prompts), room.game + 1, room.id, faces=len(room.faces))
    kinds = [registry.KINDS[name] for name in programme]
    if not prompts:
        return ()
    supply = cycle(prompts)
    return tuple(Plan(kind.name, kind.drawn(supply, prompts), secrets.randbits(31)) for kind in kinds)


def _draw_prompts(room: Room) -> tuple[Prompt, ...]:
    """All of the room's deck: by chance, those first that it has seen least."""
    played = models.Round.objects.filter(room_id=room.id).values_list("prompt_id", flat=True)
    seen = list(played)
    rows = list(deck_models.Prompt.objects.filter(deck_id=room.deck.id, labelled=True))
    random.shuffle(rows)
    rows.sort(key=lambda row: seen.count(row.id))
    return tuple(as_played(prompt_of(row), room.settings) for row in rows)


def as_played(prompt: Prompt, settings: Settings) -> Prompt:
    """With all that it asks for, unless eyes and mouth alone are to count."""
    return replace(prompt, parts=None) if settings.classic_parts else prompt


def prompt_of(row: deck_models.Prompt) -> Prompt:
    """A deck's row as the rules know it."""
    openness = (row.left_eye, row.right_eye, row.mouth)
    return Prompt(str(row.id), row.title, row.picture_url, *openness, row.parts or None)


def close_phase(code: str, clock: int, now: datetime) -> Room:
    def close(room: Room) -> Transition:
        result = transitions.close_phase(room, clock, now, new_id)
        if result.room is not room and room.deadline is not None:
            metrics.phase_lag.observe((now - room.deadline).total_seconds())
        return result

    return change(code, close, now)


# Photos


def record(code: str, take_id: str, outcome: Outcome, now: datetime) -> Room:
    """Store what became of a photo, once, whatever happens in between."""
    room = change(code, lambda room: transitions.record(room, take_id, outcome, now), now)
    metrics.outcomes.labels(outcome.code).inc()
    if room.take(take_id) is None:
        past_games.record(code, take_id, outcome, now)
    return room


def configure(code: str, settings: Settings, deck_id: str, by: str, now: datetime) -> Room:
    row = deck_models.Deck.objects.filter(admission.open_decks(code), id=deck_selectors.as_id(deck_id)).first()
    if row is None:
        raise errors.SettingsInvalid("There is no such deck.")
    return change(code, lambda room: transitions.configure(room, settings, Deck(str(row.id), row.name), by, now), now)


def disconnect_vanished(now: datetime, seen_before: datetime) -> None:
    """Give up on seats whose process stopped reporting them, so that no round waits for a ghost."""
    ghosts = models.Seat.objects.filter(presence=Presence.IN, last_seen_at__lt=seen_before).exclude(connection="")
    for seat in ghosts.select_related("room"):
        gone = partial(seating.disconnect, seat_id=str(seat.id), connection=seat.connection, now=now)
        with suppress(repository.NoSuchRoom):
            change(seat.room.code, gone, now)


def resume_after_restart(now: datetime) -> None:
    """Nobody is connected yet, and the broker has forgotten the deadlines: say both anew."""
    connected = models.Seat.objects.exclude(connection="")
    for code in models.Room.objects.filter(seats__in=connected).distinct().values_list("code", flat=True):
        change(code, partial(seating.lose_everybody, now=now), now)
    for code in models.Room.objects.filter(deadline__isnull=False).values_list("code", flat=True):
        deadlines.arm(repository.get(code))


def vouch(seats: list[str], now: datetime) -> list[str]:
    """These seats have a living connection. Those of them that were given up in the meantime are returned."""
    rows = models.Seat.objects.filter(id__in=seats)
    rows.update(last_seen_at=now)
    return [str(seat) for seat in rows.filter(presence=Presence.IN, connection="").values_list("id", flat=True)]
