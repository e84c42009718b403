"""What pictures cost to open: `python -m tests.scoring.vision.cost FILE...` prints a line of JSON for each.

{"file", "code", "seconds", "megabytes"}: "ok", or a refusal's code, or the signal that ended it; processor time, and
the most memory on top of an idle process. Every picture goes the ways of a photo, a glance, a second look and
the copy that is kept, in a process of its own that may use SECONDS of processor time (from the environment,
COST_SECONDS) and ROOM bytes of address space.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from scoring.vision import images
from scoring.vision.errors import PhotoRefused
from scoring.vision.kept import keep

SECONDS = int(os.environ.get("COST_SECONDS", 4))
ROOM = 3 << 30

WAYS: dict[str, Callable[[bytes], object]] = {
    "glance": lambda data: images.decode(data, longest=960),
    "second look": lambda data: images.decode(data, longest=2880),
    "keep": keep,
}


def try_all(data: bytes) -> str:
    codes = set()
    for way in WAYS.values():
        try:
            way(data)
        except PhotoRefused as refused:
            codes.add(refused.code)
        except MemoryError:
            codes.add("MemoryError")
        else:
            codes.add("ok")
    return " or ".join(sorted(codes))


def peak() -> int:
    """Bytes; the most that this process has held."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) << 10


def used() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def cost(data: bytes) -> dict[str, object]:
    before, began = peak(), used()
    code = try_all(data)
    return {"code": code, "seconds": round(used() - began, 3), "megabytes": (peak() - before) >> 20}


def apart(data: bytes) -> dict[str, object]:
    """The same in a child that is ended when it takes too much."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        os.write(writes, json.dumps(cost(data)).encode())
        os._exit(0)
    os.close(writes)
    with open(reads, "rb") as answer:
        told = answer.read()
    _, status, spent = os.wait4(child, 0)
    if told:
        return json.loads(told)
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "ended"
    return {"code": ended, "seconds": spent.ru_utime + spent.ru_stime, "megabytes": spent.ru_maxrss >> 10}


def main(*files: str) -> None:
    for file in files:
        told = {"file": Path(file).name, **apart(Path(file).read_bytes())}
        sys.stdout.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
