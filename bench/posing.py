"""People who pull faces at their stages, as phones tell of them, beside whatever else is measured."""

import asyncio
import json
import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from bench.bots import Bot

PACE = 0.1
PLAYERS = 8


@dataclass
class Poses:
    said: int = 0
    shown: int = 0


def address_of(number: int, seat: int) -> dict[str, str]:
    """As if behind a proxy and at an address of its own: many in one house are limited."""
    return {"X-Forwarded-For": f"10.0.{number}.{seat}"}


async def show(host: Bot, poses: Poses) -> None:
    """The stage of the host's room, which counts the faces that it is told."""
    address = f"ws{host.base.removeprefix('http')}/ws/rooms/{host.code}/?stage=1&k={host.key}"
    with suppress(ConnectionClosed):
        async with connect(address, open_timeout=20) as line:
            async for text in line:
                message = json.loads(text)
                if message["type"] == "poses":
                    poses.shown += len(message["faces"])


async def pull_faces(bot: Bot, poses: Poses, when: Callable[[dict[str, Any]], bool]) -> None:
    """As a phone does that never sees the same face twice, while `when` holds for the room."""
    while True:
        await asyncio.sleep(PACE * random.uniform(0.95, 1.05))
        if bot.room and when(bot.room):
            await bot.send("pose", face={part: random.randrange(101) for part in ("left_eye", "right_eye", "mouth")})
            poses.said += 1


@contextmanager
def beside(base: str, rooms: int, core: int) -> Iterator[None]:
    """So many rooms of eight, each with its stage, in a process of its own on that core."""
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_play, args=(base, rooms, core, ready), daemon=True)
    process.start()
    ready.wait()
    yield
    process.terminate()
    process.join()


def _play(base: str, rooms: int, core: int, ready: Event) -> None:
    os.sched_setaffinity(0, {core})
    asyncio.run(_play_all(base, rooms, ready))


async def _play_all(base: str, rooms: int, ready: Event) -> None:
    poses, work = Poses(), []
    for number in range(rooms):
        bots = [Bot([base], f"Bot {seat}", b"") for seat in range(PLAYERS)]
        for seat, bot in enumerate(bots):
            bot.http.headers.update(address_of(number, seat))
        await bots[0].open_room({"programme": "classic"})
        for bot in bots[1:]:
            await bot.join(bots[0].code, bots[0].key)
        for bot in bots:
            bot.listen()
        work += [show(bots[0], poses), *(pull_faces(bot, poses, lambda _: True) for bot in bots)]
    ready.set()
    await asyncio.gather(*work)
