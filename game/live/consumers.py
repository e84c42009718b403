"""One screen's WebSocket: authenticate, parse, call one service, reply."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError

from animatch.platform import logs, steady_clock
from animatch.platform.hashing import Busy
from animatch.platform.sockets import EAR, EXTENSION
from game.engine import seating
from game.engine.errors import RuleViolation
from game.engine.state import Presence, Room
from game.live import commands
from game.live.hub import get_hub
from game.live.message_consumer import (
    AWAY,
    GOING_AWAY,
    NOT_ALLOWED,
    NOT_FOUND,
    TRY_AGAIN_LATER,
    MessageConsumer,
    Second,
    in_thread,
    same_origin,
)
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.protocol.from_client import Pose, client_message
from game.protocol.message import Command
from game.rooms import admission, code_throttle, repository, selectors, services

log = logging.getLogger(__name__)

POSES_A_SECOND = 12
POSE = b'{"type":"pose"'
CLOSE_CODES = {repository.NoSuchRoom: NOT_FOUND, TooMany: TRY_AGAIN_LATER}


class RoomConsumer(MessageConsumer):
    # Room messages come through the process's hub, so a socket needs no channel of its own.
    channel_layer_alias = "none"
    messages: TypeAdapter[Any] = client_message
    seat_id: str | None = None
    stage = False
    listening = False
    write_frame: Callable[[bytes], None] | None = None

    async def __call__(self, *arguments: Any) -> None:
        try:
            await super().__call__(*arguments)
        finally:
            # Whatever ended it: nobody must vouch for a socket that is gone.
            with suppress(*AWAY):
                await self.disconnect(GOING_AWAY)

    async def connect(self) -> None:
        self.code = self.scope["url_route"]["kwargs"]["code"].upper()
        self.connection = uuid4().hex
        self.poses = Second()
        logs.bind(self.connection, self.code)
        await self.accept()
        if not same_origin(self.scope):
            await self.close(NOT_ALLOWED)
            return
        self.visitor = Visitor.of_socket(self.scope)
        try:
            room = await self._look_for_room()
            await self.check_door(room)
            self.check_may_see(room)
        except (repository.NoSuchRoom, TooMany, RuleViolation) as error:
            await self._shut_out(error)
            return
        await self._enter(room)

    async def _look_for_room(self) -> Room:
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
        self.stage = b"stage" in query
        watching = self.stage or b"watch" in query
        seat = None if watching else selectors.seat_of(room, self.visitor.player)
        if seat and seat.presence is not Presence.LEFT:
            self.seat_id = seat.id
        extensions = self.scope.get("extensions", {})
        self.write_frame = extensions.get(EXTENSION)
        if EAR in extensions:
            extensions[EAR](self._overhear)
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

    async def obey(self, message: Command) -> None:
        if isinstance(message, Pose) and self.seat_id:
            self._pose(self.seat_id, message)
        else:
            await super().obey(message)

    def _overhear(self, text: bytes) -> bool:
        """Poses as phones write them, without the long way of a message; whether this was one."""
        if not (text.startswith(POSE) and self.seat_id and self.listening and not self.sent_away):
            return False
        try:
            return self._pose(self.seat_id, Pose.model_validate_json(text, strict=True))
        except ValidationError:
            return False

    def _pose(self, seat: str, message: Pose) -> bool:
        """Whether it counts. Whoever poses too often is not told so: it is the next pose that matters."""
        counts = self.poses.count() <= POSES_A_SECOND
        if counts:
            get_hub().posing.say(self.code, seat, message.face.model_dump(exclude_none=True))
        return counts

    async def command(self, message: Command, now: datetime) -> None:
        try:
            await in_thread(commands.obey)(self.code, self.seat_id, message, now)
        except (RuleViolation, repository.NoSuchRoom, TooMany, Busy) as refusal:
            await self.refuse(refusal.code, refusal.text, message.type)

    async def send_snapshot(self) -> None:
        """The room as it is. What changed while it was on its way may have overtaken it, and is sent again."""
        version = await self._send_snapshot()
        if version is not None and await get_hub().versions.now(self.code) != version:
            await self._send_snapshot()

    async def _send_snapshot(self) -> int | None:
        try:
            room = await get_hub().looks.now(self.code)
            # A guest may have been removed since, or a password set.
            self.check_may_see(room)
        except (repository.NoSuchRoom, RuleViolation) as error:
            await self._shut_out(error)
            return None
        player = self.visitor.player if self.seat_id else None
        await self.send_text(selectors.snapshot_text(room, player, steady_clock.now()))
        return room.version

    async def _shut_out(self, error: repository.NoSuchRoom | TooMany | RuleViolation) -> None:
        await self.refuse(error.code, error.text)
        await self.close(CLOSE_CODES.get(type(error), NOT_ALLOWED))

    async def dismiss(self) -> None:
        await self.close(NOT_ALLOWED)

    async def look_again(self) -> None:
        """Whether this screen may still look on; it is closed where it may not."""
        try:
            self.check_may_see(await get_hub().looks.now(self.code))
        except (repository.NoSuchRoom, RuleViolation) as error:
            # It may have gone by itself in the meantime.
            with suppress(OSError):
                await self._shut_out(error)
        except AWAY as error:
            # It is asked again at its next look.
            log.warning("A screen could not be looked at: %s", type(error).__name__)
