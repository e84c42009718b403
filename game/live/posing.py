"""Faces being pulled: what phones say ten times a second, told to the stages together and kept by nobody.

A pose touches neither the database nor the room's lock. It waits here for at most a tick, and goes with all others that
this process has heard to every process that has a stage, over a channel of its own, so that it never takes the place of
news. The newest of a seat counts. Where the loop or the layer is behind, poses are what is dropped.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from animatch.platform.groups import LAYER_AWAY
from game.protocol.from_server import PosesMessage

log = logging.getLogger(__name__)

S = TypeVar("S")
Faces = dict[str, dict[str, dict[str, int]]]
"""By room and seat."""

GROUP = "poses"
TICK = 0.1
"""Seconds from one broadcast to the next."""
LATE = 0.05
"""A loop that is so many seconds late has more important things to do."""


class Batch:
    """The newest face of each seat, handed on together: soon after it was said, and at most once a tick.

    What comes due while the loop is late, or while the last ones are still on their way, is dropped.
    """

    def __init__(self, hand_on: Callable[[Faces], Awaitable[None]]) -> None:
        self._hand_on = hand_on
        self._faces: Faces = {}
        self._due: float | None = None
        self._under_way: asyncio.Future[None] | None = None
        self._last = 0.0

    def add(self, faces: Faces) -> None:
        for code, seats in faces.items():
            self._faces.setdefault(code, {}).update(seats)
        if self._due is None:
            loop = asyncio.get_running_loop()
            self._due = max(loop.time(), self._last + TICK)
            loop.call_at(self._due, self._tick, self._due)

    def _tick(self, due: float) -> None:
        self._due = None
        faces, self._faces = self._faces, {}
        self._last = asyncio.get_running_loop().time()
        late = self._last - due > LATE
        if not late and (self._under_way is None or self._under_way.done()):
            self._under_way = asyncio.ensure_future(self._hand_on(faces))


class Posing(Generic[S]):
    """Belongs to one event loop, as its hub does. `write` sends a text to local sockets."""

    def __init__(self, layer: Any, write: Callable[[list[S], str], Awaitable[None]]) -> None:
        self.layer, self.write = layer, write
        self.stages: dict[str, set[S]] = defaultdict(set)
        self.said, self.heard = Batch(self._tell), Batch(self._show)
        self.channel = ""

    def say(self, code: str, seat: str, face: dict[str, int]) -> None:
        """A phone here says what its guest's face does."""
        self.said.add({code: {seat: face}})

    async def open(self) -> None:
        self.channel = await self.layer.new_channel("poses")

    async def watch(self, code: str, stage: S) -> None:
        first = not self.stages
        self.stages[code].add(stage)
        if first:
            await self.layer.group_add(GROUP, self.channel)

    async def leave(self, code: str, stage: S) -> None:
        if code not in self.stages:
            return
        self.stages[code].discard(stage)
        if not self.stages[code]:
            del self.stages[code]
        if not self.stages:
            await self.layer.group_discard(GROUP, self.channel)

    async def read(self) -> None:
        while True:
            try:
                self.heard.add((await self.layer.receive(self.channel))["rooms"])
            except Exception as error:
                log.warning("Poses could not be read: %s", type(error).__name__)
                await asyncio.sleep(0.5)

    async def _tell(self, faces: Faces) -> None:
        try:
            await self.layer.group_send(GROUP, {"type": "hub.poses", "rooms": faces})
        except LAYER_AWAY as error:
            log.info("Poses were dropped: %s", type(error).__name__)

    async def _show(self, faces: Faces) -> None:
        for code in faces.keys() & self.stages.keys():
            await self.write(list(self.stages[code]), PosesMessage.model_validate({"faces": faces[code]}).text())
