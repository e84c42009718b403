"""The panel's first page: what goes on tonight, and what to do next."""

from typing import Any

from django.http import HttpRequest

from game import models
from game.engine.state import Phase
from game.panel import access

MOST_ROOMS = 6


def tonight(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    rooms = access.own(request.user, models.Room.objects.select_related("deck").order_by("-created_at"))
    decks = access.own(request.user, models.Deck.objects.all())
    prompts = access.own(request.user, models.Prompt.objects.filter(labelled=False))
    photos = access.own(request.user, models.Take.objects.filter(approved=False, hidden=False))
    reports = access.own(request.user, models.Report.objects.filter(take__hidden=False))
    return context | {
        "rooms": [_room(room) for room in rooms[:MOST_ROOMS]],
        "decks": decks.count(),
        "unlabelled": prompts.count(),
        "waiting_photos": photos.count(),
        "open_reports": reports.count(),
    }


def _room(room: models.Room) -> dict[str, Any]:
    return {"row": room, "phase": Phase(room.phase).name.replace("_", " ").lower(), "guests": room.seats.count()}
