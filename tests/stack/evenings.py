"""Short games, played by bots whose phones are spread over the web processes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image
from skimage import data

from bench.bots import Bot
from tests.stack.fleet import Fleet

SHORT = {"programme": "classic", "rounds": 1, "get_ready": 1, "capture": 60, "judging": 30, "reveal": 3}


@cache
def portrait() -> bytes:
    """A photo with one face: a JPEG of 640 x 480 pixels."""
    buffer = BytesIO()
    Image.fromarray(data.astronaut()).crop((0, 0, 512, 384)).resize((640, 480)).save(buffer, "JPEG")
    return buffer.getvalue()


@asynccontextmanager
async def game(fleet: Fleet, players: int = 3) -> AsyncIterator[list[Bot]]:
    """A started game in its first capture phase; neighbours at the table are on different web processes."""
    seats = [Bot(fleet.bases[n % 2 :] + fleet.bases[: n % 2], f"Player {n}", portrait()) for n in range(players)]
    async with table(seats) as bots:
        await sit_down(bots)
        await all_connected(bots, players)
        await bots[0].send("start")
        await everybody(bots, lambda room: room["phase"] == "capture")
        yield bots


@asynccontextmanager
async def table(bots: list[Bot]) -> AsyncIterator[list[Bot]]:
    """Bots whose lines are cut in the end."""
    try:
        yield bots
    finally:
        await asyncio.gather(*(bot.close() for bot in bots), return_exceptions=True)


async def sit_down(bots: list[Bot], **settings: int) -> str:
    """A new room of the first bot, with everybody in it and listening; its code."""
    code = await bots[0].open_room(SHORT | settings)
    for bot in bots[1:]:
        await bot.join(code, bots[0].key)
    for bot in bots:
        bot.listen()
    return code


async def all_connected(bots: list[Bot], players: int) -> None:
    await everybody(bots, lambda room: sum(seat["connected"] for seat in room["seats"].values()) == players)


async def everybody(bots: list[Bot], condition: Callable[[dict[str, Any]], object]) -> None:
    await asyncio.gather(*(bot.until(condition) for bot in bots))


async def shoot(bots: list[Bot]) -> None:
    """Everybody sends one photo, and it is taken."""
    answers = await asyncio.gather(*(bot.shoot() for bot in bots))
    assert [answer.status for answer in answers] == [202] * len(bots), [answer.body for answer in answers]


async def say_done(bots: list[Bot]) -> None:
    """Everybody says so until the room has understood."""

    async def insist(bot: Bot) -> None:
        while bot.room is None or bot.room["phase"] == "capture":
            await bot.send("done")
            await asyncio.sleep(0.5)

    async with asyncio.timeout(60):
        await asyncio.gather(*map(insist, bots))


async def finish(bots: list[Bot]) -> None:
    """Play the round to its end, and see that nothing was lost: every photo was scored, and counted once."""
    await say_done(bots)
    await everybody(bots, lambda room: room["phase"] in ("reveal", "podium"))
    results = deepcopy(next(bot.room["results"] for bot in bots if bot.room and bot.room["results"]))
    assert {result["code"] for result in results.values()} == {"scored"}
    await bots[0].send("skip", phase="reveal", round=1)
    await everybody(bots, lambda room: room["phase"] == "podium")
    points = {seat: result["points"] for seat, result in results.items()}
    for bot in bots:
        assert {seat: row["points"] for seat, row in bot.room["standings"].items()} == points


async def until_true(condition: Callable[[], object], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)
