"""Reads: what pages and the API show. Nothing here changes anything."""

import re
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from game import models, snapshots
from game.engine import errors
from game.engine.state import Presence, Room, Seat
from game.protocol.from_server import SnapshotMessage

Period = Literal["today", "week", "all"]
LEADERBOARD_ROWS = 50


def snapshot(room: Room, player: UUID | None, now: datetime) -> SnapshotMessage:
    """The room at its version, with the player's own side of it if there is one."""
    seat = room.seat_of(str(player)) if player else None
    own = snapshots.you(room, seat) if seat and seat.presence is Presence.IN else None
    return SnapshotMessage(server_time=snapshots.milliseconds(now) or 0, room=snapshots.room_view(room), you=own)


def seat_of(room: Room, player: UUID | None) -> Seat | None:
    """The player's seat, also one that was left or taken away."""
    return room.seat_of(str(player)) if player else None


def sits(room: Room, player: UUID | None) -> bool:
    """Whether the player has a seat here, neither left nor taken away."""
    seat = seat_of(room, player)
    return seat is not None and seat.presence is Presence.IN


def public_decks() -> QuerySet[models.Deck]:
    """Decks with at least one prompt that can be played, the default first."""
    size = Count("prompts", filter=Q(prompts__labelled=True))
    return (
        models.Deck.objects.filter(public=True).annotate(size=size).filter(size__gt=0).order_by("-is_default", "name")
    )


def as_id(text: str) -> int:
    """The id of a row that somebody wrote down; 0, which no row has, where it is none."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def deck_for_new_room(deck_id: str | None) -> models.Deck:
    """The public deck asked for, or the default one. Raises RuleViolation where there is none."""
    decks = public_decks()
    if deck_id:
        decks = decks.filter(id=as_id(deck_id))
    deck = decks.first()
    if deck is None:
        raise errors.NotEnoughPrompts
    return deck


def leaderboard(period: Period, deck: int | None, you: UUID | None, now: datetime) -> list[dict[str, Any]]:
    """The best players of the period by the sum of their points; equals share a place."""
    results = models.GameResult.objects.all()
    if period != "all":
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        results = results.filter(finished_at__gte=midnight if period == "today" else now - timedelta(days=7))
    if deck is not None:
        results = results.filter(deck_id=deck)
    totals = results.order_by().values("player_id", "player__nickname", "player__avatar")
    rows = totals.annotate(total=Sum("points"), games=Count("id"), best=Max("best")).order_by(
        "-total", "-best", "player_id"
    )
    return _placed(rows[:LEADERBOARD_ROWS], you)


def _placed(rows: Any, you: UUID | None) -> list[dict[str, Any]]:
    placed: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=1):
        shared = placed and placed[-1]["points"] == row["total"]
        placed.append(
            {
                "place": placed[-1]["place"] if shared else number,
                "nickname": row["player__nickname"],
                "avatar": row["player__avatar"],
                "points": row["total"],
                "games": row["games"],
                "best_percent": round(row["best"] * 100, 2),
                "you": row["player_id"] == you,
            }
        )
    return placed
