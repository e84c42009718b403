"""One screen's WebSocket: authenticate, parse, call one service, reply."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from pydantic import TypeAdapter, ValidationError

from animatch.platform import logs, steady_clock
from animatch.platform.disk import is_full
from animatch.platform.hashing import Busy
from animatch.platform.patience import DATABASE_AWAY, refusal
from animatch.platform.sockets import EXTENSION
from game.engine import seating
from game.engine.errors import RuleViolation
from game.engine.state import Presence, Room
from game.live import commands
from game.live.hub import get_hub
from game.live.shared_reads import Look
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.protocol.from_client import Ping, client_message
from game.protocol.from_server import ErrorMessage, PongMessage
from game.protocol.message import Command, Message
from game.rooms import admission, code_throttle, repository, selectors, services
from game.rooms.broadcast import LAYER_AWAY

log = logging.getLogger(__name__)

NO_SUCH_ROOM, NOT_ALLOWED, TRY_AGAIN_LATER, GOING_AWAY = 4404, 4403, 1013, 1001
CLOSE_CODES = {repository.NoSuchRoom: NO_SUCH_ROOM, TooMany: TRY_AGAIN_LATER}
AWAY = (*DATABASE_AWAY, *LAYER_AWAY)
LONGEST_MESSAGE = 4096
# A person's thumbs need a few; a program that needs more would keep the room's row busy.
MESSAGES_A_SECOND = 40


def in_thread(function: Callable) -> Callable:
    """Database work off the event loop, in any of the pool's threads."""
    return database_sync_to_async(function, thread_sensitive=False)


class RoomConsumer(AsyncWebsocketConsumer):
    # Room messages come through the process's hub, so a socket needs no channel of its own.
    channel_layer_alias = "none"
    messages: TypeAdapter[Any] = client_message
    seat_id: str | None = None
    listening = sent_away = False
    heard = (0, 0)
    write_frame: Callable[[bytes], None] | None = None

    async def __call__(self, *arguments: Any) -> None:
        try:
            await super().__call__(*arguments)
        finally:
            # Whatever ended it: nobody must vouch for a socket that is gone.
            with suppress(*AWAY):
                await self.disconnect(GOING_AWAY)

    async def dispatch(self, message: dict[str, Any]) -> None:
        """The socket outlives a database or a Redis that is being restarted."""
        try:
            await super().dispatch(message)
        except AWAY as error:
            log.warning("%s failed: %s", message["type"], type(error).__name__)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer from None
            if message["type"] != "websocket.connect" or is_full(error):
                await self._refuse(*refusal(error))
            if message["type"] == "websocket.connect":
                await self.close(TRY_AGAIN_LATER)

    async def connect(self) -> None:
        self.code = self.scope["url_route"]["kwargs"]["code"].upper()
        self.connection = uuid4().hex
        logs.bind(self.connection, self.code)
        await self.accept()
        if not _same_origin(self.scope):
            await self.close(NOT_ALLOWED)
            return
        self.visitor = Visitor.of_socket(self.scope)
        try:
            seen = await self._look_for_room()
            await self.check_door(seen.room)
            self.check_may_see(seen.room)
        except (repository.NoSuchRoom, TooMany, RuleViolation) as error:
            await self._shut_out(error)
            return
        await self._enter(seen.room)

    async def _look_for_room(self) -> Look:
        try:
            return await get_hub().looks.now(self.code)
        except repository.NoSuchRoom:
            await in_thread(code_throttle.missed)(self.visitor)
            raise

    async def check_door(self, room: Room) -> None:
        """Asked on entering only: who came in by the code alone stays when the game has begun."""
        if not admission.is_known(room, self.visitor):
            await in_thread(admission.check_door)(room, self.visitor)

    def check_may_see(self, room: Room) -> None:
        admission.check_may_see(room, self.visitor)

    async def _enter(self, room: Room) -> None:
        query = parse_qs(self.scope["query_string"])
        watching = b"watch" in query or b"stage" in query
        seat = None if watching else selectors.seat_of(room, self.visitor.player)
        if seat and seat.presence is not Presence.LEFT:
            self.seat_id = seat.id
        self.write_frame = self.scope.get("extensions", {}).get(EXTENSION)
        self.listening = True
        # Listen first, then look: what changes in between arrives as an update that is known already.
        await get_hub().add(self.code, self)
        if self.seat_id and not await self.take_seat():
            return
        await self.send_snapshot()

    async def take_seat(self) -> bool:
        """Say that the seat's phone is here. Whose seat it is no more is told so, and the socket closed."""
        seat, now = self.seat_id, steady_clock.now()
        if seat is None:
            return True
        try:
            await in_thread(services.change)(
                self.code, lambda room: seating.connect(room, seat, self.connection, now), now
            )
        except RuleViolation as refusal:
            await self._shut_out(refusal)
            return False
        if not self.listening:
            # It went while it was being announced.
            await self._give_up_seat(seat)
        return True

    async def disconnect(self, code: int) -> None:
        if not self.listening:
            return
        self.listening = False
        try:
            await get_hub().discard(self.code, self)
        finally:
            if self.seat_id:
                await self._give_up_seat(self.seat_id)

    async def _give_up_seat(self, seat: str) -> None:
        """The seat stays with another tab, if there is one."""
        now, tab = steady_clock.now(), get_hub().socket_of(seat)
        other = tab.connection if tab else None
        try:
            await in_thread(services.change)(
                self.code, lambda room: seating.disconnect(room, seat, self.connection, now, other), now
            )
        except repository.NoSuchRoom:
            log.info("Room %s was over before its socket", self.code)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data is None or len(text_data) > LONGEST_MESSAGE:
            await self._refuse("bad_message", "Messages are JSON texts of at most 4096 characters.")
            return
        try:
            message: Command = self.messages.validate_json(text_data)
        except ValidationError as error:
            await self._refuse("bad_message", f"That is no message of ours: {error.errors()[0]['msg']}.")
            return
        if self._hears_too_much():
            await self._refuse(TooMany.code, TooMany.text, message.type)
            return
        await self._obey(message)

    def _hears_too_much(self) -> bool:
        second = int(asyncio.get_running_loop().time())
        count = self.heard[1] + 1 if self.heard[0] == second else 1
        self.heard = (second, count)
        return count > MESSAGES_A_SECOND

    async def _obey(self, message: Command) -> None:
        now = steady_clock.now()
        if isinstance(message, Ping):
            await self.send_message(PongMessage(server_time=round(now.timestamp() * 1000), sent=message.sent))
        elif message.type == "resync":
            await self.send_snapshot()
        else:
            await self._command(message, now)

    async def _command(self, message: Command, now: datetime) -> None:
        try:
            await in_thread(commands.obey)(self.code, self.seat_id, message, now)
        except (RuleViolation, repository.NoSuchRoom, TooMany, Busy) as refusal:
            await self._refuse(refusal.code, refusal.text, message.type)

    async def send_snapshot(self) -> None:
        """The room as it is. What changed while it was on its way may have overtaken it, and is sent again."""
        version = await self._send_snapshot()
        if version is not None and await get_hub().versions.now(self.code) != version:
            await self._send_snapshot()

    async def _send_snapshot(self) -> int | None:
        try:
            seen = await get_hub().looks.now(self.code)
            # A guest may have been removed since, or a password set.
            self.check_may_see(seen.room)
        except (repository.NoSuchRoom, RuleViolation) as error:
            await self._shut_out(error)
            return None
        if self.seat_id is None:
            await self.send_text(seen.snapshot)
        else:
            await self.send_message(selectors.snapshot(seen.room, self.visitor.player, steady_clock.now()))
        return seen.room.version

    async def _shut_out(self, error: repository.NoSuchRoom | TooMany | RuleViolation) -> None:
        await self._refuse(error.code, error.text)
        await self.close(CLOSE_CODES.get(type(error), NOT_ALLOWED))

    async def _refuse(self, code: str, message: str, re: str | None = None) -> None:
        await self.send_message(ErrorMessage(code=code, message=message, re=re))

    async def send_message(self, message: Message) -> None:
        await self.send_text(message.text())

    async def send_text(self, text: str) -> None:
        # Several things can send a screen away, and others be on their way to it.
        if not self.sent_away:
            await self.base_send({"type": "websocket.send", "text": text})

    async def close(self, code: int | bool | None = None, reason: str | None = None) -> None:
        if not self.sent_away:
            self.sent_away = True
            await super().close(code, reason)

    async def dismiss(self) -> None:
        await self.close(NOT_ALLOWED)

    async def look_again(self) -> None:
        """Whether this screen may still look on; it is closed where it may not."""
        try:
            self.check_may_see((await get_hub().looks.now(self.code)).room)
        except (repository.NoSuchRoom, RuleViolation) as error:
            # It may have gone by itself in the meantime.
            with suppress(OSError):
                await self._shut_out(error)
        except AWAY as error:
            # It is asked again at its next look.
            log.warning("A screen could not be looked at: %s", type(error).__name__)


def _same_origin(scope: dict) -> bool:
    """Whether the page that opened the socket is ours; programs send no origin."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin")
    return origin is None or origin.split(b"://")[-1] == headers.get(b"host")
