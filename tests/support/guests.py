"""A guest with a phone, as far as HTTP goes."""

from typing import Any

from django.test import Client

from game import models
from game.rooms import keys


class Guest:
    """Keeps its cookie. `code` and `seat` are set once it sits in a room."""

    def __init__(self, nickname: str) -> None:
        self.nickname = nickname
        self.http = Client()
        self.code = self.seat = ""

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.http.post(f"/api/v1{path}", body or {}, content_type="application/json", **more)

    def open_room(self, **more: Any) -> str:
        answer = self.post("/rooms", {"nickname": self.nickname, **more})
        assert answer.status_code == 201, answer.content
        self.code, self.seat = answer.json()["code"], answer.json()["seat"]
        return self.code

    def join(self, code: str, key: str = "", **more: Any) -> Any:
        answer = self.post(f"/rooms/{code}/seats?k={key}", {"nickname": self.nickname, **more})
        if answer.status_code == 201:
            self.code, self.seat = code, answer.json()["seat"]
        return answer

    def look(self, code: str = "") -> Any:
        return self.http.get(f"/api/v1/rooms/{code or self.code}").json()

    def send(self, file: Any = None, code: str = "", **fields: Any) -> Any:
        form = fields if file is None else {**fields, "file": file}
        return self.http.post(f"/api/v1/rooms/{code or self.code}/takes", form)


def key_of(code: str) -> str:
    """What the room's link has beside its code."""
    return keys.guest_key(str(models.Room.objects.get(code=code).id))


def stage_key_of(code: str) -> str:
    return keys.stage_key(str(models.Room.objects.get(code=code).id))


def refused(answer: Any) -> tuple[int, str]:
    """Status and code; there is always a sentence for the guest."""
    body = answer.json()
    assert body["message"].endswith((".", "!")), body
    return answer.status_code, body["code"]
