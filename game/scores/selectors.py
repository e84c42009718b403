"""Reads: who has the most points."""

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, F, Max, Sum, Window
from django.db.models.functions import RowNumber

from game.scores import models

Period = Literal["today", "week", "all"]
LEADERBOARD_ROWS = 50
BEST_GAMES = 3


def leaderboard(period: Period, deck: int | None, you: UUID | None, now: datetime) -> list[dict[str, Any]]:
    """The best players of the period by the points of their BEST_GAMES best games; equals share a place.

    So whoever plays more often has more tries, and no more points for them.
    """
    results = models.GameResult.objects.all()
    if period != "all":
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        results = results.filter(finished_at__gte=midnight if period == "today" else now - timedelta(days=7))
    if deck is not None:
        results = results.filter(deck_id=deck)
    nth = Window(RowNumber(), partition_by="player_id", order_by=[F("points").desc(), F("best").desc(), "id"])
    counted = results.order_by().annotate(nth=nth).filter(nth__lte=BEST_GAMES).values("id")
    totals = models.GameResult.objects.filter(id__in=counted).order_by().values("player_id")
    named = totals.annotate(nickname=F("player__nickname"), avatar=F("player__avatar"))
    best = named.annotate(total=Sum("points"), best=Max("best")).order_by("-total", "-best", "player_id")
    rows = list(best[:LEADERBOARD_ROWS])
    played = results.order_by().filter(player_id__in=[row["player_id"] for row in rows]).values_list("player_id")
    return _placed(rows, dict(played.annotate(Count("id"))), you)


def _placed(rows: list[Any], games: dict[UUID, int], you: UUID | None) -> list[dict[str, Any]]:
    placed: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=1):
        shared = placed and placed[-1]["points"] == row["total"]
        placed.append(
            {
                "place": placed[-1]["place"] if shared else number,
                "nickname": row["nickname"],
                "avatar": row["avatar"],
                "points": row["total"],
                "games": games[row["player_id"]],
                "best_percent": round(row["best"] * 100, 2),
                "you": row["player_id"] == you,
            }
        )
    return placed
