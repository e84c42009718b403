"""A big screen without a keyboard: from its own address to the room."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import check, open_room

pytestmark = pytest.mark.browser
FULL_SCREEN = """Object.defineProperty(document, "fullscreenEnabled", { value: true });
Element.prototype.requestFullscreen = async () => { window.asked = true; };"""


def test_a_tv_follows_the_room_whose_host_says_its_letters(screen: Callable[..., Page]) -> None:
    tv, host = screen(1280, 720), screen()
    # A browser without a window has no screen to fill.
    tv.add_init_script(FULL_SCREEN)
    tv.goto("/")
    tv.get_by_role("link", name="This is the TV").click()
    letters = tv.locator(".tv-code [aria-hidden]").inner_text()
    expect(tv.get_by_role("img", name="QR code")).to_be_visible()
    check(tv)

    code = open_room(host, "Mina")
    host.get_by_role("link", name="Pair a TV").click()
    check(host)
    host.get_by_label("Five letters").fill(letters)
    host.get_by_role("button", name=f"Show room {code}").click()
    expect(host.get_by_role("heading", name="Look at the TV!")).to_be_visible()

    tv.wait_for_url(f"**/r/{code}/stage/*")
    expect(tv.locator(".stage-lobby .sticker")).to_have_count(1)
    expect(tv.get_by_text("All photos here, one winner")).to_be_visible()
    tv.get_by_role("button", name="Full screen").click()
    assert tv.evaluate("asked")
