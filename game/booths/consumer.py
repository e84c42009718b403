"""A visit's WebSocket: only browsers of the visitor get in, and each looks for itself when there is news."""

import asyncio
from typing import Any

from animatch.platform import groups, steady_clock
from game.booths import announcing, errors, selectors, services, snapshots
from game.booths.models import Visit
from game.live.message_consumer import NOT_ALLOWED, NOT_FOUND, MessageConsumer, in_thread, same_origin
from game.people.players import Visitor
from game.protocol.booths import VisitMessage, booth_command
from game.protocol.from_server import ClosedMessage

FORGOTTEN = ClosedMessage(code="forgotten", message="This visit is forgotten, and nothing of it is left here.")


class VisitConsumer(MessageConsumer):
    messages = booth_command
    group = ""

    async def connect(self) -> None:
        await self.accept()
        if not same_origin(self.scope):
            await self.close(NOT_ALLOWED)
            return
        try:
            visit = await in_thread(self._look)()
        except errors.NoSuchVisit as error:
            await self._shut_out(error)
            return
        groups.use_loop(asyncio.get_running_loop())
        self.group = announcing.visit_group(visit.id)
        # Listen first, then look: what changes in between is seen.
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.send_snapshot()

    def _look(self) -> Visit:
        visitor = Visitor.of_socket(self.scope)
        return selectors.of_visitor(self.scope["url_route"]["kwargs"]["visit"], visitor.player, steady_clock.now())

    async def send_snapshot(self) -> None:
        try:
            visit = await in_thread(self._look)()
        except errors.NoSuchVisit:
            await self._dismiss()
            return
        # First, for whoever shows the answer to a room the moment that it is there.
        await in_thread(services.delivered)(visit)
        await self.send_message(VisitMessage(visit=snapshots.view(visit)))

    async def visit_changed(self, event: dict[str, Any]) -> None:
        await self.send_snapshot()

    async def visit_refused(self, event: dict[str, Any]) -> None:
        await self.refuse(event["code"], event["message"])

    async def visit_ended(self, event: dict[str, Any]) -> None:
        await self._dismiss()

    async def _dismiss(self) -> None:
        await self.send_message(FORGOTTEN)
        await self.close(NOT_FOUND)

    async def _shut_out(self, error: errors.NoSuchVisit) -> None:
        await self.refuse(error.code, error.text)
        await self.close(NOT_FOUND)

    async def disconnect(self, code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)
