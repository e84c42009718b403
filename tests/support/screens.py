"""Screens as a client builds them: by the same three rules as static/js/live/store.js."""

import json
from collections import defaultdict
from typing import Any

from game import models
from game.engine.state import Presence
from game.rooms import repository, selectors


def apply_patch(target: Any, patch: Any) -> Any:
    """RFC 7396, as written there."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = apply_patch(result.get(key), value)
    return result


class Screen:
    """One phone's picture of the room."""

    def __init__(self) -> None:
        self.room: dict[str, Any] = {}
        self.you: dict[str, Any] | None = None
        self.you_at = 0
        self.closed: dict[str, Any] | None = None
        self.missed = 0
        self.happened: list[str] = []
        self.heard: list[dict[str, Any]] = []

    def receive(self, message: dict[str, Any]) -> bool:
        """Take the message in; True where a version was missed and a snapshot is needed."""
        self.heard.append(message)
        match message["type"]:
            case "snapshot":
                self.room, self.you = message["room"], message.get("you")
                self.you_at = self.room["version"]
            case "update":
                return self._update(message)
            case "you" if message["version"] >= self.you_at:
                self.you, self.you_at = message["you"], message["version"]
            case "closed":
                self.closed = message
        return False

    def _update(self, message: dict[str, Any]) -> bool:
        if not self.room or message["version"] <= self.room["version"]:
            return False
        if message["version"] > self.room["version"] + 1:
            self.missed += 1
            return True
        self.room = apply_patch(self.room, message["patch"]) | {"version": message["version"]}
        self.happened += [event["kind"] for event in message.get("events", [])]
        return False


class Screens:
    """Every seat's screen and a stage, fed with what is broadcast from the moment they `look`."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.by_seat: dict[str | None, Screen] = defaultdict(Screen)
        self.code = ""

    def look(self, code: str) -> None:
        """Everybody in the room, and a stage, takes a snapshot."""
        self.code = code
        room = repository.get(code)
        for seat in (None, *(s.id for s in room.seats if s.presence is Presence.IN)):
            self.by_seat[seat].receive(fresh(code, seat))

    def receive(self, code: str, message: dict[str, Any]) -> None:
        parsed = json.loads(message["text"])
        own = {seat: json.loads(text) for seat, text in message.get("own", {}).items()}
        self.sent += [parsed, *own.values()]
        for seat, screen in self.by_seat.items():
            if code == self.code and message.get("seat") in (None, seat):
                assert not screen.receive(parsed), f"{seat} missed a version before {parsed['version']}"
                if seat in own:
                    screen.receive(own[seat])

    @property
    def kinds(self) -> list[str]:
        return [event["kind"] for message in self.sent for event in message.get("events", [])]

    @property
    def versions(self) -> list[int]:
        return [message["version"] for message in self.sent if message["type"] == "update"]

    def check_up_to_date(self) -> None:
        """Every screen shows what a fresh snapshot would show."""
        assert self.by_seat
        for seat, screen in self.by_seat.items():
            snapshot = fresh(self.code, seat)
            assert screen.room == snapshot["room"]
            # Who is not in the room any more keeps a screen that says goodbye.
            if "you" in snapshot:
                assert screen.you == snapshot["you"]


def fresh(code: str, seat: str | None) -> dict[str, Any]:
    """The snapshot that this seat would be sent now, as it goes over the wire."""
    room = repository.get(code)
    player = models.Seat.objects.filter(id=seat).values_list("player_id", flat=True).first() if seat else None
    moment = models.Room.objects.get(code=code).created_at
    return json.loads(selectors.snapshot(room, player, moment).text())
