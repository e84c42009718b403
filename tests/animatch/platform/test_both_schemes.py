"""One port, two ways to speak: both are heard, and who says nothing keeps nobody waiting."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from animatch import party
from animatch.platform import serving
from tests.processes import free_port


async def _scheme(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
    await send({"type": "http.response.body", "body": scope["scheme"].encode()})


@pytest.fixture
async def port(tmp_path: Path, now: datetime) -> AsyncIterator[int]:
    port = free_port()
    cert, key = party.certificate(tmp_path, "127.0.0.1", now)
    options = serving.config(_scheme, timeout_graceful_shutdown=1, ssl_certfile=cert, ssl_keyfile=key)
    server = serving.Server(options, lambda cookies: False)
    running = asyncio.create_task(server.serve(sockets=[party.listen("127.0.0.1", port)]))
    while not server.started:
        await asyncio.sleep(0.01)
    yield port
    server.should_exit = True
    await running


async def test_http_and_https_are_answered_on_the_same_port(port: int) -> None:
    async with httpx.AsyncClient(verify=False, trust_env=False) as client:
        for scheme in ("http", "https", "http"):
            assert (await client.get(f"{scheme}://127.0.0.1:{port}/")).text == scheme


@pytest.mark.parametrize("first", [b"", b"\x16\x03\x01 no more than that"])
async def test_who_says_nothing_or_hangs_up_keeps_nobody_waiting(port: int, first: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as silent:
        silent.sendall(first)
        async with httpx.AsyncClient(verify=False, trust_env=False) as client:
            assert (await client.get(f"https://127.0.0.1:{port}/")).text == "https"
    async with httpx.AsyncClient(verify=False, trust_env=False) as client:
        assert (await client.get(f"http://127.0.0.1:{port}/")).text == "http"
