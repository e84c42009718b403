"""The live page's WebSocket: all that a room's screens are told, and the takes besides."""

import asyncio
from contextlib import suppress
from datetime import datetime

from animatch.platform import steady_clock
from animatch.platform.hashing import Busy
from game.engine.errors import RuleViolation
from game.engine.state import Room
from game.engine.transitions import THE_HOUSE
from game.live.consumers import RoomConsumer
from game.live.hub import get_hub
from game.live.message_consumer import AWAY, in_thread
from game.panel import access, commands, takes
from game.panel.protocol import panel_command
from game.people.rate_limits import TooMany
from game.protocol.message import Command, Message
from game.rooms.repository import NoSuchRoom

# Takes come in bursts; the page is told of them together.
GATHER_SECONDS = 0.15
WATCH_SECONDS = 5


class PanelConsumer(RoomConsumer):
    messages = panel_command
    refreshing: asyncio.Task[None] | None = None
    watching: asyncio.Task[None] | None = None

    async def check_door(self, room: Room) -> None:
        """The account decides, on entering: keys and passwords are for guests."""

    def check_may_see(self, room: Room) -> None:
        return

    async def _enter(self, room: Room) -> None:
        if not await self._may_stay():
            return
        # Messages to the house are addressed like those to a seat.
        self.seat_id = THE_HOUSE
        self.listening = True
        self.watching = asyncio.create_task(self._watch())
        await get_hub().add(self.code, self)
        await self.send_snapshot()
        await self._send_takes()

    async def disconnect(self, code: int) -> None:
        for task in (self.refreshing, self.watching):
            if task:
                task.cancel()
        if self.listening:
            self.listening = False
            await get_hub().discard(self.code, self)

    async def _watch(self) -> None:
        """A socket outlives neither its session nor the rights of its account, however quiet the room is."""
        stays = True
        while stays:
            await asyncio.sleep(WATCH_SECONDS)
            with suppress(*AWAY):
                stays = await self._may_stay()

    async def obey(self, message: Command) -> None:
        if await self._may_stay():
            await super().obey(message)

    async def _may_stay(self) -> bool:
        """Whether the session still is one of an account that steers this room; else the socket is closed."""
        try:
            await in_thread(_check)(self.scope["cookies"], self.code)
        except (RuleViolation, NoSuchRoom) as refusal:
            await self._shut_out(refusal)
            return False
        return True

    async def command(self, message: Command, now: datetime) -> None:
        try:
            await in_thread(_obey)(self.scope["cookies"], self.code, message, now)
        except (RuleViolation, NoSuchRoom, TooMany, Busy) as refusal:
            await self.refuse(refusal.code, refusal.text, message.type)

    async def send_message(self, message: Message) -> None:
        await super().send_text(message.text())

    async def send_text(self, text: str) -> None:
        """What the hub has for every screen; it may be about takes."""
        await super().send_text(text)
        if self.refreshing is None:
            self.refreshing = asyncio.create_task(self._refresh())

    async def _refresh(self) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        self.refreshing = None
        # The page may be gone by now; if the database is, the next change tells it.
        with suppress(*AWAY):
            await self._send_takes()

    async def _send_takes(self) -> None:
        try:
            message = await in_thread(_takes)(self.scope["cookies"], self.code)
        except (RuleViolation, NoSuchRoom) as refusal:
            await self._shut_out(refusal)
        else:
            await self.send_message(message)


def _check(cookies: dict[str, str], code: str) -> None:
    commands.check_allowed(access.account(cookies), code)


def _obey(cookies: dict[str, str], code: str, message: Command, now: datetime) -> None:
    commands.obey(access.account(cookies), code, message, now)


def _takes(cookies: dict[str, str], code: str) -> Message:
    _check(cookies, code)
    return takes.panel_message(code, steady_clock.now())
