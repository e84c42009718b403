"""One port for http and https, which a first look at what a client says tells apart.

Whoever types an address leaves the scheme away, and a browser may take http: it is heard, and led on (plain_http.py).
"""

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any

TLS_BEGINS_WITH = b"\x16"
MOST_UNSORTED = 1_000
"""Connections that have said nothing yet; nobody is counted by address until then."""
SECONDS_WITHOUT_DESCRIPTORS = 0.1

log = logging.getLogger(__name__)


class Listener:
    """Stands in for what `loop.create_server` gives."""

    def __init__(self, factory: Callable[[], asyncio.Protocol], context: ssl.SSLContext, seconds: float) -> None:
        self._factory, self._context, self._seconds = factory, context, seconds
        self._unsorted: set[asyncio.Task[None]] = set()
        self._accepting: asyncio.Task[None] | None = None

    def listen(self, sock: socket.socket, backlog: int) -> None:
        sock.setblocking(False)
        sock.listen(backlog)
        self._accepting = asyncio.create_task(self._accept(sock))

    def close(self) -> None:
        for task in (self._accepting, *self._unsorted):
            if task is not None:
                task.cancel()

    async def wait_closed(self) -> None:
        if self._accepting is not None:
            await asyncio.wait([self._accepting])

    async def _accept(self, sock: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, _ = await loop.sock_accept(sock)
            except OSError:
                # Too many files are open, for the moment.
                await asyncio.sleep(SECONDS_WITHOUT_DESCRIPTORS)
                continue
            if len(self._unsorted) >= MOST_UNSORTED:
                client.close()
                continue
            task = asyncio.create_task(self._sort(client))
            self._unsorted.add(task)
            task.add_done_callback(self._unsorted.discard)

    async def _sort(self, client: socket.socket) -> None:
        """Hand the connection over to the protocol, by TLS or without."""
        loop = asyncio.get_running_loop()
        client.setblocking(False)
        try:
            async with asyncio.timeout(self._seconds):
                secure = await _first_byte(client) == TLS_BEGINS_WITH
            how: dict[str, Any] = {"ssl": self._context, "ssl_handshake_timeout": self._seconds} if secure else {}
            await loop.connect_accepted_socket(self._factory, client, **how)
        except (OSError, TimeoutError) as error:
            # ssl's errors are OSErrors: a phone that does not take the certificate hangs up.
            log.debug("A connection ended before it was one: %r", error)
            client.close()
        except asyncio.CancelledError:
            client.close()
            raise


async def _first_byte(client: socket.socket) -> bytes:
    """What comes first; it stays there for who reads next. Empty where the client has gone."""
    loop, readable = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(client.fileno(), readable.set)
    try:
        await readable.wait()
    finally:
        loop.remove_reader(client.fileno())
    with suppress(BlockingIOError):
        return client.recv(1, socket.MSG_PEEK)
    return b""
