"""The leaderboard over the JSON API."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from animatch.platform import steady_clock
from game.people import players
from game.scores import selectors

router = Router()

RowId = Annotated[int, Field(ge=1, lt=2**31)]


class LeaderboardRow(Schema):
    place: int
    nickname: str
    avatar: str
    points: int
    games: int
    best_percent: float
    you: bool


class Leaderboard(Schema):
    period: str
    rows: list[LeaderboardRow]


@router.get("/leaderboard", response=Leaderboard)
def leaderboard(
    request: HttpRequest, period: Literal["today", "week", "all"] = "all", deck: RowId | None = None
) -> Leaderboard:
    """Whose three best games have the most points: today, in the last seven days, or since the beginning."""
    you = players.player_id(request.COOKIES)
    rows = selectors.leaderboard(period, deck, you, steady_clock.now())
    return Leaderboard(period=period, rows=[LeaderboardRow(**row) for row in rows])
