"""Reads: who has the most points."""

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, Max, Sum

from game.scores import models

Period = Literal["today", "week", "all"]
LEADERBOARD_ROWS = 50


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
