"""Booths in production: uploads straight into the bucket, and a worker that dies in the middle of a visit."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.evenings import until_true
from tests.stack.fleet import Fleet
from tests.support import presidents
from tests.support.photos import face
from tests.support.visitors import Browser


@pytest.fixture(scope="module")
def presidents_gallery(fleet: Fleet, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = presidents.put_gallery(tmp_path_factory.mktemp("presidents"))
    fleet.manage("import_gallery", str(folder), "--name", "Presidents", "--i-may")


@pytest.fixture
def mia(fleet: Fleet, presidents_gallery: None) -> Iterator[Browser]:
    browser = Browser(fleet.bases[0])
    yield browser
    browser.close()
    browser.http.close()


def left_in_the_bucket(fleet: Fleet) -> list[str]:
    return fleet.servers.bucket.keys("visits/")


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
async def test_a_worker_killed_in_the_middle_of_a_visit(fleet: Fleet, mia: Browser) -> None:
    mia.step_in("lookalike", gallery="presidents").listen()
    with fleet.frozen_eyes():
        mia.send(presidents.both())
        await until_true(lambda: fleet.photos_in_hand() >= 1)
        fleet.vision.kill()
    fleet.vision.launch()
    assert (await asyncio.to_thread(mia.shows, "answered"))["answer"]["matches"][0]["name"] in ("Obama", "Biden")
    await until_true(lambda: left_in_the_bucket(fleet) == [])
