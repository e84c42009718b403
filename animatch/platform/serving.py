"""How an ASGI application is served, everywhere: the same protocols for a laptop's party and for a cluster."""

import asyncio
import contextlib
import gc
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from typing import Any

import uvicorn
from django.conf import settings
from uvicorn.server import ServerState

from animatch.platform import descriptors
from animatch.platform.both_schemes import Listener
from animatch.platform.connections import HEAD_SECONDS, HttpConnection
from animatch.platform.crowd import Bounds, Crowd
from animatch.platform.sockets import FrameSocketProtocol

KEEP_ALIVE_SECONDS = 130
"""An idle connection is closed by who asks, a phone or the proxy (Caddy: two minutes): no photo meets its end."""
SWITCH_SECONDS = 0.003


class State(ServerState):
    """What uvicorn hands to each connection, and the crowd of them."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self.crowd = crowd


class Server(uvicorn.Server):
    """uvicorn's server, with as many descriptors as it may have and bounds for who takes them.

    `known` says of a Cookie header whether it shows a player; `behind_proxy`, that the addresses
    of connections are a proxy's, and bound nobody.
    """

    def __init__(self, config: uvicorn.Config, known: Callable[[str], bool], *, behind_proxy: bool = False) -> None:
        super().__init__(config)
        bounds = Bounds.of(descriptors.raise_limit())
        self.crowd = Crowd(bounds, known, behind_proxy=behind_proxy)
        self.server_state = State(self.crowd)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        if self.config.ssl:
            loop: Any = asyncio.get_running_loop()
            loop.create_server = _listen
        await super().startup(sockets)

    async def on_tick(self, counter: int) -> bool:
        # Ten ticks are a second.
        if counter % 10 == 0:
            self.crowd.check(asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on the first signal and exit with 0; uvicorn's own handlers raise it again at the end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.handle_exit)
        yield


async def _listen(
    factory: Callable[[], asyncio.Protocol], *, sock: socket.socket, ssl: ssl.SSLContext, backlog: int
) -> Listener:
    listener = Listener(factory, ssl, HEAD_SECONDS)
    listener.listen(sock, backlog)
    return listener


def config(application: Any, **options: Any) -> uvicorn.Config:
    """The caller's address is what named proxies say: of X-Forwarded-For the last one that is none of theirs."""
    common: dict[str, Any] = {
        "http": HttpConnection,
        "proxy_headers": bool(settings.TRUSTED_PROXIES),
        "forwarded_allow_ips": settings.TRUSTED_PROXIES,
        "ws": FrameSocketProtocol,
        "ws_per_message_deflate": False,
        "ws_max_size": 64 * 1024,
        "lifespan": "off",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "backlog": 4096,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
    }
    return uvicorn.Config(application, **common | options)


def keep_loop_quick() -> None:
    """Keep the interpreter from stopping the event loop: called once, when everything is loaded.

    A full collection walks every object and stopped a process with 2,000 sockets for a third of a
    second (bench/fanout.py), so the collector gets to see only what is new. And each time the loop
    lets go of the interpreter lock, a busy thread may keep it for the switch interval, by default
    5 ms; with one much shorter, threads spend their time handing the lock around (bench/event_loop.py).
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)
