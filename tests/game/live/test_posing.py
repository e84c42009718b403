"""Faces that are being pulled: told to the stages together, across processes, and the first thing to be dropped."""

import asyncio
import json
import time

import pytest
from channels.layers import get_channel_layer

from game.live import posing
from game.live.posing import TICK, Batch, Posing

WIDE = {"left_eye": 100, "right_eye": 100, "mouth": 100}
SHUT = {"left_eye": 0, "right_eye": 0, "mouth": 0}


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine is as late as it is: only a test that is about that wants a face dropped for it."""
    monkeypatch.setattr(posing, "LATE", 5)


class Process:
    """One web process: the stages that it has, and what was written to them."""

    def __init__(self):
        self.posing = Posing(get_channel_layer(), self.write)
        self.written, self.news = [], asyncio.Event()

    async def write(self, stages, text):
        self.written.append((stages, json.loads(text)["faces"]))
        self.news.set()

    async def heard(self):
        await asyncio.wait_for(self.news.wait(), 60)
        self.news.clear()
        return self.written[-1]


@pytest.fixture
async def processes():
    made, tasks = [Process(), Process()], []
    for process in made:
        await process.posing.open()
        tasks.append(asyncio.create_task(process.posing.read()))
    yield made
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    layer = get_channel_layer()
    await layer.flush()
    if hasattr(layer, "close_pools"):
        await layer.close_pools()


async def test_a_stage_sees_the_faces_that_phones_of_another_process_pull(processes):
    phones, stages = processes
    await stages.posing.watch("BCDFG", "the stage")
    phones.posing.say("BCDFG", "mia", WIDE)
    phones.posing.say("HJKLM", "ben", WIDE)
    assert await stages.heard() == (["the stage"], {"mia": WIDE})
    assert phones.written == []


async def test_a_room_is_told_once_a_tick_and_the_newest_face_counts(processes):
    phones, _ = processes
    await phones.posing.watch("BCDFG", "the stage")
    began = time.monotonic()
    for turn in range(40):
        for seat in ("mia", "ben", "kim"):
            phones.posing.say("BCDFG", seat, {**WIDE, "mouth": turn})
        await asyncio.sleep(0.01)
    while phones.written[-1][1]["kim"]["mouth"] < 39:
        await phones.heard()
    assert set(phones.written[-1][1]) == {"mia", "ben", "kim"}
    assert len(phones.written) <= (time.monotonic() - began) / TICK + 2


async def test_a_stage_that_has_gone_hears_nothing_and_one_that_is_back_does(processes):
    phones, stages = processes
    await stages.posing.watch("BCDFG", "the stage")
    await stages.posing.leave("BCDFG", "the stage")
    await stages.posing.leave("BCDFG", "the stage")
    phones.posing.say("BCDFG", "mia", WIDE)
    await asyncio.sleep(3 * TICK)
    assert (stages.written, dict(stages.posing.stages)) == ([], {})
    await stages.posing.watch("BCDFG", "the stage")
    phones.posing.say("BCDFG", "mia", SHUT)
    assert await stages.heard() == (["the stage"], {"mia": SHUT})


async def test_a_busy_loop_drops_poses_first(monkeypatch):
    monkeypatch.setattr(posing, "LATE", 0.5)
    handed = []

    async def hand_on(faces):
        handed.append(faces)

    batch = Batch(hand_on)
    batch.add({"BCDFG": {"mia": SHUT}})
    # Nothing else on the loop gets its turn meanwhile.
    time.sleep(1)
    await asyncio.sleep(0.01)
    assert handed == []
    while not handed:
        batch.add({"BCDFG": {"mia": WIDE}})
        await asyncio.sleep(2 * TICK)
    assert handed[0] == {"BCDFG": {"mia": WIDE}}


async def test_poses_do_not_pile_up_behind_a_layer_that_is_slow():
    handed, slow = [], asyncio.Event()

    async def hand_on(faces):
        handed.append(faces["BCDFG"]["mia"]["mouth"])
        await slow.wait()

    batch = Batch(hand_on)
    for mouth in range(5):
        batch.add({"BCDFG": {"mia": {**SHUT, "mouth": mouth}}})
        await asyncio.sleep(1.1 * TICK)
    assert handed == [0]
    slow.set()
    await asyncio.sleep(0)
    batch.add({"BCDFG": {"mia": WIDE}})
    await asyncio.sleep(2 * TICK)
    assert handed == [0, 100]
