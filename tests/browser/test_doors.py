"""Who comes in, as the host's phone decides it and as strangers meet it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import check, join, open_room, set_to, take_a_seat, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_a_host_minds_the_door_from_the_phone(screen: Callable[..., Page]) -> None:
    host, stage, eve = screen(), screen(1280, 720), screen()
    code = open_room(host, "Mina")
    link = host.url
    host.locator(".settings summary").click()
    set_and_take_away_a_password(host, eve, code)
    host.locator(".settings").get_by_label("Others may watch").click()
    # The big screen's link has a key of its own; a stranger only joins.
    stage_way = host.get_by_role("link", name="On a TV")
    expect(stage_way).to_have_text(re.compile("k="))
    stage.goto(stage_way.get_attribute("href") or "")
    wait_for(stage, "lobby")
    eve.goto(f"/r/{code}/?watch=1")
    eve.get_by_role("link", name="Join the party").click()
    expect(eve.get_by_text("Only players get to see that.")).to_be_visible()
    expect(eve.get_by_role("link", name="Just watch")).to_be_hidden()
    take_a_seat(eve, "Eve")

    remove_and_let_back(host, eve)
    host.get_by_role("button", name="Start the game").click()
    expect(stage.locator("[data-screen=get_ready], [data-screen=capture]")).to_be_visible()
    expect(stage.locator(".rail-code")).to_be_hidden()
    expect(stage.locator(".rail-qr")).to_be_visible()
    late = screen()
    late.goto(f"/r/{code}/")
    expect(late.get_by_text("The game is on.")).to_be_visible()
    late.goto(link)
    wait_for(late, "join")


def set_and_take_away_a_password(host: Page, eve: Page, code: str) -> None:
    host.get_by_label("Password: none").fill("sesame")
    host.get_by_role("button", name="Set it").click()
    expect(host.get_by_label("newcomers are asked for it")).to_have_value("")
    eve.goto(f"/r/{code}/")
    expect(eve.get_by_label(f"Password of room {code}")).to_be_visible()
    host.get_by_role("button", name="Take it away").click()
    # A double click is no second thought.
    host.wait_for_timeout(500)
    host.get_by_role("button", name="Really? No password").click()
    expect(host.get_by_label("Password: none")).to_be_visible()


def remove_and_let_back(host: Page, eve: Page) -> None:
    host.locator(".host-button").click()
    host.get_by_role("button", name="Remove Eve").click()
    host.wait_for_timeout(500)
    host.get_by_role("button", name="Remove? Remove Eve").click()
    expect(eve.get_by_text("The host has removed you")).to_be_visible()
    host.get_by_role("button", name="Let Eve back in").click()
    expect(host.get_by_role("heading", name="Removed")).to_be_hidden()
    host.keyboard.press("Escape")
    eve.reload()
    take_a_seat(eve, "Eve")


def test_a_link_that_is_pasted_where_the_code_goes_keeps_its_key(screen: Callable[..., Page]) -> None:
    host, guest, late = screen(), screen(), screen()
    code = open_room(host, "Mina")
    join(guest, code, "Jo")
    link = host.url
    host.locator(".settings summary").click()
    set_to(host, "Seconds to pose", 120)
    host.get_by_role("button", name="Start the game").click()
    wait_for(host, "capture")
    late.goto("/")
    late.locator("#code-form [name=code]").fill(link)
    late.locator("#code-form [type=submit]").click()
    wait_for(late, "join")
    late.locator(".join [name=nickname]").fill("Kim")
    late.locator(".join [type=submit]").click()
    warm_up(late)


def warm_up(late: Page) -> None:
    """Who came too late for this round has a face to copy, a camera and the meter, and no shutter."""
    wait_for(late, "resting")
    expect(late.get_by_text("You play from the next round on.")).to_be_visible()
    late.get_by_role("button", name="Turn the camera on").click()
    expect(late.locator(".warm-up-face img")).to_be_visible()
    expect(late.locator(".warm-up .meter-match b")).to_have_text(re.compile(r"%$"))
    check(late)
    late.get_by_role("button", name="Another face").click()
    expect(late.locator(".warm-up .meter-match b")).to_have_text(re.compile(r"%$"))
    expect(late.locator(".shutter")).to_have_count(0)
