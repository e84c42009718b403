"""Parties on the whole stack while its parts are killed, paused and starved; afterwards nothing may be missing.

    python -m bench.chaos [--minutes 5] [--rooms 20] [--players 3] [--seed 1] [--json]

The services of docker-compose.yml run on Postgres, Redis and an S3 server. What ends by itself is started again,
as compose does. After the time is over everything is mended, the games reach their podiums, and an auditor
compares every player's diary with the database and the storage: lost, doubled, phases_missed and orphans have
to be 0. The program ends with 1 if they are not. Beside them it says how many drumrolls nobody heard: judging in
which there was nothing left to judge lasts a second and a half, which an outage is longer than.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections import Counter

import psycopg
import uvloop

from bench import audit
from bench.diaries import at_their_addresses
from bench.faults import Fault, all_faults
from bench.machine import describe
from tests.processes import wait_until
from tests.stack.fleet import Fleet

QUIET = (0.5, 3)
"""Seconds between two faults."""
A_GAME = 45
MUST_BE_NONE = ("lost", "doubled", "phases_missed", "orphans")


class Demon:
    """Does one thing after the other to the stack. The same seed chooses the same things."""

    def __init__(self, fleet: Fleet, seed: int) -> None:
        self.fleet, self.chance, self.done = fleet, random.Random(seed), Counter[str]()
        self.faults: list[tuple[str, Fault]] = sorted(all_faults(fleet), key=lambda named: named[0])

    async def rage(self, seconds: float) -> None:
        began = time.monotonic()
        while (spent := time.monotonic() - began) < seconds:
            name, fault = self.chance.choice(self.faults)
            print(f"{spent:5.0f} s  {name}", file=sys.stderr)
            self.done[name] += 1
            await fault(self.chance)
            self.start_what_ended()
            await asyncio.sleep(self.chance.uniform(*QUIET))
        self.start_what_ended()

    def wait_until_mended(self) -> None:
        """What was paused last may end only now that it sees what went meanwhile."""
        try:
            wait_until(self._has_mended, "the stack to be whole again", 120)
        except TimeoutError:
            print(self.fleet.missing(), file=sys.stderr)
            raise

    def _has_mended(self) -> bool:
        self.start_what_ended()
        return self.fleet.all_ready()

    def start_what_ended(self) -> None:
        """As compose does."""
        for service in self.fleet.services:
            if not service.running:
                print(f"         {service.name} had ended: {service.last_words()[-300:]}", file=sys.stderr)
                service.launch()


def all_judged(fleet: Fleet) -> bool:
    with psycopg.connect(fleet.servers.postgres.url) as connection:
        row = connection.execute("SELECT count(*) FROM game_take WHERE code = ''").fetchone()
    return row == (0,)


async def survive(fleet: Fleet, seed: int, seconds: float, rooms: int, players: int) -> dict[str, int]:
    seated = at_their_addresses(fleet.bases, rooms, players)
    for table in seated:
        await table.sit_down()
    over, demon = asyncio.Event(), Demon(fleet, seed)
    evenings = [asyncio.create_task(table.evening(over, A_GAME * n / rooms)) for n, table in enumerate(seated)]
    try:
        await demon.rage(seconds)
        await asyncio.to_thread(demon.wait_until_mended)
    finally:
        over.set()
        await asyncio.gather(*evenings)
    await asyncio.to_thread(wait_until, lambda: all_judged(fleet), "the last photos to be judged", 120)
    await asyncio.sleep(2)
    found = await asyncio.to_thread(audit.audit, fleet, seated)
    refused = sum((Counter(player.diary.refused) for table in seated for player in table.players), Counter[str]())
    unanswered = sum(player.diary.unanswered for table in seated for player in table.players)
    print(f"{demon.done.total()} faults; refused {dict(refused)}, {unanswered} unanswered", file=sys.stderr)
    await asyncio.gather(*(table.leave() for table in seated))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--rooms", type=int, default=20)
    parser.add_argument("--players", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ["TRUSTED_PROXIES"] = "127.0.0.1"
    with Fleet() as fleet, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = runner.run(survive(fleet, options.seed, options.minutes * 60, options.rooms, options.players))
    print(json.dumps(found) if options.json else "\n".join(f"{k}: {v}" for k, v in found.items()) + f"\n{describe()}")
    return 1 if any(found[name] for name in MUST_BE_NONE) else 0


if __name__ == "__main__":
    sys.exit(main())
