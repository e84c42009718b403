"""The only place that maps rows to engine state and back. Whoever loads a room to change it locks its row."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from animatch.platform.patience import outlasting
from game.decks import models as deck_models
from game.engine import rules
from game.engine.prompts import Deck
from game.engine.state import Phase, Plan, Presence, Room, Round, Seat, Settings
from game.engine.takes import Outcome, Take
from game.rooms import models, room_cache, rounds_as_json
from game.rooms.storage_keys import upload_key

SHOWN = ("approved", "hidden", "withdrawn", "open_reports")
"""What says whether a take is shown: the same names in its row."""


class NoSuchRoom(Exception):
    code = "no_such_room"
    text = "There is no room with this code. Check the five letters, or start a room of your own."


def lock(code: str) -> Room:
    """The room, its row locked until the transaction ends. Raises NoSuchRoom."""
    # SQLite's IMMEDIATE transactions hold the one write lock from their start.
    locked = connection.features.has_select_for_update
    return _load(models.Room.objects.select_for_update() if locked else models.Room.objects, code)


@outlasting
def get(code: str) -> Room:
    """The room as it is now, for reading. Raises NoSuchRoom."""
    room = _load(models.Room.objects, code)
    if not connection.in_atomic_block:
        room_cache.remember(room)
    return room


def version(code: str) -> int | None:
    """The version that the room has now; None where there is no room."""
    return models.Room.objects.filter(code=code).values_list("version", flat=True).first()


def _load(rooms: Any, code: str) -> Room:
    # Postgres takes no zero bytes; nothing but letters makes a code anyway.
    found = rooms.filter(code=code.upper()).values_list("id", "version") if code.isalnum() else ()
    for room_id, at in found:
        return room_cache.at_version(str(room_id), at) or _read(room_id)
    raise NoSuchRoom


def _read(room_id: UUID) -> Room:
    row = models.Room.objects.select_related("deck").filter(id=room_id).first()
    if row is None:
        raise NoSuchRoom
    plan = rounds_as_json.plan(row.prompts)
    return Room(
        id=str(row.id),
        code=row.code,
        settings=Settings(**row.settings),
        deck=Deck(str(row.deck_id), row.deck.name),
        phase=Phase(row.phase),
        version=row.version,
        clock=row.clock,
        phase_started_at=row.phase_started_at,
        deadline=row.deadline,
        time_left=row.time_left,
        game=row.game,
        owner=_text(row.owner),
        host=_text(row.host),
        named_host=_text(row.named_host),
        second_host=_text(row.second_host),
        password=row.password,
        seats=tuple(_seat(seat) for seat in row.seats.all()),
        rounds=rounds_of_game(row.id, row.game, plan) if plan else (),
        plan=plan,
        faces=rounds_as_json.faces(row.faces),
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _seat(row: models.Seat) -> Seat:
    return Seat(
        id=str(row.id),
        player=str(row.player_id),
        nickname=row.nickname,
        avatar=row.avatar,
        joined_at=row.joined_at,
        presence=Presence(row.presence),
        connection=row.connection or None,
        gone_at=row.gone_at,
        plays_from=row.plays_from,
        plays=row.plays,
        celebrated=row.celebrated,
        team=row.team,
        calibration=row.calibration,
    )


def rounds_of_game(room_id: UUID, game: int, plan: tuple[Plan, ...] = ()) -> tuple[Round, ...]:
    """The rounds of a game so far. Without its plan, which the room forgets, a round has no prompts but its own."""
    rounds = list(models.Round.objects.filter(room=room_id, game=game))
    takes = models.Take.objects.filter(round__in=rounds).order_by("number", "seat_id")
    return tuple(_round(row, plan, [take for take in takes if take.round_id == row.id]) for row in rounds)


def round_alone(row: models.Round) -> Round:
    """A round of any game, with what was dealt in it, and without its photos."""
    return _round(row, (), ())


def _round(row: models.Round, plan: tuple[Plan, ...], takes: Iterable[models.Take]) -> Round:
    planned = plan[row.number - 1] if row.number <= len(plan) else Plan(row.kind, ())
    return Round(
        id=str(row.id),
        number=row.number,
        started_at=row.started_at,
        closed_at=row.closed_at,
        takes=tuple(map(_take, takes)),
        done=frozenset(row.done),
        cards=rounds_as_json.cards(row.cards or ()),
        **rounds_as_json.play(row.play, planned),
    )


def _take(row: models.Take) -> Take:
    outcome = Outcome(row.code, row.similarity, row.message, row.photo, row.detail) if row.code else None
    shown = {name: getattr(row, name) for name in SHOWN}
    return Take(
        id=str(row.id),
        seat=str(row.seat_id),
        number=row.number,
        submitted_at=row.submitted_at,
        outcome=outcome,
        judged_at=row.judged_at,
        turn=row.turn,
        prompt=row.prompt,
        **shown,
    )


def save(before: Room, after: Room, now: datetime) -> None:
    """Write what differs. Frozen values make that cheap to know: what is unchanged is the same object."""
    old, new = _room_values(before), _room_values(after)
    changed = {name: new[name] for name in new if new[name] != old[name]}
    if after.plan is not before.plan:
        changed["prompts"] = rounds_as_json.of_plan(after.plan)
    models.Room.objects.filter(id=after.id).update(**changed)
    seats = {seat.id: seat for seat in before.seats}
    for seat in after.seats:
        if seat is not (known := seats.get(seat.id)):
            _save_seat(after, seat, now, new=known is None)
    rounds = {round_.id: round_ for round_ in before.rounds}
    for round_ in after.rounds:
        if round_ is not (earlier := rounds.get(round_.id)):
            _save_round(after, earlier, round_, now)


def _room_values(room: Room) -> dict[str, Any]:
    """The columns of a room's own row that a change can touch."""
    return {
        "settings": asdict(room.settings),
        "deck_id": int(room.deck.id),
        "phase": room.phase,
        "version": room.version,
        "clock": room.clock,
        "phase_started_at": room.phase_started_at,
        "deadline": room.deadline,
        "time_left": room.time_left,
        "game": room.game,
        "owner": room.owner,
        "host": room.host,
        "named_host": room.named_host,
        "second_host": room.second_host,
        "password": room.password,
        "faces": rounds_as_json.of_faces(room.faces),
    }


def _save_seat(room: Room, seat: Seat, now: datetime, *, new: bool) -> None:
    values = {
        "nickname": seat.nickname,
        "avatar": seat.avatar,
        "presence": seat.presence,
        "connection": seat.connection or "",
        "gone_at": seat.gone_at,
        "plays_from": seat.plays_from,
        "plays": seat.plays,
        "celebrated": seat.celebrated,
        "team": seat.team,
        "calibration": dict(seat.calibration) if seat.calibration else None,
        "last_seen_at": now,
    }
    if new:
        fixed = {"room_id": room.id, "player_id": seat.player, "joined_at": seat.joined_at}
        models.Seat.objects.create(id=seat.id, **fixed, **values)
    else:
        models.Seat.objects.filter(id=seat.id).update(**values)


def _save_round(room: Room, before: Round | None, round_: Round, now: datetime) -> None:
    values = _round_values(round_)
    if before is None:
        fixed = {"room_id": room.id, "game": room.game, "number": round_.number, "kind": round_.kind}
        # The deck may have changed since the game began; the round is played nevertheless.
        asked = round_.prompt
        prompt = deck_models.Prompt.objects.filter(id=asked.id).first() if asked else None
        models.Round.objects.create(id=round_.id, prompt=prompt, **fixed, **values)
    elif (old := _round_values(before)) != values:
        models.Round.objects.filter(id=round_.id).update(**{k: values[k] for k in values if values[k] != old[k]})
    takes = {take.id: take for take in before.takes} if before else {}
    for take in round_.takes:
        if take is not (known := takes.get(take.id)):
            _save_take(room, round_, take, now, new=known is None)


def _round_values(round_: Round) -> dict[str, Any]:
    """The columns of a round's row that a change can touch."""
    return {
        "started_at": round_.started_at,
        "closed_at": round_.closed_at,
        "done": sorted(round_.done),
        "cards": rounds_as_json.of_cards(round_.cards),
        "play": rounds_as_json.of_play(round_),
    }


def _save_take(room: Room, round_: Round, take: Take, now: datetime, *, new: bool) -> None:
    outcome = take.outcome
    values: dict[str, Any] = {"judged_at": take.judged_at} | {name: getattr(take, name) for name in SHOWN}
    if outcome is not None:
        judged = {"code": outcome.code, "similarity": outcome.similarity, "message": outcome.message}
        values |= {**judged, "photo": outcome.photo, "detail": dict(outcome.detail), "upload": ""}
    if new:
        fixed = {"round_id": round_.id, "seat_id": take.seat, "number": take.number, "submitted_at": take.submitted_at}
        fixed |= {"turn": take.turn, "prompt": take.prompt}
        tries = int(take.id in rules.to_be_judged(room))
        waiting = {"upload": upload_key(room.id, take.id), "queued_at": now, "tries": tries}
        models.Take.objects.create(id=take.id, **fixed, **waiting | values)
    else:
        models.Take.objects.filter(id=take.id).update(**values)
