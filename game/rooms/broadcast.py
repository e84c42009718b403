"""The only module that calls group_send: it tells every process of a room what has changed."""

import asyncio
import logging
import threading
from collections.abc import Mapping
from typing import Any

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from game.protocol.message import Message

log = logging.getLogger(__name__)

LAYER_AWAY = (RedisError, OSError)
PAUSES = (0.1, 0.4, 1, 2, 4)
_own_loop_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None
_under_way: set[asyncio.Task[None]] = set()


def room_group(code: str) -> str:
    return f"room.{code}"


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


def to_room(code: str, message: Message, own: Mapping[str, Message] | None = None, *, look_again: bool = False) -> None:
    """To every screen of the room; after it, what only a seat's own screens are told, by seat.

    `look_again` has each screen asked once more whether it may look on.
    """
    private = {seat: word.text() for seat, word in (own or {}).items()}
    _send(code, {"text": message.text(), "own": private, "look_again": look_again})


def to_seat(code: str, seat: str, message: Message) -> None:
    """To the screens of one seat."""
    _send(code, {"text": message.text(), "seat": seat})


def dismiss(code: str, message: Message, seat: str | None = None) -> None:
    """Say goodbye and close: the screens of one seat, or all of them."""
    _send(code, {"text": message.text(), "close": True} | ({"seat": seat} if seat else {}))


def _send(code: str, message: dict[str, Any]) -> None:
    loop = _sending_loop()
    loop.call_soon_threadsafe(_begin, loop, code, {"type": "hub.message", "room": code, **message})


def _begin(loop: asyncio.AbstractEventLoop, code: str, message: dict[str, Any]) -> None:
    sending = loop.create_task(_deliver(code, message))
    # The loop itself holds its tasks only weakly.
    _under_way.add(sending)
    sending.add_done_callback(_under_way.discard)


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
