"""The only module that calls group_send: it tells every process of a room what has changed."""

import asyncio
import logging
import threading
from typing import Any

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from game.groups import room_group
from game.protocol.message import Message

log = logging.getLogger(__name__)

LAYER_AWAY = (RedisError, OSError)
PAUSES = (0.1, 0.4, 1, 2, 4)
_own_loop_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


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
            threading.Thread(target=_loop.run_forever, name="broadcast", daemon=True).start()
        return _loop


def to_room(code: str, message: Message) -> None:
    """To every screen of the room."""
    _send(code, {"text": message.text()})


def to_seat(code: str, seat: str, message: Message) -> None:
    """To the screens of one seat."""
    _send(code, {"text": message.text(), "seat": seat})


def dismiss(code: str, message: Message, seat: str | None = None) -> None:
    """Say goodbye and close: the screens of one seat, or all of them."""
    _send(code, {"text": message.text(), "close": True} | ({"seat": seat} if seat else {}))


def _send(code: str, message: dict[str, Any]) -> None:
    sending = _deliver(code, {"type": "hub.message", "room": code, **message})
    asyncio.run_coroutine_threadsafe(sending, _sending_loop())


async def _deliver(code: str, message: dict[str, Any]) -> None:
    """Send it, for some seconds again and again. What still gets lost shows as a gap in the versions."""
    for pause in PAUSES:
        try:
            await get_channel_layer().group_send(room_group(code), message)
            return
        except LAYER_AWAY as error:
            log.warning("The channel layer is away: %s", error)
            await asyncio.sleep(pause)
    log.error("A message to room %s was lost", code)
