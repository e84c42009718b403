"""Twelve bots and one of every kind of guest, to the podium, with a server that is killed on the way.

With SCREENSHOTS=FOLDER in the environment, pictures of what they see are put there.
"""

import asyncio
import io
import random
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageOps
from playwright.sync_api import Page, expect
from skimage.data import astronaut

from bench.bots import Bot
from game.art.characters import BY_SLUG
from tests.browser.conftest import Complaints, Party
from tests.browser.guests import (
    NO_CAMERA,
    SCREENSHOTS,
    accessible,
    be_happy,
    face_file,
    open_room,
    picture,
    set_to,
    shoot,
    shoot_all,
    take_a_seat,
    wait_for,
    wait_for_a_score,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

NAMES = ["Ada", "Ben", "Cleo", "Dilan", "Emi", "Farid", "Gus", "Hana", "Ines", "Jonas", "Kofi", "Lena"]
LONG = "A name of 20 letters"


def portrait(number: int) -> bytes:
    """The same face for everybody, from other distances and in other light."""
    chance = random.Random(number)
    photo = Image.fromarray(astronaut())
    left, top, side = chance.randint(20, 110), chance.randint(0, 20), chance.randint(280, 380)
    photo = photo.crop((left, top, left + side, top + side * 4 // 3)).resize((720, 960))
    photo = ImageEnhance.Color(photo.rotate(chance.uniform(-12, 12), expand=False)).enhance(chance.uniform(0.2, 1.4))
    if number % 2:
        photo = ImageOps.mirror(photo)
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


class Bots:
    """Guests made of code, in a thread of their own. Each poses once a round, and says that it is done."""

    def __init__(self, base: str, link: str) -> None:
        self.base, (self.code, self.key) = base, re.search(r"/r/([A-Z]{5})/[?]k=(\w+)", link).groups()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.playing = self._soon(self._come())

    def _soon(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(120)

    async def _come(self) -> list[asyncio.Task[None]]:
        guests = enumerate(zip(NAMES, BY_SLUG, strict=False))
        self.bots = [Bot([self.base], name, portrait(n), avatar=avatar) for n, (name, avatar) in guests]
        for bot in self.bots:
            await bot.join(self.code, self.key)
            bot.listen()
        return [asyncio.create_task(self._play(bot, random.Random(bot.name))) for bot in self.bots]

    async def _play(self, bot: Bot, chance: random.Random) -> None:
        posed: set[int] = set()
        while True:
            room = await bot.until(lambda room: room["phase"] == "capture" and room["round"] not in posed, 900)
            posed.add(room["round"])
            await asyncio.sleep(chance.uniform(1, 6))
            await bot.shoot()
            while bot.room["phase"] == "capture" and bot.room["round"] in posed:
                await bot.send("done")
                await asyncio.sleep(1)

    async def _go(self) -> None:
        for task in self.playing:
            task.cancel()
        await asyncio.gather(*self.playing, *(bot.close() for bot in self.bots), return_exceptions=True)

    def leave(self) -> None:
        self._soon(self._go())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Party]:
    """A server of its own, for it is killed."""
    hall = Party(tmp_path)
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def bots(hall: Party) -> Iterator[Callable[[str], None]]:
    """Lets them come by a link."""
    here: list[Bots] = []
    yield lambda link: here.append(Bots(hall.url, link))
    for some in here:
        some.leave()


def test_a_big_evening_with_every_kind_of_guest(
    # The server before the screens, so that these are closed first.
    hall: Party,
    bots: Callable[[str], None],
    screen: Callable[..., Page],
    complaints: Complaints,
    tmp_path: Path,
) -> None:
    def guest(width: int = 360, height: int = 740, **options: object) -> Page:
        return screen(width, height, base_url=hall.url, **options)

    host, still, laptop, plain = guest(), guest(reduced_motion="reduce"), guest(1280, 800), guest(320, 640)
    plain.add_init_script(NO_CAMERA)
    stage, small_stage, late = guest(1920, 1080), guest(1280, 720), guest()
    code = open_room(host, "Mina")
    link = host.url
    host.locator(".settings summary").click()
    set_to(host, "Rounds", 2)
    set_to(host, "Most players", 20)
    set_to(host, "Seconds to pose", 120)
    host.locator(".settings summary").click()
    for page, name in ((still, "Jo"), (laptop, LONG), (plain, "Ola")):
        page.goto(link)
        take_a_seat(page, name)
    bots(link)
    for page in (stage, small_stage):
        page.goto(f"/r/{code}/stage/?{link.partition('?')[2]}")
        wait_for(page, "lobby")
    expect(stage.locator(".stage-lobby .sticker")).to_have_count(len(NAMES) + 4)
    for page, name in ((host, "lobby-360"), (laptop, "lobby-1280"), (plain, "lobby-320"), (stage, "stage-lobby")):
        picture(page, name)
        accessible(page)
    host.get_by_role("button", name="Start the game").click()

    wait_for(stage, "get_ready")
    picture(stage, "stage-ready")
    phones = {"360": host, "reduced": still, "1280": laptop}
    for page in (*phones.values(), plain, stage, small_stage):
        wait_for(page, "capture")
    late.goto(link)
    late.locator(".join [name=nickname]").fill("Lee")
    late.locator(".join [type=submit]").click()
    wait_for(late, "resting")
    for width, page in (*phones.items(), ("320", plain), ("late", late)):
        picture(page, f"capture-{width}")
    picture(stage, "stage-capture")
    picture(small_stage, "stage-capture-720")
    still.reload()
    for page in phones.values():
        shoot(page)
    send_a_file(plain, tmp_path)
    for page in (*phones.values(), plain):
        be_happy(page)
    for page in (stage, host, plain):
        wait_for(page, "reveal")
    watch(stage, small_stage, host)

    for page in (*phones.values(), plain, late, stage):
        wait_for(page, "capture")
    with complaints.expected():
        hall.kill()
        expect(host.get_by_text("Connection lost")).to_be_visible()
        hall.start()
        for page in (*phones.values(), plain, late, stage, small_stage):
            expect(page.get_by_text("Connection lost")).to_be_hidden()
        # Who has not noticed that the line was cut is in again when there is a score.
        shoot_all((*phones.values(), late))
        send_a_file(plain, tmp_path)
        for page in (*phones.values(), late):
            wait_for_a_score(page)
    for page in (*phones.values(), plain, late):
        be_happy(page)
    for page in (*phones.values(), plain, late, stage, small_stage):
        # A reveal of seventeen photos takes about a minute.
        expect(page.locator("[data-screen=podium]")).to_be_visible(timeout=180_000)
    for page, name in ((host, "podium-360"), (laptop, "podium-1280"), (plain, "podium-320"), (stage, "stage-podium")):
        page.wait_for_timeout(2000)
        picture(page, name)
        accessible(page)
    for page, width in ((host, 360), (laptop, 1280)):
        page.goto(f"/r/{code}/recap/")
        for name in (*NAMES, "Jo", "Ola", "Lee", LONG):
            expect(page.locator("main")).to_contain_text(name)
        page.locator("img[loading]").evaluate_all("images => images.forEach((image) => (image.loading = 'eager'))")
        page.wait_for_load_state("networkidle")
        picture(page, f"recap-{width}", full_page=True)
        accessible(page)


def send_a_file(page: Page, folder: Path) -> None:
    page.locator(".file-button input").set_input_files(face_file(folder))
    expect(page.locator(".take[data-code=scored], [data-screen=reveal]").first).to_be_visible()


def watch(stage: Page, small_stage: Page, host: Page) -> None:
    """The reveal, a picture every few seconds."""
    for moment in range(6 if SCREENSHOTS else 1):
        picture(stage, f"stage-reveal-{moment}")
        picture(small_stage, f"stage-reveal-720-{moment}")
        picture(host, f"reveal-360-{moment}")
        stage.wait_for_timeout(4000)
    accessible(stage)
    accessible(host)
