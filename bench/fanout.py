"""How soon everybody in a room has heard: one server process on one core, all its sockets on the other.

    python -m bench.fanout [--json] [--sockets 500 1000 2000] [--layers embedded redis] [--posing ROOMS]

A seat sends a reaction; each socket's time is from that to the arrival of the room's message.
With `--posing`, eight people in each of so many other rooms pull faces at their stage meanwhile, ten times a second.
The clients read with bare epoll, so that what is measured is the server and not its clients.
"""

import argparse
import json
import os
import resource
import secrets
import select
import socket
import statistics
import struct
import sys
import time
import urllib.request
from base64 import b64encode
from contextlib import ExitStack

from bench.machine import describe, running
from bench.posing import PLAYERS, beside

BROADCASTS = 40
PAUSE = 0.25
CLIENT_CORE, SERVER_CORE = 1, 0


class Crowd:
    """Spectators' sockets and one player's, all in the same room."""

    def __init__(self, base: str, count: int) -> None:
        self.address = ("127.0.0.1", int(base.rpartition(":")[2]))
        self.base, self.count = base, count
        self.poll = select.epoll()
        self.sockets: dict[int, socket.socket] = {}

    def open_room(self) -> None:
        body = json.dumps({"nickname": "Speaker"}).encode()
        request = urllib.request.Request(f"{self.base}/api/v1/rooms", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            room = json.load(answer)
            self.code, self.link = room["code"], room["url"].partition("?")[2]
            self.cookie = answer.headers["Set-Cookie"].partition(";")[0]

    def join(self) -> float:
        """Connect everybody; milliseconds until the last one has seen the room."""
        began = time.perf_counter()
        self.speaker = self._connect("", f"Cookie: {self.cookie}\r\n")
        for _ in range(self.count - 1):
            self._connect(f"?watch=1&{self.link}")
        self._gather(b'"snapshot"', began)
        return (time.perf_counter() - began) * 1000

    def _connect(self, query: str, extra: str = "") -> socket.socket:
        sock = socket.create_connection(self.address)
        key = b64encode(secrets.token_bytes(16)).decode()
        upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        host = f"Host: 127.0.0.1:{self.address[1]}\r\n"
        head = f"GET /ws/rooms/{self.code}/{query} HTTP/1.1\r\n{host}{upgrade}Sec-WebSocket-Key: {key}\r\n{extra}\r\n"
        sock.sendall(head.encode())
        sock.setblocking(False)
        self.sockets[sock.fileno()] = sock
        self.poll.register(sock.fileno(), select.EPOLLIN)
        return sock

    def broadcast(self) -> list[float]:
        """Milliseconds until each socket has the speaker's reaction."""
        frame = _masked(0x81, b'{"type":"react","sticker":"heart"}')
        began = time.perf_counter()
        self.speaker.sendall(frame)
        return self._gather(b'"reaction"', began)

    def _gather(self, word: bytes, began: float) -> list[float]:
        """Read until every socket has had the word; when each had it."""
        waiting, times = dict(self.sockets), []
        while waiting:
            events = self.poll.poll(60, 4096)
            if not events:
                sys.exit(f"{len(waiting)} sockets never got {word.decode()}.")
            for number, _ in events:
                data = self._read(number)
                if number in waiting and word in data:
                    times.append((time.perf_counter() - began) * 1000)
                    del waiting[number]
        return times

    def settle(self, seconds: float) -> None:
        """Read and drop what else arrives for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for number, _ in self.poll.poll(left, 4096):
                self._read(number)

    def _read(self, number: int) -> bytes:
        data = self.sockets[number].recv(65536)
        if not data:
            sys.exit("The server closed a socket.")
        # A ping of four bytes; nothing else that the server says holds such a byte.
        if (at := data.find(b"\x89\x04")) >= 0:
            self.sockets[number].sendall(_masked(0x8A, data[at + 2 : at + 6]))
        return data

    def leave(self) -> None:
        for sock in self.sockets.values():
            sock.close()
        self.poll.close()


def _masked(kind: int, payload: bytes) -> bytes:
    """A client's frame; a mask of zeros is a mask too."""
    return struct.pack("!BBI", kind, 0x80 | len(payload), 0) + payload


def measure(layer: str, count: int, posing: int) -> dict[str, object]:
    with ExitStack() as stack:
        server = stack.enter_context(running(layer, SERVER_CORE))
        if posing:
            stack.enter_context(beside(server.base, posing, CLIENT_CORE))
        crowd = Crowd(server.base, count)
        crowd.open_room()
        joined = crowd.join()
        crowd.settle(3)
        times = []
        for _ in range(BROADCASTS):
            times += crowd.broadcast()
            crowd.settle(PAUSE)
        crowd.leave()
    cuts = statistics.quantiles(times, n=100)
    row = {"layer": layer, "sockets": count, "posing": PLAYERS * posing, "join_ms": round(joined)}
    return row | {"p50_ms": round(statistics.median(times), 1), "p99_ms": round(cuts[98], 1)}


def table(rows: list[dict[str, object]]) -> str:
    lines = ["| layer | sockets | posing | join ms | p50 ms | p99 ms |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row.values()))} |" for row in rows), "", describe()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sockets", type=int, nargs="+", default=[500, 1000, 2000])
    parser.add_argument("--layers", nargs="+", choices=["embedded", "redis"], default=["embedded", "redis"])
    parser.add_argument("--posing", type=int, default=0, metavar="ROOMS")
    options = parser.parse_args()
    os.environ["TRUSTED_PROXIES"] = "127.0.0.1"
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.sched_setaffinity(0, {CLIENT_CORE})
    rows = [measure(layer, count, options.posing) for layer in options.layers for count in options.sockets]
    print(json.dumps(rows) if options.json else table(rows))


if __name__ == "__main__":
    main()
