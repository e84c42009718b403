"""A picture costs what it may, and no more, whatever it is."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import psutil
import pytest

from scoring import children as module
from scoring.child import HEAVY, light
from scoring.children import ROOT, Child, Children
from tests.processes import wait_until
from tests.support.photos import astronaut, wall

OPEN_EYES = {"left_eye": 1.0, "right_eye": 1.0, "mouth": 1.0}
HOSTILE = """
import sys, time
from scoring import child
def spin(data):
    while True: pass
def hoard(data):
    hoarded = [bytearray(1_000_000) for _ in range(1_000)]
    return {"code": "hoarded"}, b""
def nap(data):
    time.sleep(600)
def crash(data):
    import ctypes
    ctypes.string_at(0)
def told(data):
    import os
    return {"code": "told", "names": sorted(os.environ)}, b""
# Warm enough for these.
child.photo.warm_up = lambda: None
child.QUESTIONS |= {"spin": spin, "hoard": hoard, "nap": nap, "crash": crash, "told": told}
child.main()
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory")


def scoring(quick=True):
    return {"ask": "score", "target": OPEN_EYES, "calibration": None, "copy": True, "quick": quick}


@pytest.fixture(scope="module")
def pool():
    """Children that know what hostile pictures do, without such pictures."""
    made = Children()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "COMMAND", [sys.executable, "-P", "-c", HOSTILE])
        yield made
        made.close()


def pids(pool):
    return [child.pid for child in pool._idle]


def test_a_photo_is_judged_and_the_child_is_kept_for_the_next(pool):
    told, kept = pool.ask(scoring(), astronaut())
    before = pids(pool)
    assert told["code"] == "scored" and told["detail"]["ms"] > 0 and kept.startswith(b"\xff\xd8")
    assert pool.ask(scoring(), wall())[0]["code"] == "no_face"
    assert pids(pool) == before


def test_processor_time_that_never_ends_is_ended_after_two_seconds(pool):
    pool.ask(scoring(), wall())
    (child,) = pool._idle
    spent = psutil.Process(child.pid)
    used = sum(spent.cpu_times()[:2])
    most = [used]

    def beat():
        with suppress(psutil.Error):
            most[0] = max(most[0], sum(spent.cpu_times()[:2]))

    assert pool.ask({"ask": "spin"}, b"x", beat=beat)[0]["code"] == "took_too_long"
    assert most[0] - used < 2.2


@linux
def test_memory_that_never_ends_is_refused_and_given_back(pool):
    pool.ask(scoring(), wall())
    before = pids(pool)
    assert pool.ask({"ask": "hoard"}, b"x")[0]["code"] == "too_heavy"
    assert not set(before) & set(pids(pool))
    assert pool.ask(scoring(), wall())[0]["code"] == "no_face"


def test_a_child_that_does_nothing_is_ended_by_the_clock(pool, monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 3.5)
    beats = []
    assert pool.ask({"ask": "nap"}, b"x", beat=lambda: beats.append(1))[0]["code"] == "took_too_long"
    assert beats


def test_a_picture_that_breaks_its_child_is_refused_for_good(pool):
    assert pool.ask({"ask": "crash"}, b"x")[0]["code"] == "too_heavy"


def test_a_child_killed_from_outside_is_not_the_photos_fault(pool):
    pool.ask(scoring(), wall())
    (child,) = pool._idle
    os.kill(child.pid, signal.SIGSTOP)
    timer = threading.Timer(0.3, os.kill, (child.pid, signal.SIGKILL))
    timer.start()
    assert pool.ask(scoring(), wall())[0]["code"] == "no_face"
    timer.join()


def test_a_child_knows_no_secret(pool, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "sesame")
    monkeypatch.setenv("REDIS_URL", "redis://:sesame@127.0.0.1:1")
    pool.close()
    told, _ = pool.ask({"ask": "told"}, b"x")
    assert not {"SECRET_KEY", "REDIS_URL", "DATABASE_URL"} & set(told["names"])


def test_only_what_our_pages_send_takes_the_quick_way(pool):
    cut_off = astronaut()[:2000]
    assert light(astronaut()) and not light(cut_off)
    assert pool.ask(scoring(quick=True), cut_off)[0]["code"] == HEAVY["code"]
    assert pool.ask(scoring(quick=False), cut_off)[0]["code"] == "unreadable"


@pytest.mark.parametrize("end", ["kill -9", "Ctrl-C", "exit"])
def test_children_end_with_whoever_asked_them(end):
    """Also while they warm up."""
    program = "import sys, time\nfrom scoring.children import Children\nc = Children()\nc.warm_up(1)\n"
    program += "print(c._idle[0].pid, flush=True)\n" + ("" if end == "exit" else "time.sleep(60)")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, **pipes) as asking:
        child = int(asking.stdout.readline())
        if end != "exit":
            asking.send_signal(signal.SIGKILL if end == "kill -9" else signal.SIGINT)
        said = asking.stderr.read().decode()
    wait_until(lambda: has_ended(child), "the child to end", 20)
    assert "scoring/child" not in said


def has_ended(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_child_that_warms_up_is_closed_at_once():
    began = time.monotonic()
    Child().close()
    assert time.monotonic() - began < 2
