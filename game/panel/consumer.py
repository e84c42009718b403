"""The live page's WebSocket: all that a room's screens are told, and the takes besides."""

import asyncio
from datetime import datetime

from django.utils import timezone

from game import models
from game.engine import errors
from game.engine.errors import RuleViolation
from game.engine.state import Room
from game.engine.transitions import THE_HOUSE
from game.live.consumers import NOT_ALLOWED, RoomConsumer, in_thread
from game.live.hub import get_hub
from game.panel import access, commands, takes
from game.panel.protocol import panel_command
from game.people.rate_limits import TooMany
from game.protocol.message import Command, Message
from game.rooms.repository import NoSuchRoom

# Takes come in bursts; the page is told of them together.
GATHER_SECONDS = 0.15


class PanelConsumer(RoomConsumer):
    messages = panel_command
    refreshing: asyncio.Task[None] | None = None

    async def check_door(self, room: Room) -> None:
        """The account decides, on entering: keys and passwords are for guests."""

    def check_may_see(self, room: Room) -> None:
        return

    async def _enter(self, room: Room) -> None:
        self.user_id = await in_thread(_steering_account)(self.scope["cookies"], room.code)
        if self.user_id is None:
            await self._refuse(errors.NotHost.code, "Sign in with the account that this room belongs to.")
            await self.close(NOT_ALLOWED)
            return
        # Messages to the house are addressed like those to a seat.
        self.seat_id = THE_HOUSE
        self.listening = True
        await get_hub().add(self.code, self)
        await self.send_snapshot()
        await self._send_takes()

    async def disconnect(self, code: int) -> None:
        if self.refreshing:
            self.refreshing.cancel()
        if self.listening:
            self.listening = False
            await get_hub().discard(self.code, self)

    async def _command(self, message: Command, now: datetime) -> None:
        try:
            await in_thread(commands.obey)(self.user_id, self.code, message, now)
        except (RuleViolation, NoSuchRoom, TooMany) as refusal:
            await self._refuse(refusal.code, refusal.text, message.type)

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
        await self._send_takes()

    async def _send_takes(self) -> None:
        try:
            message = await in_thread(_takes)(self.user_id, self.code)
        except (RuleViolation, NoSuchRoom) as refusal:
            await self._refuse(refusal.code, refusal.text)
            await self.close(NOT_ALLOWED)
        else:
            await self.send_message(message)


def _takes(user_id: int, code: str) -> Message:
    commands.check_allowed(user_id, code)
    return takes.panel_message(code, timezone.now())


def _steering_account(cookies: dict[str, str], code: str) -> int | None:
    user = access.account(cookies)
    room = models.Room.objects.filter(code=code).first()
    return user.pk if room is not None and access.may_run(user, room) else None
