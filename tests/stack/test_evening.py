"""A whole evening of two bots and a real browser on different web processes, photos straight into the bucket."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event

from playwright.sync_api import Browser, Page, expect

from bench.bots import Bot
from tests.browser import guests
from tests.stack import evenings
from tests.stack.fleet import Fleet

ROUNDS = 2


def test_players_on_different_web_processes_play_an_evening(fleet: Fleet, browser: Browser) -> None:
    codes: Queue[str] = Queue()
    seated = Event()
    with ThreadPoolExecutor(1) as beside:
        bots = beside.submit(asyncio.run, _two_bots_play(fleet, codes, seated))
        page = browser.new_page(base_url=fleet.bases[0], viewport={"width": 360, "height": 740})
        try:
            posts = _play_in_a_browser(page, codes, seated)
        finally:
            page.close()
        standings = bots.result(timeout=60)
    assert len(standings) == 3
    assert [url for url in posts if url.startswith(fleet.servers.bucket.url)], posts


def _play_in_a_browser(page: Page, codes: "Queue[str]", seated: Event) -> list[str]:
    """Join and play both rounds to the podium; where the page posted to."""
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    guests.join(page, codes.get(timeout=60), "Phone")
    seated.set()
    for _ in range(ROUNDS):
        guests.wait_for(page, "capture")
        if not page.locator("video").count():
            page.get_by_role("button", name="Turn the camera on").click()
        guests.shoot(page)
        guests.be_happy(page)
        guests.wait_for(page, "reveal")
    guests.wait_for(page, "podium")
    expect(page.locator(".step")).to_have_count(3)
    return posts


async def _two_bots_play(fleet: Fleet, codes: "Queue[str]", seated: Event) -> dict:
    first, second = fleet.bases
    async with evenings.table(
        [Bot([first], "Ada", evenings.portrait()), Bot([second], "Bo", evenings.portrait())]
    ) as bots:
        codes.put(await evenings.sit_down(bots, rounds=ROUNDS))
        await evenings.all_connected(bots, 3)
        # Whoever starts waits until everybody has seen the lobby.
        assert await asyncio.to_thread(seated.wait, 60)
        await bots[0].send("start")
        for number in range(1, ROUNDS + 1):
            await evenings.everybody(bots, lambda room, n=number: (room["round"], room["phase"]) == (n, "capture"))
            await evenings.shoot(bots)
            await asyncio.gather(*(bot.send("done") for bot in bots))
        await evenings.everybody(bots, lambda room: room["phase"] == "podium")
        return bots[0].room["standings"]
