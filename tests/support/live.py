"""Real phones on a real server: HTTP by httpx, WebSockets by websockets, the client's own rules for messages."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any, Self

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from animatch.asgi import application
from animatch.platform import serving
from game.people import players
from tests.processes import free_port, wait_until
from tests.support.screens import Screen

PATIENCE = 60


class InThread(serving.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """None: signals are the main thread's."""
        yield


@contextmanager
def in_thread(server: InThread) -> Iterator[InThread]:
    thread = threading.Thread(target=server.run, name="server")
    thread.start()
    wait_until(lambda: server.started, "the server to start")
    try:
        yield server
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive()


class Server:
    """The web process's own server in a thread of this process, so that it sees the test's database."""

    def __enter__(self) -> Self:
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        options = {"host": "127.0.0.1", "port": port, "timeout_graceful_shutdown": 5}
        self._end = ExitStack()
        self._end.enter_context(in_thread(InThread(serving.config(application, **options), players.is_known)))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end.close()


class Phone:
    """One guest's phone: a cookie, a seat, a socket, and what the screen shows by the messages so far."""

    def __init__(self, url: str, nickname: str = "") -> None:
        self.url, self.nickname = url, nickname
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=PATIENCE, trust_env=False, verify=False)
        self.code = self.seat = ""
        self._new_screen()
        self.socket: ClientConnection | None = None
        self._hang_up = ExitStack()

    def _new_screen(self) -> None:
        self.screen = Screen()
        self.seen: list[dict[str, Any]] = []
        self.errors: list[tuple[str, str | None]] = []
        self.close_code: int | None = None

    # HTTP

    def open_room(self, **more: Any) -> str:
        answer = self.http.post("/rooms", json={"nickname": self.nickname, **more})
        assert answer.status_code == 201, answer.text
        self.code, self.seat = answer.json()["code"], answer.json()["seat"]
        return self.code

    def join(self, code: str) -> None:
        answer = self.http.post(f"/rooms/{code}/seats", json={"nickname": self.nickname})
        assert answer.status_code == 201, answer.text
        self.code, self.seat = code, answer.json()["seat"]

    def look(self) -> dict[str, Any]:
        return self.http.get(f"/rooms/{self.code}").json()

    def shoot(self, photo: bytes) -> dict[str, Any]:
        answer = self.http.post(f"/rooms/{self.code}/takes", files={"file": ("photo.jpg", photo, "image/jpeg")})
        assert answer.status_code == 202, answer.text
        return answer.json()

    # The socket

    def connect(self, query: str = "", code: str = "", origin: str | None = None, door: str = "rooms") -> Self:
        """Open the socket with an empty screen; `until` reads from it. The panel's has another door."""
        self.close()
        self._new_screen()
        cookie = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        opening = connect(
            f"{self.url.replace('http', 'ws', 1)}/ws/{door}/{code or self.code}/{query}",
            origin=origin,
            additional_headers={"Cookie": cookie} if cookie else {},
            open_timeout=PATIENCE,
            proxy=None,
        )
        self.socket = self._hang_up.enter_context(opening)
        return self

    def say(self, type_: str, **fields: Any) -> None:
        self.say_raw(json.dumps({"type": type_, **fields}))

    def say_raw(self, message: str | bytes) -> None:
        assert self.socket is not None
        self.socket.send(message)

    def until(self, condition: Callable[[Self], object], what: str = "") -> Self:
        """Read messages until the condition holds of this phone."""
        end = time.monotonic() + PATIENCE
        while not condition(self):
            if not self._read(end - time.monotonic()):
                raise AssertionError(f"{self.nickname or 'A screen'} waited in vain {what}: {self._state()}")
        return self

    def _read(self, seconds: float) -> bool:
        """Whether there was something new before the time was over."""
        assert self.socket is not None
        if seconds <= 0 or self.close_code is not None:
            return False
        try:
            message = json.loads(self.socket.recv(timeout=seconds))
        except TimeoutError:
            return False
        except ConnectionClosed as closed:
            self.close_code = closed.rcvd.code if closed.rcvd else 1006
            return True
        self.seen.append(message)
        if message["type"] == "error":
            self.errors.append((message["code"], message.get("re")))
        if self.screen.receive(message):
            self.say("resync")
        return True

    def _state(self) -> str:
        room = {name: self.screen.room.get(name) for name in ("version", "phase", "paused", "round")}
        return f"{room} errors={self.errors} closed={self.close_code} last={self.seen[-1:]}"

    def close(self) -> None:
        self._hang_up.close()
        self.socket = None

    @property
    def phase(self) -> str:
        return self.screen.room.get("phase", "")

    @property
    def version(self) -> int:
        return self.screen.room.get("version", -1)


def here(phone: Phone) -> bool:
    """The first snapshot has come."""
    return bool(phone.screen.room)


def closed(phone: Phone) -> bool:
    return phone.close_code is not None
