"""The takes of a room as its host sees them."""

from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from game import models
from game.engine.state import Presence
from game.panel.protocol import PanelMessage, PanelTake
from game.protocol.views import RemovedView
from game.rooms import snapshots

MOST = 120


def panel_message(code: str, now: datetime) -> PanelMessage:
    """The newest takes of the room's game, and the queue of all rooms."""
    waiting = models.Take.objects.filter(code="", queued_at__isnull=False)
    oldest = waiting.order_by("submitted_at").values_list("submitted_at", flat=True).first()
    wait = round((now - oldest).total_seconds() * 1000) if oldest else 0
    return PanelMessage(
        takes=list(map(_view, _rows(code))),
        removed=list(map(_removed, _kicked(code))),
        waiting=waiting.count(),
        longest_wait=max(wait, 0),
    )


def _kicked(code: str) -> QuerySet[models.Seat]:
    """Without those who are banned, whom a seat would not help."""
    return models.Seat.objects.filter(room__code=code, presence=Presence.KICKED, player__bans=None)


def _removed(seat: models.Seat) -> RemovedView:
    return RemovedView(seat=str(seat.id), nickname=seat.nickname, avatar=seat.avatar)


def _rows(code: str) -> list[models.Take]:
    room = models.Room.objects.filter(code=code).first()
    if room is None:
        return []
    takes = models.Take.objects.filter(round__room=room, round__game=room.game).select_related("round")
    return list(takes.annotate(times_reported=Count("reports")).order_by("-submitted_at")[:MOST])


def photo_link(take: models.Take) -> str | None:
    """Where an account that runs the room sees the photo in small, also while it is hidden from everybody else."""
    return f"{reverse('admin:game_take_photo', args=[take.id])}?small" if take.photo else None


def _view(take: Any) -> PanelTake:
    reading = take.detail.get("reading", {})
    waited = (take.judged_at - take.submitted_at).total_seconds() * 1000 if take.judged_at else None
    return PanelTake(
        id=str(take.id),
        seat=str(take.seat_id),
        round=take.round.number,
        number=take.number,
        code=take.code or "judging",
        message=take.message,
        percent=None if take.similarity is None else round(take.similarity * 100, 1),
        eyes=_mean(reading.get("left_eye"), reading.get("right_eye")),
        mouth=reading.get("mouth"),
        photo=photo_link(take),
        approved=take.approved,
        hidden=take.hidden,
        submitted_at=snapshots.milliseconds(take.submitted_at) or 0,
        waited=None if waited is None else round(waited),
        reports=take.times_reported,
    )


def _mean(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else (left + right) / 2
