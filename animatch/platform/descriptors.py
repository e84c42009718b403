"""How many files and sockets this process may have open, and who gets them."""

import contextlib
import sys

if sys.platform != "win32":
    import resource

WANTED = 10_240
"""The most that macOS gives; far beyond what one process's core can serve."""
WITHOUT_LIMITS = 2_048


def raise_limit() -> int:
    """Ask for what a crowd needs, as far as this user may have it; how many descriptors there are now."""
    if sys.platform == "win32":
        return WITHOUT_LIMITS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < WANTED:
        most = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return limit()


def limit() -> int:
    """How many there are, and at most as many as we would ask for."""
    if sys.platform == "win32":
        return WITHOUT_LIMITS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return WANTED if soft == resource.RLIM_INFINITY else min(soft, WANTED)
