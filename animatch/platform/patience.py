"""Waiting out a database that is being restarted, where nothing has been changed yet."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from itertools import chain, repeat
from typing import Any, ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

from animatch.platform import disk

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

DATABASE_AWAY = (OperationalError, InterfaceError)
TRY_AGAIN = "try_again"
TRY_AGAIN_WORDS = "The server is catching its breath. Try again in a moment."
"""What a guest is told while the database, Redis or the storage is away."""


def refusal(error: Exception) -> tuple[str, str]:
    """The code and the words for whoever met a part that is away, or a disk that is full."""
    return (disk.DiskFull.code, disk.DiskFull.text) if disk.is_full(error) else (TRY_AGAIN, TRY_AGAIN_WORDS)


DATABASE_RETRY: dict[str, Any] = {
    "autoretry_for": DATABASE_AWAY,
    "max_retries": 20,
    "retry_backoff": 0.25,
    "retry_backoff_max": 2,
}
"""Options of a Celery task that is done again until the database is back."""

PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5)
"""In seconds; the last one is repeated."""
PATIENCE = 6
"""Seconds after which no try begins any more. The last one may wait two more for a connection (settings.py).

A phone gives up after twelve seconds, and every request that waits holds one of few threads.
"""


def outlasting(work: Callable[P, T]) -> Callable[P, T]:
    """Do the work again, for some eight seconds at most, while the database cannot be reached.

    For work that is one transaction, or only reads. Inside of a transaction it is tried once:
    what came before it in there is lost already, so the whole has to be done again.
    """

    @wraps(work)
    def patient(*args: P.args, **kwargs: P.kwargs) -> T:
        end, pauses = time.monotonic() + PATIENCE, chain(PAUSES, repeat(PAUSES[-1]))
        while True:
            try:
                return work(*args, **kwargs)
            except DATABASE_AWAY as error:
                pause = next(pauses)
                # A full disk is not there again in a moment.
                if disk.is_full(error) or connection.in_atomic_block or time.monotonic() + pause > end:
                    raise
                log.warning("The database is away: %s", type(error).__name__)
                connection.close()
                time.sleep(pause)

    return patient
