"""Mutated clips, each asked of a child as the queue does it: whatever ends the child does not end the asking."""

import random
import time

import pytest

from scoring.children import Children
from tests.support import odd_clips
from tests.support.photos import astronaut

QUESTION = {"ask": "match", "method": "tracks", "demands": {"tolerance": 0.5, "threshold": 0.8, "sharpness": 0.5}}


class Bytes:
    def __init__(self, data):
        self._data = data

    def parts(self):
        return len(self._data), iter([self._data])


def bent(data, chance):
    """The same with some bytes changed, cut out or said twice, its beginning more often than the rest."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(found)) if chance.random() < 0.5 else chance.randrange(min(len(found), 2000))
        match chance.randrange(4):
            case 0:
                found[at] = chance.randrange(256)
            case 1:
                found[at : at + 4] = chance.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"])
            case 2:
                del found[at : at + chance.randint(1, 64)]
            case _:
                found[at:at] = found[at : at + chance.randint(1, 64)]
    return bytes(found[: chance.randint(1, len(found))] if chance.random() < 0.1 else found) or b"x"


@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.slow)])
@pytest.mark.timeout(300)
def test_no_clip_ends_the_asking(seconds):
    seeds = [odd_clips.made("testsrc=s=64x64:r=5", 0.8, *how, kind=kind) for how, kind in odd_clips.CODECS.values()]
    chance, children, asked, codes = random.Random(seconds), Children(), 0, set()
    children.ask(QUESTION, astronaut(128), clip=Bytes(seeds[0]))
    end = time.monotonic() + seconds
    while time.monotonic() < end or asked < 3:
        told, _ = children.ask(QUESTION, astronaut(128), clip=Bytes(bent(chance.choice(seeds), chance)))
        assert told["code"] == "seen" or told["message"].endswith(".")
        codes.add(told["code"])
        asked += 1
    told, _ = children.ask(QUESTION, astronaut(128), clip=Bytes(seeds[0]))
    children.close()
    assert told["code"] == "seen", codes
