"""Whole rounds in many rooms at once, over real WebSockets and uploads, everybody in the last five seconds.

    python -m bench.rooms --mode embedded|production [--rooms 50 --players 8] [--programme classic|mixed|NAME]
        [--together] [--posing] [--json]

`embedded` is one `manage.py party`; `production` the services of docker-compose.yml on Postgres,
Redis and an S3 server. The bots share the machine with them. Each room begins at a moment of its own,
within the length of a round; `--together` lets all begin at once, so that every deadline is the same. With
`--posing` phones tell what face they see, ten times a second, and each room has a stage that is told; a watcher
beside them pings the event loop.
One room with one player is the idle case.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvloop

from bench.bots import Bot
from bench.event_loop import pinged
from bench.machine import Meter, describe, running
from bench.posing import Poses, address_of, pull_faces, show
from bench.scoring import portrait
from tests.stack.fleet import Fleet

ROUNDS = 3
ROUND_SECONDS = 65
"""How long a round of eight takes with the settings that a room has unless its host changes them."""
LAST_SECONDS = (0.5, 5)
TICKET_WITHIN = 1.5
"""Seconds from the round's beginning, as in static/js/photos/sending.js."""


@dataclass
class Tally:
    """What the bots have seen: milliseconds."""

    results: list[float] = field(default_factory=list)
    lateness: list[float] = field(default_factory=list)
    missed: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    answers: list[float] = field(default_factory=list)
    poses: Poses = field(default_factory=Poses)


class Host(Bot):
    """The first bot of a room; it also notes when each phase came."""

    tally: Tally
    due: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.seen = {(0, 0, "lobby")}

    def watch(self, bot: Bot) -> None:
        room = bot.room or {}
        phase = moment(bot)
        if phase not in self.seen:
            self.seen.add(phase)
            # Phases that end early, because everybody is done, have no lateness.
            if self.due is not None and (late := time.time() * 1000 - self.due) > -50:
                self.tally.lateness.append(max(late, 0))
        self.due = room.get("deadline")


class Guest(Bot):
    """Any other bot of a room; it notes what there was."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.seen: set[Moment] = set()
        self.on_change = lambda bot: self.seen.add(moment(bot))


Moment = tuple[int, int, str]
"""Round, turn, phase."""
IN_EVERY_ROUND = ("get_ready", "capture", "judging", "reveal")


def moment(bot: Bot) -> Moment:
    room = bot.room or {}
    return room["round"], room["turn"], room["phase"]


def missed(host: "Host", guests: list[Guest], rounds: int) -> int:
    """The phases that the host has not seen: those that others saw, and those that every round has."""
    there = set().union(*(guest.seen for guest in guests)) - {(0, 0, "lobby")}
    at_least = {(number, phase) for number in range(1, rounds + 1) for phase in IN_EVERY_ROUND}
    known = {(number, phase) for number, _, phase in host.seen}
    return len(there - host.seen) + len(at_least - known) + ("podium" not in {phase for _, phase in known})


def table(bases: list[str], number: int, players: int, photo: bytes, tally: Tally) -> list[Bot]:
    """One room's bots."""
    turn = number % len(bases)
    bases = bases[turn:] + bases[:turn]
    host = Host(bases, "Bot 0", photo)
    host.tally, host.on_change = tally, host.watch
    bots: list[Bot] = [host, *(Guest(bases, f"Bot {n}", photo) for n in range(1, players))]
    both = portrait((1280, 960), of_two=True)
    for seat, bot in enumerate(bots):
        bot.photo_of_two = both
        bot.http.headers.update(address_of(number, seat))
    return bots


async def play_room(
    bots: list[Bot], tally: Tally, start: asyncio.Event, wait: float, programme: str, posing: bool
) -> None:
    host = bots[0]
    code = await host.open_room({"rounds": ROUNDS, "programme": programme})
    stage = asyncio.create_task(show(host, tally.poses)) if posing else None
    for bot in bots[1:]:
        await bot.join(code, host.key)
    for bot in bots:
        bot.listen()
        await bot.until(lambda room: True)
    await start.wait()
    await asyncio.sleep(wait)
    await host.send("start")
    faces = [asyncio.create_task(pull_faces(bot, tally.poses, _capturing)) for bot in bots] if stage else []
    await asyncio.gather(*(play(bot, tally) for bot in bots))
    for task in (*faces, *filter(None, [stage])):
        task.cancel()
    guests = [bot for bot in bots if isinstance(bot, Guest)]
    tally.missed += missed(host, guests, ROUNDS) if isinstance(host, Host) else 0
    for bot in bots:
        await bot.close()


async def play(bot: Bot, tally: Tally) -> None:
    """Pose and vote whenever asked to, until the podium."""
    done: set[Moment | None] = {None}
    while True:
        room = await bot.until(lambda room: room["phase"] == "podium" or bot.asked not in done, 180)
        if room["phase"] == "podium":
            return
        done.add(bot.asked)
        await (_vote(bot, room) if room["phase"] == "vote" else _pose(bot, room, tally))


async def _vote(bot: Bot, room: dict[str, Any]) -> None:
    await asyncio.sleep(random.uniform(0, max(0, room["deadline"] / 1000 - time.time() - LAST_SECONDS[0])))
    await bot.vote()


async def _pose(bot: Bot, room: dict[str, Any], tally: Tally) -> None:
    await asyncio.sleep(random.uniform(0, TICKET_WITHIN))
    await bot.prepare()
    await asyncio.sleep(max(room["deadline"] / 1000 - time.time() - random.uniform(*LAST_SECONDS), 0))
    began = time.perf_counter()
    answer = await bot.shoot()
    if answer.status != 202:
        code = answer.json()["code"]
    else:
        code = await _judged(bot, answer.json()["id"], _turn(room))
        tally.results.append((time.perf_counter() - began) * 1000)
    tally.codes[code] = tally.codes.get(code, 0) + 1


def _capturing(room: dict[str, Any]) -> bool:
    return bool(room["phase"] == "capture")


def _turn(room: dict[str, Any] | None) -> tuple[int, int]:
    return (room["round"], room["turn"]) if room else (0, 0)


async def _judged(bot: Bot, take_id: str, turn: tuple[int, int]) -> str:
    """The outcome of one's own photo, from the phone's message or, if that came too late, from the reveal.

    The last photos of a turn may be judged in the moment in which the next one begins: they are passed on.
    """

    def outcome() -> str | None:
        takes = {take["id"]: take["code"] for take in (bot.you or {"takes": []})["takes"]}
        if take_id not in takes and _turn(bot.room) > turn:
            return "passed_on"
        code = takes.get(take_id, "judging")
        return None if code == "judging" else code

    async with asyncio.timeout(60):
        while (code := outcome()) is None:
            await bot.changed.wait()
    return code


async def play_all(bases: list[str], rooms: int, players: int, spread: float, programme: str, posing: bool) -> Tally:
    """All rooms, each begun within `spread` seconds."""
    tally, start, photo = Tally(), asyncio.Event(), portrait((1280, 960))
    tables = [table(bases, number, players, photo, tally) for number in range(rooms)]
    games = [
        asyncio.create_task(play_room(bots, tally, start, spread * number / rooms, programme, posing))
        for number, bots in enumerate(tables)
    ]
    # Half of a party's start is people coming in; what is measured begins when all are there.
    await asyncio.sleep(min(2 + rooms * players / 20, 60))
    start.set()
    playing = asyncio.gather(*games)
    if posing:
        tally.answers = await pinged(tables[0][0], playing)
    await playing
    return tally


@contextmanager
def servers(mode: str) -> Iterator[tuple[list[str], list[int]]]:
    """Addresses to play at, and the processes to measure."""
    if mode == "embedded":
        with running("embedded", None) as server:
            yield [server.base], [server.pid]
    else:
        with Fleet() as fleet:
            yield fleet.bases, [service.pid for service in fleet.services]


async def measure(
    bases: list[str], pids: list[int], mode: str, rooms: int, players: int, programme: str, together: bool, posing: bool
) -> dict[str, Any]:
    meter = Meter(pids)
    watching = asyncio.create_task(meter.watch())
    cpu, own = meter.cpu(), time.process_time()
    tally = await play_all(bases, rooms, players, 0 if together else ROUND_SECONDS, programme, posing)
    watching.cancel()
    print(f"{mode}: outcomes {tally.codes}", file=sys.stderr)
    found = {
        "mode": mode,
        "rooms": rooms,
        "players": players,
        "programme": programme,
        "together": together,
        "missed_phases": tally.missed,
        "phase_late_p99_ms": round(cut(tally.lateness, 99)),
        "upload_to_result_p50_ms": round(statistics.median(tally.results)),
        "upload_to_result_p95_ms": round(cut(tally.results, 95)),
        "upload_to_result_p99_ms": round(cut(tally.results, 99)),
        "peak_rss_mb": round(meter.peak),
        "servers_cpu_s": round(meter.cpu() - cpu, 1),
        "bots_cpu_s": round(time.process_time() - own, 1),
    }
    return found | _posing(tally) if posing else found


def _posing(tally: Tally) -> dict[str, Any]:
    shown = round(tally.poses.shown / tally.poses.said, 2)
    return {"poses_said": tally.poses.said, "shown": shown, "loop_p99_ms": round(cut(tally.answers, 99), 1)}


def cut(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else values[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mode", choices=["embedded", "production"], default="embedded")
    parser.add_argument("--rooms", type=int, default=50)
    parser.add_argument("--players", type=int, default=8)
    parser.add_argument("--programme", default="classic")
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--posing", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ["TRUSTED_PROXIES"] = "127.0.0.1"
    with servers(options.mode) as (bases, pids), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        wanted = options.mode, options.rooms, options.players, options.programme, options.together, options.posing
        found = runner.run(measure(bases, pids, *wanted))
    print(json.dumps(found) if options.json else "\n".join(f"{k}: {v}" for k, v in found.items()) + f"\n{describe()}")


if __name__ == "__main__":
    main()
