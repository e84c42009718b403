"""Sending to a group of the channel layer from any thread: of the web process, or of a worker."""

import asyncio
import logging
import threading
from typing import Any

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

LAYER_AWAY = (RedisError, OSError)
PAUSES = (0.1, 0.4, 1, 2, 4)
_own_loop_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None
_under_way: set[asyncio.Task[None]] = set()


def use_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Send from this loop: the server's, since an in-memory layer must not be touched from another thread."""
    global _loop
    _loop = loop


def _sending_loop() -> asyncio.AbstractEventLoop:
    """The server's loop; in a worker process a loop of its own, so that connections outlive one message."""
    global _loop
    with _own_loop_lock:
        if _loop is None or _loop.is_closed():
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="groups", daemon=True).start()
        return _loop


def send(group: str, message: dict[str, Any]) -> None:
    """Send it soon, in the order of the calls; what the layer does not take for some seconds is lost, and logged."""
    loop = _sending_loop()
    loop.call_soon_threadsafe(_begin, loop, group, message)


def _begin(loop: asyncio.AbstractEventLoop, group: str, message: dict[str, Any]) -> None:
    sending = loop.create_task(_deliver(group, message))
    # The loop itself holds its tasks only weakly.
    _under_way.add(sending)
    sending.add_done_callback(_under_way.discard)


async def _deliver(group: str, message: dict[str, Any]) -> None:
    for pause in PAUSES:
        try:
            await get_channel_layer().group_send(group, message)
            return
        except LAYER_AWAY as error:
            log.warning("The channel layer is away: %s", error)
            await asyncio.sleep(pause)
    log.error("A message to %s was lost", group)
