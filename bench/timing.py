"""How long the panel's and the booths' charts take."""

import time
from collections.abc import Callable

BOUND_MS = 200
TIMES = 7


def milliseconds(work: Callable[[], object]) -> float:
    """The slowest of several goes after the first."""
    work()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return max(times)
