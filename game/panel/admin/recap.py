"""What happened in one room, as a table to keep: no photos."""

import csv
import io
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse

from game import models

COLUMNS = ["game", "round", "prompt", "nickname", "take", "submitted_at", "outcome", "percent", "eyes", "mouth"]


def export(room: models.Room, kind: str) -> HttpResponse:
    """Every take of the room as CSV or JSON. Http404 for any other kind."""
    if kind not in ("csv", "json"):
        raise Http404
    rows = [_row(take) for take in _takes(room)]
    name = f"animatch-{room.code}.{kind}"
    response = _csv(rows) if kind == "csv" else JsonResponse({"room": room.code, "takes": rows})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _takes(room: models.Room) -> Any:
    takes = models.Take.objects.filter(round__room=room).select_related("round__prompt", "seat")
    return takes.order_by("round__game", "round__number", "submitted_at")


def _row(take: models.Take) -> dict[str, Any]:
    reading = take.detail.get("reading", {})
    eyes = [reading[name] for name in ("left_eye", "right_eye") if name in reading]
    return {
        "game": take.round.game,
        "round": take.round.number,
        "prompt": take.round.prompt.title if take.round.prompt else "",
        "nickname": take.seat.nickname,
        "take": take.number,
        "submitted_at": take.submitted_at.isoformat(),
        "outcome": take.code or "judging",
        "percent": None if take.similarity is None else round(take.similarity * 100, 2),
        "eyes": round(sum(eyes) / len(eyes), 3) if eyes else None,
        "mouth": reading.get("mouth"),
    }


def _csv(rows: list[dict[str, Any]]) -> HttpResponse:
    text = io.StringIO()
    lines = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    lines.writeheader()
    lines.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    # Spreadsheets take a CSV for UTF-8 only with a byte order mark.
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")


def _harmless(value: Any) -> Any:
    """A name that begins like a formula must not become one in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
