"""What one process tells a room is heard in another one."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from game.protocol.from_server import ClosedMessage, ReactionMessage
from game.rooms import broadcast

pytestmark = pytest.mark.skipif(settings.EMBEDDED, reason="a party on one machine is one process")
ANOTHER_PROCESS = """
import asyncio, os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "animatch.settings"
django.setup()
from game.live.hub import get_hub

class Screen:
    seat_id = write_frame = None
    stage = False
    def __init__(self):
        self.over = asyncio.Event()
    async def send_text(self, text):
        print(text, flush=True)
    async def dismiss(self):
        self.over.set()

async def main():
    screen = Screen()
    await get_hub().add("BCDFG", screen)
    print("listening", flush=True)
    await screen.over.wait()

asyncio.run(main())
"""


def test_two_processes_hear_each_other():
    command = [sys.executable, "-c", ANOTHER_PROCESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout.readline() == "listening\n"
            for sticker in ("wow", "fire"):
                broadcast.to_room("BCDFG", ReactionMessage(seat="seat", sticker=sticker))
            broadcast.to_room("HJKLM", ReactionMessage(seat="seat", sticker="heart"))
            broadcast.dismiss("BCDFG", ClosedMessage(code="room_expired", message="Bye."))
            heard = [json.loads(line) for line in other.stdout]
            assert other.wait(60) == 0
        finally:
            other.kill()
    assert [message.get("sticker", message["type"]) for message in heard] == ["wow", "fire", "closed"]
