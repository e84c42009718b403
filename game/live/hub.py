"""One hub per process: it holds the local sockets of each room and passes room messages on.

A room's message reaches a process once, over one channel, and is written to every local
socket as one frame that was encoded once (animatch.platform.sockets; bench/fanout.py).
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from animatch.platform import groups, steady_clock
from animatch.platform.sockets import text_frame
from game.engine.transitions import THE_HOUSE
from game.live.posing import Posing
from game.live.shared_reads import Shared, look
from game.rooms import repository, services
from game.rooms.broadcast import room_group

log = logging.getLogger(__name__)

VOUCH_SECONDS = 15


class Socket(Protocol):
    """What the hub needs of a consumer."""

    seat_id: str | None
    stage: bool
    connection: str
    write_frame: Callable[[bytes], None] | None

    async def send_text(self, text: str) -> None: ...

    async def take_seat(self) -> bool: ...

    async def dismiss(self) -> None: ...

    async def look_again(self) -> None: ...


class Hub:
    """Belongs to one event loop: sockets register and leave from coroutines of that loop."""

    def __init__(self) -> None:
        self.layer = get_channel_layer()
        self.rooms: dict[str, set[Socket]] = defaultdict(set)
        self.subscribed: set[str] = set()
        self.channel: str | None = None
        self.tasks: list[asyncio.Task[None]] = []
        self.joining = asyncio.Lock()
        self.looking: set[asyncio.Task[None]] = set()
        self.looks, self.versions = Shared(look), Shared(repository.version)
        self.posing: Posing[Socket] = Posing(self.layer, self._write)

    async def add(self, code: str, socket: Socket) -> None:
        self.rooms[code].add(socket)
        async with self.joining:
            if self.channel is None:
                self.channel = await self.layer.new_channel("hub")
                await self.posing.open()
                work = (self._read(self.channel), self._vouch(), self.posing.read())
                self.tasks = [asyncio.create_task(one) for one in work]
            if code not in self.subscribed:
                await self.layer.group_add(room_group(code), self.channel)
                self.subscribed.add(code)
            if socket.stage:
                await self.posing.watch(code, socket)

    async def discard(self, code: str, socket: Socket) -> None:
        self.rooms[code].discard(socket)
        async with self.joining:
            await self.posing.leave(code, socket)
            if self.channel and not self.rooms[code]:
                del self.rooms[code]
                self.subscribed.discard(code)
                await self.layer.group_discard(room_group(code), self.channel)

    def seats(self) -> list[str]:
        """The seats that have a socket here. The house has none, though its sockets listen too."""
        seats = (socket.seat_id for sockets in self.rooms.values() for socket in sockets)
        return [seat for seat in seats if seat and seat != THE_HOUSE]

    def socket_of(self, seat: str) -> Socket | None:
        """A socket that the seat has here: it may have several, one for each tab."""
        return next((socket for sockets in self.rooms.values() for socket in sockets if socket.seat_id == seat), None)

    def count(self) -> int:
        return sum(map(len, self.rooms.values()))

    async def _read(self, channel: str) -> None:
        while True:
            try:
                message = await self.layer.receive(channel)
                await self._deliver(message)
            except Exception:
                # The layer is away for a moment; screens notice the gap and ask for a snapshot.
                log.exception("The hub could not read from the channel layer")
                await asyncio.sleep(0.5)

    async def _vouch(self) -> None:
        """Say every now and then which seats are connected here, so that a dead process is noticed.

        A seat can be given up although its phone is here: the database was away, or another tab of it was closed.
        """
        vouch = database_sync_to_async(services.vouch, thread_sensitive=False)
        while True:
            await asyncio.sleep(VOUCH_SECONDS)
            try:
                given_up = await vouch(self.seats(), steady_clock.now())
            except Exception:
                # It goes on whatever happens: without it all seats are soon given up.
                log.exception("The hub could not vouch for its seats")
                continue
            await asyncio.gather(*map(self._take_back, given_up))

    async def _take_back(self, seat: str) -> None:
        try:
            if socket := self.socket_of(seat):
                await socket.take_seat()
        except Exception:
            log.exception("Seat %s could not be taken back", seat[:8])

    async def _deliver(self, message: dict[str, Any]) -> None:
        sockets = self._addressed(message["room"], message.get("seat"))
        await self._write(sockets, message["text"])
        own = message.get("own", {})
        for socket in [socket for socket in sockets if socket.seat_id in own]:
            await self._write([socket], own[socket.seat_id])
        if message.get("close"):
            await asyncio.gather(*(socket.dismiss() for socket in sockets), return_exceptions=True)
        if message.get("look_again"):
            self._have_look_again(sockets)

    def _have_look_again(self, sockets: list[Socket]) -> None:
        """Beside the next messages: it waits for the database."""
        for socket in sockets:
            looking = asyncio.create_task(socket.look_again())
            self.looking.add(looking)
            looking.add_done_callback(self.looking.discard)

    async def _write(self, sockets: list[Socket], text: str) -> None:
        frame = text_frame(text)
        for socket in sockets:
            if socket.write_frame is not None:
                socket.write_frame(frame)
            else:
                await self._send(socket, text)

    def _addressed(self, code: str, seat: str | None) -> list[Socket]:
        sockets: Iterable[Socket] = self.rooms.get(code, ())
        return [socket for socket in sockets if seat is None or socket.seat_id == seat]

    async def _send(self, socket: Socket, text: str) -> None:
        try:
            await socket.send_text(text)
        except Exception as error:
            log.info("A socket was gone before its message: %s", error)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def get_hub() -> Hub:
    """The hub of the running loop; the process's broadcasts go out from this loop too."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        for old in [old for old in _hubs if old.is_closed()]:
            del _hubs[old]
        _hubs[loop] = Hub()
        groups.use_loop(loop)
    return _hubs[loop]
