"""What can go wrong with a running stack: its parts are killed, paused, and given too little of the processor."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress

import psutil

from tests.processes import Process
from tests.stack.fleet import Fleet, Service

Fault = Callable[[random.Random], Awaitable[None]]

LASTS = (1, 6)
"""Seconds."""
TURN = 0.5
SHARE = 0.1
"""Whoever is starved runs for this part of each turn."""


def called(service: Service) -> str:
    """There are two web processes; a port tells them apart."""
    return f"{service.name} {service.port or ''}".strip()


def family(process: Process) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        root = psutil.Process(process.pid)
        return [root, *root.children(recursive=True)]
    return []


def signal_all(processes: list[psutil.Process], what: Callable[[psutil.Process], None]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            what(process)


def killed(process: Process) -> Fault:
    """Gone without warning, and started anew some seconds later."""

    async def fault(chance: random.Random) -> None:
        process.kill()
        await asyncio.sleep(chance.uniform(*LASTS))
        process.launch()

    return fault


def stopped(process: Process) -> Fault:
    """Asked to end, as when it is updated."""

    async def fault(chance: random.Random) -> None:
        await asyncio.to_thread(process.stop)
        await asyncio.sleep(chance.uniform(*LASTS))
        process.launch()

    return fault


def child_killed(process: Process) -> Fault:
    async def fault(chance: random.Random) -> None:
        if children := family(process)[1:]:
            signal_all([chance.choice(children)], psutil.Process.kill)

    return fault


def paused(process: Process) -> Fault:
    """It is there, and does not answer."""

    async def fault(chance: random.Random) -> None:
        frozen = family(process)
        signal_all(frozen, psutil.Process.suspend)
        try:
            await asyncio.sleep(chance.uniform(*LASTS))
        finally:
            signal_all(frozen, psutil.Process.resume)

    return fault


def starved(process: Process) -> Fault:
    """It gets a tenth of the time that it would have, and nothing else on the machine suffers."""

    async def fault(chance: random.Random) -> None:
        for _ in range(int(chance.uniform(*LASTS) / TURN)):
            hungry = family(process)
            signal_all(hungry, psutil.Process.suspend)
            try:
                await asyncio.sleep(TURN * (1 - SHARE))
            finally:
                signal_all(hungry, psutil.Process.resume)
            await asyncio.sleep(TURN * SHARE)

    return fault


def out_of_order(fleet: Fleet) -> Fault:
    """The bucket answers every request with 503."""

    async def fault(chance: random.Random) -> None:
        with fleet.bucket_outage():
            await asyncio.sleep(chance.uniform(*LASTS))

    return fault


def all_faults(fleet: Fleet) -> Iterator[tuple[str, Fault]]:
    """Each with what to call it. Postgres is not killed: the tests' one does not wait for its disk, for speed."""
    servers = fleet.servers
    parts: list[tuple[str, Process]] = [(called(service), service) for service in fleet.services]
    parts += [("redis", servers.redis)]
    for name, part in parts:
        yield f"{name} killed", killed(part)
    for name, part in (*parts, ("postgres", servers.postgres), ("bucket", servers.bucket)):
        yield f"{name} paused", paused(part)
        yield f"{name} starved", starved(part)
    yield "a vision child killed", child_killed(fleet.vision)
    yield "postgres stopped", stopped(servers.postgres)
    yield "bucket out of order", out_of_order(fleet)
