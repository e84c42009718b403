"""What every socket of ours does: it outlives parts that are away, reads only known messages, and counts them."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from pydantic import TypeAdapter, ValidationError

from animatch.platform import steady_clock
from animatch.platform.disk import is_full
from animatch.platform.groups import LAYER_AWAY
from animatch.platform.patience import DATABASE_AWAY, refusal
from game.people.rate_limits import TooMany
from game.protocol.from_client import Ping
from game.protocol.from_server import ErrorMessage, PongMessage
from game.protocol.message import Command, Message

log = logging.getLogger(__name__)

NOT_FOUND, NOT_ALLOWED, TRY_AGAIN_LATER, GOING_AWAY = 4404, 4403, 1013, 1001
AWAY = (*DATABASE_AWAY, *LAYER_AWAY)
LONGEST_MESSAGE = 4096
# A person's thumbs need a few; a program that needs more would keep the database busy.
MESSAGES_A_SECOND = 40


def in_thread(function: Callable) -> Callable:
    """Database work off the event loop, in any of the pool's threads."""
    return database_sync_to_async(function, thread_sensitive=False)


def same_origin(scope: dict) -> bool:
    """Whether the page that opened the socket is ours; programs send no origin."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin")
    return origin is None or origin.split(b"://")[-1] == headers.get(b"host")


class Second:
    """Counts within one second of the loop's clock."""

    second, counted = 0, 0

    def count(self) -> int:
        """One more; how many there were in this second."""
        second = int(asyncio.get_running_loop().time())
        self.counted = self.counted + 1 if self.second == second else 1
        self.second = second
        return self.counted


class MessageConsumer(AsyncWebsocketConsumer):
    """`messages` are those that it understands. What they ask for is done by `command`, `resync` by `send_snapshot`."""

    messages: TypeAdapter[Any]
    sent_away = False

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.heard = Second()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """The socket outlives a database or a Redis that is being restarted."""
        try:
            await super().dispatch(message)
        except AWAY as error:
            log.warning("%s failed: %s", message["type"], type(error).__name__)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer from None
            if message["type"] != "websocket.connect" or is_full(error):
                await self.refuse(*refusal(error))
            if message["type"] == "websocket.connect":
                await self.close(TRY_AGAIN_LATER)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data is None or len(text_data) > LONGEST_MESSAGE:
            await self.refuse("bad_message", "Messages are JSON texts of at most 4096 characters.")
            return
        try:
            message: Command = self.messages.validate_json(text_data, strict=True)
        except ValidationError as error:
            await self.refuse("bad_message", f"That is no message of ours: {error.errors()[0]['msg']}.")
            return
        if self.heard.count() > MESSAGES_A_SECOND:
            await self.refuse(TooMany.code, TooMany.text, message.type)
            return
        await self.obey(message)

    async def obey(self, message: Command) -> None:
        now = steady_clock.now()
        if isinstance(message, Ping):
            await self.send_message(PongMessage(server_time=round(now.timestamp() * 1000), sent=message.sent))
        elif message.type == "resync":
            await self.send_snapshot()
        else:
            await self.command(message, now)

    async def command(self, message: Command, now: datetime) -> None:
        """Do what a message asks beyond what all sockets are asked."""

    async def send_snapshot(self) -> None:
        """Send what the screen shows, as it is now."""
        raise NotImplementedError

    async def refuse(self, code: str, message: str, re: str | None = None) -> None:
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
