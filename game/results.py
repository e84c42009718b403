"""What the leaderboard remembers of a game, also when a photo is judged or removed after its end."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from game import models
from game.engine import rules
from game.engine.state import Presence, Room


def remember(room: Room, now: datetime) -> None:
    """The rows of the game on the podium; written again should a last photo be judged or removed there."""
    results = _of_game(room.id, room.game)
    scored = {take.seat for r in room.rounds for take in r.takes if take.similarity is not None}
    results.filter(player_id__in=[seat.player for seat in room.seats if seat.id not in scored]).delete()
    fixed = _fixed(results, int(room.deck.id), now)
    for row in rules.standings(room):
        seat = room.seat(row.seat)
        best = [take.similarity or 0.0 for r in room.rounds if (take := rules.best_take(r, row.seat))]
        if seat is None or not best:
            continue
        values = {
            "nickname": seat.nickname,
            "avatar": seat.avatar,
            "points": row.points,
            "rounds": len(best),
            "best": max(best),
            "place": row.place,
        }
        models.GameResult.objects.update_or_create(
            room_id=room.id,
            game=room.game,
            player_id=seat.player,
            defaults=values,
            create_defaults=values | fixed,
        )


def count_again(take: models.Take, now: datetime) -> None:
    """The points of the take's seat in a game that the room has left, from its takes that count."""
    round_, seat = take.round, take.seat
    results = _of_game(round_.room_id, round_.game)
    mine, best = results.filter(player_id=seat.player_id), _best(seat, round_.game)
    values = {"points": sum(map(rules.points, best)), "rounds": len(best), "best": max(best, default=0.0)}
    if not best:
        mine.delete()
    elif not mine.update(**values) and seat.plays and seat.presence == Presence.IN:
        who = {"player_id": seat.player_id, "nickname": seat.nickname, "avatar": seat.avatar}
        fixed = _fixed(results, round_.prompt and round_.prompt.deck_id, now)
        last = results.count() + 1
        models.GameResult.objects.create(room_id=round_.room_id, game=round_.game, place=last, **who, **values, **fixed)
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


def _best(seat: models.Seat, game: int) -> list[float]:
    """The similarity of the seat's best take of each round that it has one in."""
    best: dict[Any, float] = {}
    scored = models.Take.objects.filter(seat=seat, round__game=game, similarity__isnull=False)
    for round_id, similarity in scored.values_list("round_id", "similarity"):
        best[round_id] = max(best.get(round_id, 0.0), similarity)
    return list(best.values())
