"""The only place that maps rows to engine state and back. Whoever loads a room to change it locks its row."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

from game import models
from game.engine.state import Deck, Outcome, Phase, Presence, Prompt, Room, Round, Seat, Settings, Take
from game.patience import outlasting

T = TypeVar("T")


class NoSuchRoom(Exception):
    code = "no_such_room"
    text = "There is no room with this code. Check the five letters, or start a room of your own."


def lock(code: str) -> Room:
    """The room, its row locked until the transaction ends. Raises NoSuchRoom."""
    rows = models.Room.objects.select_related("deck")
    # SQLite's IMMEDIATE transactions hold the one write lock from their start.
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return _load(rows, code)


@outlasting
def get(code: str) -> Room:
    """The room as it is now, for reading. Raises NoSuchRoom."""
    return _load(models.Room.objects.select_related("deck"), code)


def version(code: str) -> int | None:
    """The version that the room has now; None where there is no room."""
    return models.Room.objects.filter(code=code).values_list("version", flat=True).first()


def _load(rows: Any, code: str) -> Room:
    # Postgres takes no zero bytes; nothing but letters makes a code anyway.
    row = rows.filter(code=code.upper()).first() if code.isalnum() else None
    if row is None:
        raise NoSuchRoom
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
        second_host=_text(row.second_host),
        seats=tuple(_seat(seat) for seat in row.seats.all()),
        rounds=_rounds(row),
        prompts=tuple(Prompt(**prompt) for prompt in row.prompts),
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
        calibration=row.calibration,
    )


def _rounds(room: models.Room) -> tuple[Round, ...]:
    if not room.prompts:
        return ()
    rounds = list(room.rounds.filter(game=room.game))
    takes = models.Take.objects.filter(round__in=rounds)
    return tuple(_round(room, row, [take for take in takes if take.round_id == row.id]) for row in rounds)


def _round(room: models.Room, row: models.Round, takes: Iterable[models.Take]) -> Round:
    prompt = Prompt(**room.prompts[row.number - 1])
    return Round(str(row.id), row.number, prompt, row.started_at, tuple(map(_take, takes)), frozenset(row.done))


def _take(row: models.Take) -> Take:
    outcome = Outcome(row.code, row.similarity, row.message, row.photo, row.detail) if row.code else None
    seat = str(row.seat_id)
    return Take(str(row.id), seat, row.number, row.submitted_at, outcome, row.judged_at, row.approved, row.hidden)


def save(before: Room, after: Room, now: datetime) -> None:
    """Write what differs. Frozen values make that cheap to know: what is unchanged is the same object."""
    models.Room.objects.filter(id=after.id).update(
        settings=asdict(after.settings),
        deck_id=int(after.deck.id),
        phase=after.phase,
        version=after.version,
        clock=after.clock,
        phase_started_at=after.phase_started_at,
        deadline=after.deadline,
        time_left=after.time_left,
        game=after.game,
        owner=after.owner,
        host=after.host,
        second_host=after.second_host,
        prompts=[asdict(prompt) for prompt in after.prompts],
    )
    for seat in _new_or_changed(before.seats, after.seats):
        _save_seat(after, seat, now)
    for round_ in _new_or_changed(before.rounds, after.rounds):
        _save_round(after, round_)
        old = next((r.takes for r in before.rounds if r.id == round_.id), ())
        for take in _new_or_changed(old, round_.takes):
            _save_take(round_, take, now)


def _new_or_changed(old: tuple[T, ...], new: tuple[T, ...]) -> Iterator[T]:
    known = set(map(id, old))
    return (item for item in new if id(item) not in known)


def _save_seat(room: Room, seat: Seat, now: datetime) -> None:
    values = {
        "nickname": seat.nickname,
        "avatar": seat.avatar,
        "presence": seat.presence,
        "connection": seat.connection or "",
        "gone_at": seat.gone_at,
        "plays_from": seat.plays_from,
        "plays": seat.plays,
        "calibration": dict(seat.calibration) if seat.calibration else None,
        "last_seen_at": now,
    }
    if not models.Seat.objects.filter(id=seat.id).update(**values):
        fixed = {"room_id": room.id, "player_id": seat.player, "joined_at": seat.joined_at}
        models.Seat.objects.create(id=seat.id, **fixed, **values)


def _save_round(room: Room, round_: Round) -> None:
    values = {"started_at": round_.started_at, "done": sorted(round_.done)}
    if not models.Round.objects.filter(id=round_.id).update(**values):
        fixed = {"room_id": room.id, "game": room.game, "number": round_.number}
        # The deck may have changed since the game began; the round is played nevertheless.
        prompt = models.Prompt.objects.filter(id=round_.prompt.id).first()
        models.Round.objects.create(id=round_.id, prompt=prompt, **fixed, **values)


def _save_take(round_: Round, take: Take, now: datetime) -> None:
    outcome = take.outcome
    values: dict[str, Any] = {"approved": take.approved, "hidden": take.hidden, "judged_at": take.judged_at}
    if outcome is not None:
        judged = {"code": outcome.code, "similarity": outcome.similarity, "message": outcome.message}
        values |= {**judged, "photo": outcome.photo, "detail": dict(outcome.detail), "upload": ""}
    if not models.Take.objects.filter(id=take.id).update(**values):
        fixed = {"round_id": round_.id, "seat_id": take.seat, "number": take.number, "submitted_at": take.submitted_at}
        models.Take.objects.create(id=take.id, queued_at=now, tries=1, **fixed, **values)
