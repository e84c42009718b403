"""What the leaderboard remembers of a game, also when a photo is judged or removed after its end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from game.engine import playing, teams
from game.engine.state import Room
from game.scores import models


@dataclass(frozen=True)
class Guest:
    """Whose row it is. `plays`: whether they still sit in the room and take part."""

    player_id: UUID
    nickname: str
    avatar: str
    plays: bool


def remember(room: Room, now: datetime) -> None:
    """The rows of the game on the podium; written again should a last photo be judged or removed there."""
    results = _of_game(room.id, room.game)
    standings = playing.standings(room)
    team_points = {row.team: row.points for row in teams.standings(room)}
    scored = {take.seat for r in room.rounds for take in r.takes if take.similarity is not None}
    scored |= {row.seat for row in standings if row.points}
    results.filter(player_id__in=[seat.player for seat in room.seats if seat.id not in scored]).delete()
    fixed = _fixed(results, int(room.deck.id), now)
    for row in standings:
        seat = room.seat(row.seat)
        best = [take.similarity or 0.0 for r in room.rounds if (take := playing.counted_take(r, row.seat))]
        if seat is None or row.seat not in scored:
            continue
        values = {
            "nickname": seat.nickname,
            "avatar": seat.avatar,
            "points": row.points,
            "rounds": len(best),
            "best": max(best, default=0.0),
            "place": row.place,
            "team": seat.team,
            "team_points": None if seat.team is None else team_points.get(seat.team),
        }
        models.GameResult.objects.update_or_create(
            room_id=room.id,
            game=room.game,
            player_id=seat.player,
            defaults=values,
            create_defaults=values | fixed,
        )


def players(room_id: UUID, game: int) -> list[UUID]:
    """Who is remembered with a row of that game."""
    return list(_of_game(room_id, game).values_list("player_id", flat=True))


def recount(
    room_id: UUID, game: int, guest: Guest, best: list[float], points: int, deck_id: int | None, now: datetime
) -> None:
    """Write a guest's row of a past game anew: their points, and the similarity of their best take of each round.

    Where the game's end saw no row of theirs, there is one now if `guest` still plays in the room.
    """
    results = _of_game(room_id, game)
    mine = results.filter(player_id=guest.player_id)
    values = {"points": points, "rounds": len(best), "best": max(best, default=0.0)}
    if not best and not points:
        mine.delete()
    elif not mine.update(**values) and guest.plays:
        who = {"player_id": guest.player_id, "nickname": guest.nickname, "avatar": guest.avatar}
        fixed, last = _fixed(results, deck_id, now), results.count() + 1
        models.GameResult.objects.create(room_id=room_id, game=game, place=last, **who, **values, **fixed)
    for place, row in enumerate(results.order_by("-points", "place"), start=1):
        results.filter(id=row.id).update(place=place)


def _of_game(room_id: Any, game: int) -> QuerySet[models.GameResult]:
    return models.GameResult.objects.filter(room_id=room_id, game=game)


def _fixed(results: QuerySet[models.GameResult], deck_id: int | None, now: datetime) -> dict[str, Any]:
    """What a game's rows share from its end on: by then its room may have chosen another deck."""
    first = results.first()
    return {
        "deck_id": first.deck_id if first else deck_id,
        "finished_at": first.finished_at if first else now,
    }
