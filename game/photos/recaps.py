"""The last finished game of a room, to look at again: every round's prompt and everybody's best photo."""

from typing import Any

from django.urls import reverse

from game.engine.state import Presence, Room
from game.rooms import models as room_models
from game.rooms.snapshots import photo_signature
from game.scores import models as score_models


def recap(room: Room) -> dict[str, Any] | None:
    """{"standings": rows of GameResult, "rounds": [{"number", "title", "picture", "shots"}]}.

    A shot is {"nickname", "percent", "photo"}; its photo is "" where it is hidden or was never let out.
    None before the first podium.
    """
    results = score_models.GameResult.objects.filter(room_id=room.id).order_by("-game", "place")
    last = results.first()
    if last is None:
        return None
    rounds = room_models.Round.objects.filter(room_id=room.id, game=last.game).select_related("prompt")
    rounds = rounds.prefetch_related("takes__seat").order_by("number")
    return {"standings": results.filter(game=last.game), "rounds": [_round(room, row) for row in rounds if row.prompt]}


def _round(room: Room, row: room_models.Round) -> dict[str, Any]:
    scored = [take for take in row.takes.all() if take.similarity is not None and take.seat.presence != Presence.KICKED]
    scored.sort(key=lambda take: (-take.similarity, take.submitted_at))
    best: dict[Any, room_models.Take] = {}
    for take in scored:
        best.setdefault(take.seat_id, take)
    shots = [_shot(room, take) for take in best.values()]
    return {"number": row.number, "title": row.prompt.title, "picture": row.prompt.picture_url, "shots": shots}


def _shot(room: Room, take: room_models.Take) -> dict[str, Any]:
    shown = take.photo and not take.hidden and (take.approved or not room.settings.approve_photos)
    link = f"{reverse('photo', args=[room.code, take.id])}?s={photo_signature(str(take.id))}"
    return {"nickname": take.seat.nickname, "percent": take.similarity * 100, "photo": link if shown else ""}
