"""How an ASGI application is served, everywhere: the same protocols for a laptop's party and for a cluster."""

import contextlib
import gc
import signal
import sys
from collections.abc import Iterator
from typing import Any

import uvicorn
from django.conf import settings

from animatch.platform.sockets import FrameSocketProtocol

KEEP_ALIVE_SECONDS = 130
"""An idle connection is closed by who asks, a phone or the proxy (Caddy: two minutes): no photo meets its end."""
SWITCH_SECONDS = 0.003


class Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on the first signal and exit with 0; uvicorn's own handlers raise it again at the end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.handle_exit)
        yield


def config(application: Any, **options: Any) -> uvicorn.Config:
    """The caller's address is what named proxies say: of X-Forwarded-For the last one that is none of theirs."""
    common: dict[str, Any] = {
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
