"""Wave after wave of parties on the whole stack: at each ebb it must hold what it held at the one before.

    python -m bench.soak [--minutes 60] [--rooms 10] [--players 3] [--json]

In a wave all rooms are opened, play a game with photos, and are left; then their time is over, and they are erased as
by the clock. At the ebb memory (MB) and descriptors of each service are read, and the rows and objects of rooms.
Printed are the first and the last figure, and the slope by the hour of a straight line through all but the
first two ebbs, in which caches fill. Results, the guests they name and receipts are kept on purpose: not counted.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from contextlib import suppress
from typing import Any

import boto3
import psutil
import psycopg
import uvloop

from bench.diaries import Table, at_their_addresses
from bench.faults import called, family
from bench.machine import describe
from tests.processes import Process, wait_until
from tests.servers import BUCKET, KEYS
from tests.stack.fleet import Fleet

SETTINGS = {"rounds": 2, "get_ready": 1, "capture": 5, "judging": 10, "reveal": 3}
TABLES = ("room", "seat", "round", "take", "report")
EXPIRE = "from game.privacy.tasks import expire_rooms; expire_rooms.delay()"
WARM = 2
"""Ebbs."""

Figures = dict[str, float]


async def wave(tables: list[Table]) -> None:
    """Everybody comes, plays one game and goes."""
    for table in tables:
        table.settings = SETTINGS
        await table.sit_down()
    last = asyncio.Event()
    evenings = [asyncio.create_task(table.evening(last, 0)) for table in tables]
    await asyncio.gather(*(table.players[0].until(lambda room: room["phase"] != "lobby") for table in tables))
    last.set()
    await asyncio.gather(*evenings)
    await asyncio.gather(*(table.leave() for table in tables))


def rows(fleet: Fleet) -> int:
    counts = " + ".join(f"(SELECT count(*) FROM game_{table})" for table in TABLES)
    with psycopg.connect(fleet.servers.postgres.url) as connection:
        found = connection.execute(f"SELECT {counts}").fetchone()
    return int(found[0]) if found else 0


def objects(fleet: Fleet) -> int:
    key, secret = KEYS.values()
    client = boto3.client(
        "s3",
        endpoint_url=fleet.servers.bucket.url,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
    )
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="rooms/")
    return sum(page["KeyCount"] for page in pages)


def end_all_rooms(fleet: Fleet) -> None:
    """Their time is over; the default worker erases them."""
    with psycopg.connect(fleet.servers.postgres.url) as connection:
        connection.execute("UPDATE game_room SET expires_at = now()")
    fleet.manage("shell", "-c", EXPIRE)
    wait_until(lambda: rows(fleet) == 0, "the rooms to be erased", 90)


def ebb(fleet: Fleet) -> Figures:
    """What is held when nobody is here."""
    found: Figures = {"rows": rows(fleet), "objects": objects(fleet)}
    parts: list[tuple[str, Process]] = [(called(service), service) for service in fleet.services]
    for name, part in (*parts, ("redis", fleet.servers.redis), ("postgres", fleet.servers.postgres)):
        found[f"{name}: memory"] = found[f"{name}: descriptors"] = 0
        for process in family(part):
            with suppress(psutil.NoSuchProcess):
                found[f"{name}: memory"] += process.memory_info().rss / 2**20
                found[f"{name}: descriptors"] += process.num_fds()
    return found


async def soak(fleet: Fleet, seconds: float, rooms: int, players: int) -> list[tuple[float, Figures]]:
    """Hours since the beginning, and what was held then, for each ebb."""
    began, ebbs = time.monotonic(), list[tuple[float, Figures]]()
    while time.monotonic() - began < seconds or len(ebbs) < WARM + 2:
        await wave(at_their_addresses(fleet.bases, rooms, players))
        await asyncio.to_thread(end_all_rooms, fleet)
        ebbs.append(((time.monotonic() - began) / 3600, await asyncio.to_thread(ebb, fleet)))
        print(f"{ebbs[-1][0] * 60:4.1f} min  {ebbs[-1][1]}", file=sys.stderr)
    return ebbs


def slopes(ebbs: list[tuple[float, Figures]]) -> dict[str, Any]:
    hours = [hour for hour, _ in ebbs[WARM:]]
    found: dict[str, Any] = {"minutes": round(ebbs[-1][0] * 60, 1), "waves": len(ebbs)}
    for name in ebbs[0][1]:
        held = [figures[name] for _, figures in ebbs[WARM:]]
        by_the_hour = statistics.linear_regression(hours, held).slope
        found[name] = {"first": round(held[0], 1), "last": round(held[-1], 1), "per_hour": round(by_the_hour, 1)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rooms", type=int, default=10)
    parser.add_argument("--players", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ["TRUSTED_PROXIES"] = "127.0.0.1"
    with Fleet() as fleet, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = slopes(runner.run(soak(fleet, options.minutes * 60, options.rooms, options.players)))
    print(json.dumps(found) if options.json else "\n".join(f"{k}: {v}" for k, v in found.items()) + f"\n{describe()}")


if __name__ == "__main__":
    main()
