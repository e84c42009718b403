"""Booths in production: uploads straight into the bucket, and a worker that dies in the middle of a visit."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.stack.evenings import until_true
from tests.stack.fleet import Fleet
from tests.support import clips, presidents
from tests.support.photos import face
from tests.support.visitors import Browser


@pytest.fixture(scope="module")
def presidents_gallery(fleet: Fleet, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = presidents.put_gallery(tmp_path_factory.mktemp("presidents"))
    fleet.manage("import_gallery", str(folder), "--name", "Presidents", "--i-may")


@pytest.fixture
def mia(fleet: Fleet) -> Iterator[Browser]:
    browser = Browser(fleet.bases[0])
    yield browser
    browser.close()
    browser.http.close()


def left_in_the_bucket(fleet: Fleet) -> list[str]:
    return fleet.servers.bucket.keys("visits/")


@pytest.mark.usefixtures("presidents_gallery")
async def test_a_visit_goes_through_the_bucket_and_leaves_nothing_there(fleet: Fleet, mia: Browser) -> None:
    await asyncio.to_thread(_two_answers, fleet, mia)
    await until_true(lambda: left_in_the_bucket(fleet) == [])
    assert fleet.refused_by_redis() == []


def _two_answers(fleet: Fleet, mia: Browser) -> None:
    mia.step_in("who", gallery="presidents").listen()
    assert mia.tickets[0]["url"].startswith(fleet.servers.bucket.url)
    mia.send(presidents.both())
    assert {one["name"] for one in mia.shows("answered")["answer"]["faces"]} == {"Obama", "Biden"}
    asked = mia.ask("lookalike", face("biden2"), gallery="presidents")
    assert (asked.status_code, asked.json()["answer"]["matches"][0]["name"]) == (200, "Biden")


@pytest.mark.slow
@pytest.mark.usefixtures("presidents_gallery")
async def test_a_worker_killed_in_the_middle_of_a_visit(fleet: Fleet, mia: Browser) -> None:
    mia.step_in("lookalike", gallery="presidents").listen()
    with fleet.frozen_eyes():
        mia.send(presidents.both())
        await until_true(lambda: fleet.photos_in_hand() >= 1)
        fleet.vision.kill()
    fleet.vision.launch()
    assert (await asyncio.to_thread(mia.shows, "answered"))["answer"]["matches"][0]["name"] in ("Obama", "Biden")
    await until_true(lambda: left_in_the_bucket(fleet) == [])


def open_clips(children: list[psutil.Process]) -> list[str]:
    """The files without a name that these processes have open: such a one goes with the last who has it open."""
    found: list[str] = []
    for child in children:
        with suppress(OSError):
            links = [os.readlink(link) for link in Path(f"/proc/{child.pid}/fd").iterdir()]
            found += [link for link in links if link.startswith(tempfile.gettempdir()) and link.endswith("(deleted)")]
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells what a process has open")
async def test_a_worker_killed_in_the_middle_of_a_clip_leaves_nothing_of_it(fleet: Fleet, mia: Browser) -> None:
    film = clips.clip(clips.nobody(), 55, fps=10)
    await until_true(lambda: fleet.slow.children)
    children = fleet.slow.children
    mia.step_in("match").listen()
    mia.send(clips.portrait())
    mia.send(film, slot="clip")
    assert left_in_the_bucket(fleet) == [f"visits/{mia.visit}/clip", f"visits/{mia.visit}/photo"]
    await until_true(lambda: open_clips(children))
    fleet.slow.kill()
    fleet.slow.launch()
    await until_true(lambda: not any(child.is_running() for child in children))
    told = await asyncio.to_thread(mia.shows, "answered")
    assert told["answer"]["face_found_in_video"] is False
    await until_true(lambda: left_in_the_bucket(fleet) == [])
    assert open_clips(fleet.slow.children) == []
