"""What every screen owes everybody: names, room for a thumb, and nothing that sticks out at 360 px."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import NO_CAMERA, check, face_file, open_room, wait_for, wait_for_a_score

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

Screens = Callable[..., Page]


@pytest.mark.parametrize("path", ["/", "/leaderboard/", "/privacy/", "/booths/"])
def test_pages_are_named_roomy_and_narrow(screen: Screens, path: str) -> None:
    page = screen()
    page.goto(path)
    check(page)


def test_the_page_of_the_api_draws_itself_within_its_policy(screen: Screens) -> None:
    page = screen(1280, 800)
    page.goto("/api/v1/docs")
    expect(page.get_by_text("/api/v1/decks")).to_be_visible()


def test_the_screens_of_a_round_are_named_roomy_and_narrow(screen: Screens) -> None:
    host, guest = screen(), screen()
    code = open_room(host, "A name of 20 letters")
    host.locator(".settings summary").click()
    check(host)
    guest.goto(f"/r/{code}/")
    wait_for(guest, "join")
    check(guest)
    host.locator(".host-button").click()
    check(host)
    host.keyboard.press("Escape")
    host.get_by_role("button", name="Start the game").click()
    wait_for(host, "capture")
    check(host)


def test_a_room_that_never_was_leads_back_home(screen: Screens, complaints: object) -> None:
    page = screen()
    with complaints.expected():
        page.goto("/r/QQQQQ/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("No party at QQQQQ")
    page.get_by_role("link", name="Start or join a party").click()
    expect(page.locator("#start-form")).to_be_visible()


def test_a_guest_without_a_camera_sends_a_file(screen: Screens, tmp_path: object) -> None:
    page = screen()
    page.add_init_script(NO_CAMERA)
    open_room(page, "Mina")
    # The lobby says what is missing without being asked, and offers nothing that cannot be.
    expect(page.get_by_text("No live camera here: this page came by http")).to_be_visible()
    expect(page.get_by_role("button", name="Turn the camera on")).to_be_hidden()
    page.get_by_role("button", name="Start the game").click()
    wait_for(page, "capture")
    expect(page.locator(".shutter")).to_be_hidden()
    button = page.locator(".file-button")
    expect(button).to_contain_text("Take the photo")
    box = button.bounding_box()
    assert box["width"] >= 200 and box["height"] >= 80
    page.locator(".file-button input").set_input_files(face_file(tmp_path))
    wait_for_a_score(page)
