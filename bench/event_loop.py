"""What scoring costs everybody else: the longest stop of a party's event loop while photos are judged beside it.

    python -m bench.event_loop [--json]

A watcher pings the party every few milliseconds over a WebSocket, which its event loop answers;
the longest answer time while a burst of photos is judged is the stall. It is a process of its own, so
that what the players' program does meanwhile is not counted. Also: how long a second start takes.
"""

import argparse
import asyncio
import json
import multiprocessing
import statistics
import time
from collections.abc import Awaitable
from multiprocessing.synchronize import Event

from websockets.asyncio.client import ClientConnection, connect

from bench.bots import Bot
from bench.machine import describe, running
from bench.scoring import portrait

PLAYERS = 20
WARM_SECONDS = 3
SETTINGS = {"rounds": 1, "get_ready": 1, "capture": 60, "judging": 15, "reveal": 3, "max_players": PLAYERS}


def watch(base: str, code: str, key: str, over: Event, answers: multiprocessing.Queue) -> None:
    answers.put(asyncio.run(ping_times(base, code, key, over)))


async def ping_times(base: str, code: str, key: str, until: Event) -> list[float]:
    """Milliseconds of each answer to a ping, one after the other."""
    times = []
    async with connect(f"ws{base.removeprefix('http')}/ws/rooms/{code}/?watch=1&k={key}") as line:
        reading = asyncio.create_task(_read(line))
        while not until.is_set():
            began = time.perf_counter()
            await (await line.ping())
            times.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.002)
        reading.cancel()
    return times


async def _read(line: ClientConnection) -> None:
    async for _ in line:
        pass


async def burst(base: str) -> list[float]:
    """Everybody sends three photos at once."""
    bots = [Bot([base], f"Bot {n}", portrait((1280, 960))) for n in range(PLAYERS)]
    code = await bots[0].open_room(SETTINGS)
    for bot in bots[1:]:
        await bot.join(code, bots[0].key)
    for bot in bots:
        bot.listen()
        await bot.until(lambda room: True)
    await bots[0].send("start")
    await asyncio.gather(*(bot.until(lambda room: room["phase"] == "capture") for bot in bots))
    times = await pinged(bots[0], _shoot_all(bots))
    for bot in bots:
        await bot.close()
    return times


async def _shoot_all(bots: list[Bot]) -> None:
    await asyncio.sleep(WARM_SECONDS)
    await asyncio.gather(*(bot.shoot() for bot in bots for _ in range(3)))
    await asyncio.gather(*(bot.until(lambda room: room["phase"] == "reveal") for bot in bots))


async def pinged(host: Bot, work: Awaitable[object]) -> list[float]:
    """Milliseconds of the answers to a watcher of the host's room, a process of its own, while the work lasts."""
    context = multiprocessing.get_context("spawn")
    over, answers = context.Event(), context.Queue()
    watcher = context.Process(target=watch, args=(host.base, host.code, host.key, over, answers))
    watcher.start()
    await work
    over.set()
    times = await asyncio.to_thread(answers.get)
    watcher.join()
    return times


def measure() -> dict[str, float]:
    with running("embedded", None) as server:
        times = asyncio.run(burst(server.base))
        server.stop()
        began = time.perf_counter()
        server.start()
        second_start = time.perf_counter() - began
    return {
        "answer_p50_ms": round(statistics.median(times), 2),
        "answer_p99_ms": round(statistics.quantiles(times, n=100)[98], 1),
        "stall_ms": round(max(times), 1),
        "second_start_s": round(second_start, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    found = measure()
    print(json.dumps(found) if parser.parse_args().json else f"{found}\n{describe()}")


if __name__ == "__main__":
    main()
