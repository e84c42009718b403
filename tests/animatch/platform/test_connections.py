"""Clients that behave badly, on real sockets; behind the server stands an application of a few lines."""

import contextlib
import socket
import time
from collections.abc import Iterator

import pytest
from websockets.sync.client import connect

from animatch.platform import connections, serving
from animatch.platform.crowd import Bounds
from tests.processes import free_port, wait_until
from tests.support.live import InThread, in_thread

ASK = b"GET / HTTP/1.1\r\nHost: party\r\n"
POST = b"POST / HTTP/1.1\r\nHost: party\r\n"
LARGE = b"-" * 20_000_000


async def application(scope, receive, send):
    """Says how much it was sent; /large says more than fits between two machines; sockets are accepted."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    got, more = 0, True
    while more:
        message = await receive()
        got, more = got + len(message.get("body", b"")), message.get("more_body", False)
    answer = LARGE if scope["path"] == "/large" else str(got).encode()
    length = [(b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    await send({"type": "http.response.body", "body": answer})


class Watchful(InThread):
    async def on_tick(self, counter: int) -> bool:
        """Looks at all connections at every tick, which is ten times a second."""
        return await super().on_tick(0)


@pytest.fixture(scope="module")
def server() -> Iterator[InThread]:
    options = {"host": "127.0.0.1", "port": free_port(), "timeout_graceful_shutdown": 1}
    with in_thread(Watchful(serving.config(application, **options), lambda cookies: False)) as running:
        yield running


@pytest.fixture
def line(server) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.config.port), timeout=10) as made:
        yield made


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """A part of a second instead of ten and more; everything else is as it is."""
    for name in ("HEAD_SECONDS", "SECONDS_TO_GET_GOING", "STALLED_SECONDS"):
        monkeypatch.setattr(connections, name, 0.4)


def rest(line: socket.socket) -> bytes:
    """All that still comes until the server hangs up."""
    heard = b""
    with contextlib.suppress(ConnectionResetError):
        while part := line.recv(65536):
            heard += part
    return heard


def say(line: socket.socket, words: bytes) -> None:
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        line.sendall(words)


# The head of a request


def test_half_a_head_is_given_up_with_a_word(line):
    line.sendall(ASK)
    answer = rest(line)
    assert answer.startswith(b"HTTP/1.1 408 ") and b'"code": "too_slow"' in answer and b"connection: close" in answer


def test_silence_is_given_up_without_one(line):
    assert rest(line) == b""


def test_empty_lines_keep_no_connection_open(line):
    line.sendall(ASK + b"\r\n")
    assert line.recv(1000).startswith(b"HTTP/1.1 200 ")
    for _ in range(8):
        say(line, b"\r\n")
        time.sleep(0.1)
    with contextlib.suppress(ConnectionResetError):
        assert b"408" in rest(line)


def test_between_two_requests_there_is_time(line):
    line.sendall(ASK + b"\r\n")
    line.recv(1000)
    time.sleep(1)
    line.sendall(ASK + b"\r\n")
    assert line.recv(1000).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n", id="many lines"),
        pytest.param(b"X: " + b"y" * 40_000 + b"\r\n\r\n", id="a long line"),
        pytest.param(b"X: " + b"y" * 400_000, id="an endless line"),
        pytest.param(b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: " + b"y" * 400_000, id="after the body"),
        pytest.param(b"Transfer-Encoding: chunked\r\n\r\n1;" + b"y" * 400_000, id="beside a chunk"),
    ],
)
def test_a_head_without_end_is_refused(line, head):
    say(line, POST + head)
    answer = rest(line)
    assert answer.startswith(b"HTTP/1.1 431 ") and b'"code": "head_too_large"' in answer


def test_requests_in_advance_are_answered_but_not_hoarded(line):
    line.sendall((ASK + b"\r\n") * 4)
    wait_until(lambda: line.recv(10_000, socket.MSG_PEEK).count(b"200 OK") == 4, "four answers")
    say(line, (ASK + b"\r\n") * 5_000)
    assert rest(line).count(b"200 OK") < 100


# The body of a request


def test_a_body_that_trickles_is_given_up_with_a_word(line):
    line.sendall(POST + b"Content-Length: 1000000\r\n\r\n")
    for _ in range(12):
        say(line, b"-" * 100)
        time.sleep(0.1)
    assert rest(line).startswith(b"HTTP/1.1 408 ")


def test_a_body_may_not_take_forever(line, monkeypatch):
    monkeypatch.setattr(connections, "BODY_SECONDS", 0.5)
    line.sendall(POST + b"Content-Length: 90000000\r\n\r\n" + b"-" * 1_000_000)
    assert rest(line).startswith(b"HTTP/1.1 408 ")


def test_a_slow_phone_gets_its_photo_through(line):
    line.sendall(POST + b"Content-Length: 60000\r\n\r\n" + b"-" * 5_000)
    for _ in range(11):
        time.sleep(0.1)
        line.sendall(b"-" * 5_000)
    assert line.recv(1000).endswith(b"60000")


def test_a_body_in_many_small_chunks_is_no_head(line):
    chunk = b"400\r\n" + b"-" * 1024 + b"\r\n"
    line.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 10_000 + b"0\r\n\r\n")
    assert line.recv(1000).endswith(b"10240000")


# Answers, and sockets


def test_who_does_not_read_the_answer_is_hung_up_on(server):
    wait_until(lambda: len(server.crowd) == 0, "earlier lines to be closed")
    with socket.create_connection(("127.0.0.1", server.config.port)) as line:
        line.sendall(b"GET /large HTTP/1.1\r\nHost: party\r\n\r\n")
        assert line.recv(1000, socket.MSG_PEEK).startswith(b"HTTP/1.1 200 ")
        wait_until(lambda: len(server.crowd) == 0, "the line to be cut", seconds=10)


def test_a_socket_is_counted_until_it_closes(server):
    wait_until(lambda: len(server.crowd) == 0, "earlier lines to be closed")
    with connect(f"ws://127.0.0.1:{server.config.port}/", proxy=None) as opened:
        time.sleep(1)
        opened.send("still here")
        assert len(server.crowd) == 1
    wait_until(lambda: len(server.crowd) == 0, "the socket to be gone", seconds=5)


def test_who_pings_without_reading_the_pongs_is_not_listened_to(server):
    wait_until(lambda: len(server.crowd) == 0, "earlier lines to be closed")
    key = b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(2)
        line.connect(("127.0.0.1", server.config.port))
        line.sendall(ASK + b"Connection: Upgrade\r\nUpgrade: websocket\r\n" + key + b"\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 101 ")
        pings = (b"\x89\xfd\x00\x00\x00\x00" + b"-" * 125) * 500
        with contextlib.suppress(TimeoutError):
            for _ in range(200):
                line.sendall(pings)
        (at_the_other_end,) = server.server_state.connections
        assert at_the_other_end.transport.get_write_buffer_size() < 1_000_000


def test_who_finds_no_room_is_told_so(server, line, monkeypatch):
    line.sendall(ASK + b"\r\n")
    line.recv(1000)
    monkeypatch.setattr(server.crowd, "bounds", Bounds(most=0, strangers=0, household=0))
    monkeypatch.setattr(connections.HttpConnection, "idle", lambda self: False)
    monkeypatch.setattr(connections.HttpConnection, "unanswered", lambda self: False)
    with socket.create_connection(("127.0.0.1", server.config.port), timeout=10) as late:
        answer = rest(late)
    assert answer.startswith(b"HTTP/1.1 503 ") and b'"code": "try_again"' in answer
