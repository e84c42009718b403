"""The last finished game of a room, to look at again: every round's prompt and everybody's best photo."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from game.decks.models import Prompt
from game.engine.state import Presence, Room
from game.rooms import models as room_models
from game.rooms.photo_links import photo_signature
from game.scores import models as score_models


def recap(room: Room, you: UUID | None = None) -> dict[str, Any] | None:
    """{"standings": [rows], "rounds": [{"number", "title", "picture", "shots"}]}.

    A row is {"place", "nickname", "avatar", "points", "photo"}, with the photo of the player's best shot.
    A shot is {"player", "nickname", "percent", "photo", "own"}; its photo is "" where it is hidden, was never let out,
    or is not to be shown after its reveal, and `own` the id of a take that the player `you` may take down.
    None before the first podium.
    """
    results = score_models.GameResult.objects.filter(room_id=room.id).order_by("-game", "place")
    last = results.first()
    if last is None:
        return None
    rounds = room_models.Round.objects.filter(room_id=room.id, game=last.game).select_related("prompt")
    rounds = rounds.prefetch_related("takes__seat").order_by("number")
    standings = [*results.filter(game=last.game)]
    shown = [_round(room, row, row.prompt, you) for row in rounds if row.prompt]
    shots = [shot for round_ in shown for shot in round_["shots"]]
    return {"standings": [_row(row, shots) for row in standings + _without_points(room, standings)], "rounds": shown}


def _row(row: score_models.GameResult, shots: list[dict[str, Any]]) -> dict[str, Any]:
    mine = [shot for shot in shots if shot["player"] == row.player_id and shot["photo"]]
    best = max(mine, key=lambda shot: shot["percent"], default={"photo": ""})
    who = {"place": row.place, "nickname": row.nickname, "avatar": row.avatar}
    return who | {"points": row.points, "photo": best["photo"]}


def _without_points(room: Room, scored: list[score_models.GameResult]) -> list[score_models.GameResult]:
    """Who was in the game and has nothing on the leaderboard, behind all others and on one place."""
    known, ended, place = {str(row.player_id) for row in scored}, scored[0].finished_at, len(scored) + 1
    seats = [seat for seat in room.present if seat.plays and seat.player not in known and seat.joined_at <= ended]
    return [
        score_models.GameResult(nickname=seat.nickname, avatar=seat.avatar, points=0, place=place) for seat in seats
    ]


def _round(room: Room, row: room_models.Round, prompt: Prompt, you: UUID | None) -> dict[str, Any]:
    takes = [take for take in row.takes.all() if take.seat.presence != Presence.KICKED]
    scored = [(take.similarity, take) for take in takes if take.similarity is not None]
    scored.sort(key=lambda shot: (-shot[0], shot[1].submitted_at))
    best: dict[UUID, tuple[float, room_models.Take]] = {}
    for similarity, take in scored:
        best.setdefault(take.seat_id, (similarity, take))
    shots = [_shot(room, take, similarity, you) for similarity, take in best.values()]
    return {"number": row.number, "title": prompt.title, "picture": prompt.picture_url, "shots": shots}


def _shot(room: Room, take: room_models.Take, similarity: float, you: UUID | None) -> dict[str, Any]:
    shown = take.photo and not take.hidden and take.approved and take.seat.celebrated
    link = f"{reverse('photo', args=[room.code, take.id])}?s={photo_signature(str(take.id))}"
    own = str(take.id) if take.photo and take.seat.player_id == you else ""
    who = {"player": take.seat.player_id, "nickname": take.seat.nickname}
    return who | {"percent": similarity * 100, "photo": link if shown else "", "own": own}
