"""A party on a disk that fills in the middle of a round: a real one, of a few megabytes."""

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings

from animatch.platform.disk import RESERVE
from tests.support.live import Phone, here
from tests.support.party_process import PartyProcess
from tests.support.photos import astronaut

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not settings.EMBEDDED, reason="a party brings its own servers and is tested without others"),
    pytest.mark.timeout(300),
]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=260m", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a small disk can be mounted only by root, on Linux: {error}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=False)


def fill(disk: Path, leaving: int) -> Path:
    """What leaves so many bytes on the disk; nothing of it has to be written."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb") as file:
        left = os.statvfs(disk)
        size = left.f_bavail * left.f_frsize - leaving
        os.posix_fallocate(file.fileno(), 0, size)
    return filler


def ready(party: PartyProcess) -> tuple[int, dict]:
    try:
        with urllib.request.urlopen(f"{party.url}/readyz", timeout=10) as answer:
            return answer.status, json.load(answer)["parts"]
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)["parts"]


@contextmanager
def posing(party: PartyProcess) -> Iterator[Phone]:
    """A phone in the middle of a round."""
    phone = Phone(party.url, "Mia")
    with closing(phone.http), closing(phone):
        phone.open_room(settings={"rounds": 1, "get_ready": 1, "capture": 6, "judging": 5, "reveal": 3})
        phone.connect().until(here).say("start")
        yield phone.until(lambda p: p.phase == "capture", "for the signal")


def at_the_podium(phone: Phone) -> bool:
    return phone.phase == "podium"


@pytest.fixture
def party(small_disk: Path) -> Iterator[PartyProcess]:
    process = PartyProcess(small_disk)
    process.start()
    yield process
    assert process.stop() == 0, process.last_words()


def test_photos_are_refused_before_the_disk_is_full_and_the_game_goes_on(party, small_disk):
    with posing(party) as mia:
        fill(small_disk, leaving=RESERVE // 2)
        refused = mia.http.post(f"/rooms/{mia.code}/takes", files={"file": ("a.jpg", astronaut(), "image/jpeg")})
        assert (refused.status_code, refused.json()["code"]) == (507, "disk_full")
        status, parts = ready(party)
        assert (status, parts["disk"]["ok"], parts["database"]["ok"]) == (503, False, True)
        assert "photos are refused" in parts["disk"]["message"]
        mia.until(at_the_podium, "for a game that goes on without photos")


def test_rooms_are_told_why_nothing_goes_on_and_go_on_once_there_is_space(party, small_disk):
    with posing(party) as mia:
        filler = fill(small_disk, leaving=0)
        answer = mia.http.post("/rooms", json={"nickname": "Ben"})
        assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
        mia.until(lambda p: ("disk_full", None) in p.errors, "to be told why the round does not end")
        assert ready(party)[0] == 503
        filler.unlink()
        mia.until(at_the_podium, "for the game to go on")
        assert ready(party)[0] == 200
