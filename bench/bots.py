"""Players made of code: they join over HTTP, follow their room over a WebSocket and send photos, as phones do.

The rules are those of docs/protocol.md: a patch is applied when its version follows, a gap asks
for a snapshot, a lost line is made anew with growing pauses, and an upload that fails for no
fault of the photo is tried again.
"""

import asyncio
import io
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle
from typing import Any, Self

import aiohttp
from PIL import Image, ImageOps
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

FINAL = {4403, 4404}
REQUEST_LOST = (aiohttp.ClientError, OSError, TimeoutError)
LINE_LOST = (OSError, ConnectionClosed, InvalidHandshake, TimeoutError, EOFError)
QUIET_SECONDS = 30
GRACE_MS = 1500


def merge(target: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """RFC 7396, in place."""
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict):
            old = target.get(key)
            target[key] = merge(old if isinstance(old, dict) else {}, value)
        else:
            target[key] = value
    return target


@dataclass(frozen=True)
class Answer:
    """What a server says to a request."""

    status: int
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def checked(self) -> Self:
        if self.status >= 400:
            raise AssertionError(f"{self.status}: {self.body[:300]!r}")
        return self


@cache
def contact_sheet(photo: bytes) -> bytes:
    """A sheet of eight small frames of the photo, as phones send them in a round of rhythm."""
    frame = ImageOps.fit(Image.open(io.BytesIO(photo)), (320, 320))
    sheet, buffer = Image.new("RGB", (1280, 640)), io.BytesIO()
    for cell in range(8):
        sheet.paste(frame, (320 * (cell % 4), 320 * (cell // 4)))
    sheet.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def form(fields: dict[str, str | bytes]) -> aiohttp.FormData:
    """The fields in their order; bytes are a photo."""
    data = aiohttp.FormData()
    for name, value in fields.items():
        photo = {"filename": "photo.jpg", "content_type": "image/jpeg"} if isinstance(value, bytes) else {}
        data.add_field(name, value, **photo)
    return data


@dataclass
class Bot:
    """One player at `base`, or at the next of several addresses whenever a line or a request fails."""

    bases: list[str]
    name: str
    photo: bytes
    on_change: Callable[["Bot"], Any] | None = None
    """Called after every change of `room` or `you`; may return a coroutine, which runs beside the line."""
    room: dict[str, Any] | None = None
    you: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)
    heard: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    avatar: str = "miko"
    photo_of_two: bytes = b""
    """What it sends where two are to be on one photo, if it has such."""
    keep: bool = False
    """Whether to keep every message with its time of arrival in `heard`."""
    reconnects: int = 0

    def __post_init__(self) -> None:
        self._bases = cycle(self.bases)
        self.base = next(self._bases)
        # The seat's cookie goes to every port of the host, as behind one proxy; that host is an address here.
        jar, patience = aiohttp.CookieJar(unsafe=True), aiohttp.ClientTimeout(60)
        # Browsers keep a connection for minutes.
        connector = aiohttp.TCPConnector(keepalive_timeout=120)
        self.http = aiohttp.ClientSession(cookie_jar=jar, timeout=patience, connector=connector)
        self.code = self.key = ""
        self.changed = asyncio.Event()
        self._ticket: Answer | None = None
        self._line: Any = None
        self._following: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[Any]] = set()

    async def request(self, path: str, *, json: object = None, fields: dict[str, str | bytes] | None = None) -> Answer:
        """Post to the server, to another one if this one is gone, until the answer is the server's own."""
        for pause in (0.2, 0.4, 0.8, 1.6, 3, 3, 3, 3):
            try:
                answer = await self._post(self.base + path, json=json, data=form(fields) if fields else None)
                if answer.status < 500:
                    return answer
            except REQUEST_LOST:
                self.base = next(self._bases)
            await asyncio.sleep(pause)
        raise TimeoutError(f"{self.name} got no answer from {path}")

    async def _post(self, url: str, **options: Any) -> Answer:
        async with self.http.post(url, **options) as answer:
            return Answer(answer.status, await answer.read())

    async def open_room(self, settings: dict[str, Any]) -> str:
        answer = await self.request("/api/v1/rooms", json={"nickname": self.name, "settings": settings})
        room = answer.checked().json()
        self.code, self.key = room["code"], room["url"].partition("?k=")[2]
        return self.code

    async def join(self, code: str, key: str = "") -> None:
        """Sit down; while a game is on only with the key of the room's link, which whoever opened the room has."""
        seat = {"nickname": self.name, "avatar": self.avatar}
        (await self.request(f"/api/v1/rooms/{code}/seats?k={key}", json=seat)).checked()
        self.code, self.key = code, key

    def listen(self) -> None:
        """Open the line, and keep it open until `close`."""
        self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        tries = 0
        while True:
            try:
                async with connect(self._address, additional_headers=self._cookie, open_timeout=20) as self._line:
                    tries = 0
                    await self._listen()
            except LINE_LOST as error:
                if isinstance(error, ConnectionClosed) and error.rcvd and error.rcvd.code in FINAL:
                    return
            self.reconnects += 1
            self.base = next(self._bases)
            await asyncio.sleep(min(0.5 * 2**tries, 8) * random.uniform(0.5, 1))
            tries += 1

    @property
    def _address(self) -> str:
        return f"ws{self.base.removeprefix('http')}/ws/rooms/{self.code}/"

    @property
    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{cookie.key}={cookie.value}" for cookie in self.http.cookie_jar)}

    async def _listen(self) -> None:
        quiet = 0
        while True:
            try:
                # Not wait_for: before Python 3.12 it can swallow a cancellation.
                async with asyncio.timeout(1):
                    text = await self._line.recv()
            except TimeoutError:
                quiet += 1
                await self._resync_when_late(quiet)
                continue
            quiet = 0
            message = json.loads(text)
            if self.keep:
                self.heard.append((time.time(), message))
            await self._take(message)

    async def _resync_when_late(self, quiet: int) -> None:
        deadline = (self.room or {}).get("deadline")
        # Like a phone: the layer delivers at most once, so whoever hears nothing asks now and then.
        if quiet % QUIET_SECONDS == 0 or (deadline and time.time() * 1000 > deadline + GRACE_MS):
            await self.send("resync")

    async def _take(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "snapshot":
            self.room, self.you = message["room"], message.get("you", self.you)
        elif kind == "update" and self.room is not None:
            if message["version"] == self.room["version"] + 1:
                merge(self.room, message["patch"])
            elif message["version"] > self.room["version"]:
                await self.send("resync")
        elif kind == "you":
            self.you = message["you"]
        elif kind == "error":
            self.errors.append(message)
        self._tell()

    def _tell(self) -> None:
        self.changed.set()
        self.changed.clear()
        if self.on_change is not None and self.room is not None and asyncio.iscoroutine(work := self.on_change(self)):
            task = asyncio.ensure_future(work)
            self._beside.add(task)
            task.add_done_callback(self._beside.discard)

    async def until(self, condition: Callable[[dict[str, Any]], object], seconds: float = 60) -> dict[str, Any]:
        """The room, once the condition holds for it."""
        async with asyncio.timeout(seconds):
            while self.room is None or not condition(self.room):
                await self.changed.wait()
        return self.room

    async def send(self, kind: str, **fields: Any) -> None:
        """Say it now, if there is a line."""
        try:
            await self._line.send(json.dumps({"type": kind, **fields}, separators=(",", ":")))
        except (AttributeError, *LINE_LOST):
            return

    @property
    def asked(self) -> tuple[int, int, str] | None:
        """The round, turn and phase in which this player has something to do now: photos to send, or to vote."""
        room, you = self.room, self.you
        if room is None or you is None or you["seat"] not in room["seats"]:
            return None
        doing = room["seats"][you["seat"]]["doing"]
        waits = doing == "posing" or (doing == "voting" and you.get("vote") and room["votes"])
        return (room["round"], room["turn"], room["phase"]) if waits else None

    async def vote(self) -> None:
        """Choose at random among what may be chosen."""
        room, vote = self.room, (self.you or {}).get("vote")
        if room is None or not vote or not room["votes"]:
            return
        asked = room["votes"][-1]
        free = [option["id"] for option in asked["options"] if option["id"] not in vote["barred"]]
        if len(free) >= asked["picks"]:
            choice = random.sample(free, asked["picks"])
            await self.send("vote", round=room["round"], turn=asked["turn"], choice=choice)

    async def prepare(self) -> None:
        """Ask for the next shot's ticket ahead of it, as phones do when a round opens."""
        self._ticket = await self._ask_for_ticket()

    async def _ask_for_ticket(self) -> Answer:
        return await self.request(f"/api/v1/rooms/{self.code}/uploads", json={"content_type": "image/jpeg"})

    async def shoot(self) -> Answer:
        """Send the photo as a take, straight into the bucket where there is one; the answer to the report."""
        answer, self._ticket = self._ticket or await self._ask_for_ticket(), None
        if answer.status != 200:
            return answer
        ticket = answer.json()
        kind = (self.room or {}).get("kind")
        photo = contact_sheet(self.photo) if kind == "rhythm" else self.photo
        fields = ticket["fields"] | {"file": (self.photo_of_two if kind == "pair" else b"") or photo}
        if "upload" not in ticket:
            return await self.request(ticket["url"], fields=fields)
        await self._fill(ticket["url"], fields)
        return await self.request(f"/api/v1/rooms/{self.code}/takes", fields={"upload": ticket["upload"]})

    async def _fill(self, url: str, fields: dict[str, str | bytes]) -> None:
        for pause in (0.5, 1, 2, 3, 3, 3):
            try:
                answer = await self._post(url, data=form(fields))
                if answer.status < 500:
                    answer.checked()
                    return
            except REQUEST_LOST:
                pass
            await asyncio.sleep(pause)
        raise TimeoutError(f"{self.name} could not put a photo into the bucket")

    async def close(self) -> None:
        tasks = [task for task in (self._following, *self._beside) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.http.close()
