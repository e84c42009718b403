"""A visitor to the booths with a browser, as far as HTTP goes; and what the vision queue would say of their photo."""

import base64
from typing import Any, Self

import numpy as np
from django.test import Client

from game import models
from scoring.galleries.models import Portrait
from tests.support.galleries import SEEN
from tests.support.live import Phone
from tests.support.photos import posted, wall


class Visitor:
    """Keeps its cookie. `visit` is the id of the visit it has opened last."""

    def __init__(self) -> None:
        self.http = Client()
        self.visit = ""

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.http.post(f"/api/v1/booths{path}", body or {}, content_type="application/json", **more)

    def get(self, path: str) -> Any:
        return self.http.get(f"/api/v1/booths{path}")

    def step_in(self, kind: str, **wishes: Any) -> dict[str, Any]:
        answer = self.post(f"/{kind}/visits", wishes)
        assert answer.status_code == 201, answer.content
        self.visit = answer.json()["id"]
        return answer.json()

    def send(self, data: bytes | None = None, visit: str = "", **fields: Any) -> Any:
        form = {"file": posted(data or wall()), **fields}
        return self.http.post(f"/api/v1/booths/visits/{visit or self.visit}/files", form)

    def ask(self, kind: str, data: bytes | None = None, **fields: Any) -> Any:
        return self.http.post(f"/api/v1/booths/{kind}", {"file": posted(data or wall()), **fields})

    def name(self, face: int, name: str, **fields: Any) -> Any:
        form = {"file": posted(wall()), "face": face, "name": name, **fields}
        return self.http.post(f"/api/v1/booths/visits/{self.visit}/names", form)

    def look(self, visit: str = "") -> Any:
        return self.get(f"/visits/{visit or self.visit}")

    def forget(self, visit: str = "") -> Any:
        return self.http.delete(f"/api/v1/booths/visits/{visit or self.visit}")

    @property
    def row(self) -> models.Visit:
        return models.Visit.objects.get(id=self.visit)


class Browser(Phone):
    """A visitor's browser on a real server. `visit` is the one that it has opened last."""

    visit = ""

    def step_in(self, kind: str = "lookalike", **wishes: Any) -> Self:
        answer = self.http.post(f"/booths/{kind}/visits", json=wishes)
        assert answer.status_code == 201, answer.text
        self.visit, self.tickets = answer.json()["id"], answer.json()["tickets"]
        return self

    def send(self, data: bytes, slot: str = "photo") -> None:
        """By the ticket of this slot: to the server, or to the bucket, of which the server is told."""
        (ticket,) = (ticket for ticket in self.tickets if ticket["slot"] == slot)
        url = str(self.http.base_url.join(ticket["url"]))
        sent = self.http.post(url, data=ticket["fields"], files=form(data))
        assert sent.is_success, sent.text
        if ticket.get("upload"):
            told = {"upload": ticket["upload"], "slot": slot}
            sent = self.http.post(f"/booths/visits/{self.visit}/files", data=told)
            assert sent.status_code == 202, sent.text

    def listen(self, visit: str = "", **more: Any) -> Self:
        self.connect(code=visit or self.visit, door="booths", **more)
        return self

    def visits(self) -> list[dict[str, Any]]:
        return [message["visit"] for message in self.seen if message["type"] == "visit"]

    def shows(self, state: str) -> dict[str, Any]:
        """The visit, once it is in this state."""
        self.until(lambda _: self.visits() and self.visits()[-1]["state"] == state, f"for {state}")
        return self.visits()[-1]

    def ask(self, kind: str, data: bytes, clip: bytes | None = None, **wishes: Any) -> Any:
        """In one request, which waits for the answer."""
        files = form(data) | ({"clip": ("clip.mp4", clip, "video/mp4")} if clip else {})
        return self.http.post(f"/booths/{kind}?wait=1", data=wishes, files=files)


def form(data: bytes) -> dict[str, tuple[str, bytes, str]]:
    return {"file": ("photo.jpg", data, "image/jpeg")}


def face_of(portrait: Portrait, **quality: Any) -> dict[str, Any]:
    """A found face that is exactly the portrait's."""
    numbers = base64.b64encode(bytes(portrait.vector)).decode()
    return {"box": [0.1, 0.1, 0.3, 0.4], "quality": SEEN | quality, "vectors": {portrait.embedder: numbers}}


def face_of_a_stranger() -> dict[str, Any]:
    numbers = np.full(128, 9, "<f4").tobytes()
    vectors = {"dlib-resnet-1": base64.b64encode(numbers).decode()}
    return {"box": [0.6, 0.1, 0.2, 0.3], "quality": SEEN, "vectors": vectors}


def blurred_face() -> dict[str, Any]:
    poor = {"refusal": "face_too_blurred", "message": "Too blurred."}
    return {"box": [0.4, 0.5, 0.1, 0.1], "quality": SEEN | poor, "vectors": {}}


def seen(*faces: dict[str, Any]) -> dict[str, Any]:
    """As scoring.tasks.find_faces tells it."""
    return {"code": "seen", "width": 640, "height": 480, "count": len(faces), "ms": 31.5, "faces": list(faces)}
