"""What strangers who never finish a sentence cost: real processes, and a game that goes on beside them."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psutil
import pytest
from django.conf import settings

from animatch.platform import descriptors
from tests.processes import wait_until
from tests.support.live import Phone, here
from tests.support.party_process import PartyProcess
from tests.support.photos import astronaut

pytestmark = pytest.mark.skipif(not settings.EMBEDDED, reason="starts a party, which brings its own servers")
HALF_A_PHOTO = 7_000_000
QUICK = {"rounds": 1, "get_ready": 1, "capture": 60, "judging": 30, "reveal": 3}


@contextmanager
def strangers(port: int, count: int, word: bytes, households: int = 1) -> Iterator[list[socket.socket]]:
    """So many connections on which this has been said, from several addresses of this machine."""
    with ExitStack() as stack:
        made = []
        for number in range(count):
            address = (f"127.0.0.{1 + number % households}", 0)
            made.append(socket.create_connection(("127.0.0.1", port), timeout=5, source_address=address))
            stack.callback(made[-1].close)
            made[-1].sendall(word)
        yield made


def say_as_much_as_is_heard(stranger: socket.socket, size: int) -> None:
    stranger.settimeout(0.5)
    try:
        stranger.sendall(b"-" * size)
    except OSError:
        return


@pytest.fixture(scope="module")
def web(tmp_path_factory) -> Iterator[PartyProcess]:
    process = PartyProcess(tmp_path_factory.mktemp("web"))
    process.command = [sys.executable, "-m", "tests.support.web_only", str(process.port)]
    process.start()
    yield process
    process.kill()


def memory(process: PartyProcess) -> float:
    """In MB."""
    return psutil.Process(process.pid).memory_info().rss / 1e6


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/rooms/BCDFG/takes"])
def test_sixty_half_sent_photos_cost_little_memory(web, path):
    before = memory(web)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 14900000\r\n\r\n"
    with strangers(web.port, 60, head.encode()) as made:
        for stranger in made:
            say_as_much_as_is_heard(stranger, HALF_A_PHOTO)
        assert memory(web) - before < 60
        wait_until(web.ready, "an answer")


def test_endless_headers_cost_little_memory_and_are_refused(web):
    before = memory(web)
    with strangers(web.port, 4, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n") as made:
        for stranger in made:
            say_as_much_as_is_heard(stranger, 20_000_000)
        assert memory(web) - before < 10
        wait_until(web.ready, "an answer")


@pytest.fixture
def small_party(tmp_path) -> Iterator[PartyProcess]:
    """On a machine that gives a process 1,024 descriptors."""
    process = PartyProcess(tmp_path)
    process.command = ["bash", "-c", 'ulimit -n 1024; exec "$@"', "bash", *process.command]
    process.start()
    yield process
    process.kill()


@pytest.mark.timeout(240)
def test_a_crowd_of_idlers_does_not_stop_a_game(small_party):
    descriptors.raise_limit()
    with ExitStack() as stack:
        mia, ben = phones = [Phone(small_party.url, name) for name in ("Mia", "Ben")]
        for phone in phones:
            stack.callback(phone.http.close)
            stack.callback(phone.close)
        ben.code = mia.open_room(settings=QUICK)
        mia.connect().until(here)
        stack.enter_context(strangers(small_party.port, 600, b"", households=4))
        stack.enter_context(strangers(small_party.port, 600, b"GET / HTTP/1.1\r\nX-Half: ", households=4))
        taken_in = psutil.Process(small_party.pid).num_fds
        wait_until(lambda: 500 < taken_in() < 900, "the crowd to be taken in, as far as there is room", 20)
        ben.join(mia.code)
        ben.connect().until(here)
        mia.say("start")
        for phone in phones:
            phone.until(lambda p: p.phase == "capture", "for the signal")
            assert phone.shoot(astronaut())["code"] == "judging"
        mia.until(lambda p: p.screen.you["takes"] and p.screen.you["takes"][0]["code"] == "scored", "for the score")
        wait_until(small_party.ready, "an answer for whoever watches")
