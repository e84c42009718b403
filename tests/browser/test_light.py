"""What a visit costs: bytes and requests, as the browser counts them. How long it takes is in bench/loading.py."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import join, open_room

pytestmark = pytest.mark.browser


class Bill:
    """What a page asks for and gets from now on."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked, self.bytes = page, list[str](), 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self.asked.append(event["request"]["url"]))
        session.on("Network.webSocketCreated", lambda event: self.asked.append(event["url"]))
        session.on("Network.loadingFinished", self._pay)

    def _pay(self, event: dict[str, float]) -> None:
        # Nothing where it was in the browser's cache.
        self.bytes += int(event["encodedDataLength"])

    def settle(self) -> tuple[int, int]:
        """Requests and bytes, once nothing more comes."""
        self.page.wait_for_load_state("networkidle")
        return len(self.asked), self.bytes


def test_a_first_visit_is_light_and_a_second_nearly_free(screen: Callable[..., Page]) -> None:
    host, mia, stage = screen(), screen(), screen(1920, 1080)
    code = open_room(host, "Ken")

    phone = Bill(mia)
    join(mia, code, "Mia")
    requests, bytes_ = phone.settle()
    assert requests <= 40 and bytes_ <= 150_000, phone.asked

    wall = Bill(stage)
    stage.goto(f"/r/{code}/stage/")
    expect(stage.locator(".sticker")).to_have_count(2)
    requests, bytes_ = wall.settle()
    assert requests <= 40 and bytes_ <= 120_000, wall.asked

    again = Bill(mia)
    mia.reload()
    expect(mia.locator("[data-screen=lobby]")).to_be_visible()
    assert again.settle()[1] <= 10_000, again.asked


def test_avatars_come_in_one_file(screen: Callable[..., Page]) -> None:
    page = screen()
    bill = Bill(page)
    page.goto("/")
    faces = page.locator(".avatars img")
    expect(faces).to_have_count(16)
    # Each shows its own part of the sheet.
    assert faces.nth(0).screenshot() != faces.nth(1).screenshot()
    bill.settle()
    assert sum("avatar" in url for url in bill.asked) == 1, bill.asked
