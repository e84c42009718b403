"""A guest without a mouse or a touch screen comes as far as everybody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import tab_to, wait_for, wait_for_a_score

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

Screens = Callable[..., Page]
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


def test_a_party_is_started_and_played_with_the_keyboard_alone(screen: Screens) -> None:
    page = screen(1280, 800)
    page.goto("/")
    expect(page.locator("#start-form [name=avatar]:checked")).to_have_count(1)
    tab_to(page, "#start-form [name=nickname]")
    page.keyboard.type("Noor")
    tab_to(page, "#start-form [name=avatar]")
    chosen = page.locator("#start-form [name=avatar]:checked").input_value()
    page.keyboard.press("ArrowRight")
    assert page.locator("#start-form [name=avatar]:checked").input_value() != chosen
    tab_to(page, "#start-form [type=submit]")
    assert page.evaluate(OUTLINE) != "none"
    page.keyboard.press("Enter")
    wait_for(page, "lobby")
    tab_to(page, ".foot .main")
    page.keyboard.press("Enter")
    wait_for(page, "capture")
    expect(page.locator(".shutter")).to_be_enabled()
    tab_to(page, ".shutter")
    page.keyboard.press("Space")
    wait_for_a_score(page)


def test_a_guest_joins_by_code_with_the_keyboard_alone(screen: Screens) -> None:
    host, guest = screen(), screen()
    host.goto("/")
    host.locator("#start-form [name=nickname]").fill("Mina")
    host.keyboard.press("Enter")
    wait_for(host, "lobby")
    code = host.locator(".code-chip").inner_text()
    guest.goto("/")
    tab_to(guest, "#code-form [name=code]")
    guest.keyboard.type(code)
    guest.keyboard.press("Enter")
    wait_for(guest, "join")
    tab_to(guest, ".join [name=nickname]")
    guest.keyboard.type("Jo")
    guest.keyboard.press("Enter")
    expect(guest.locator(".crowd")).to_contain_text("Jo (you)")


def test_the_hosts_sheet_keeps_the_focus_and_gives_it_back(screen: Screens) -> None:
    page = screen()
    page.goto("/")
    page.locator("#start-form [name=nickname]").fill("Mina")
    page.keyboard.press("Enter")
    wait_for(page, "lobby")
    tab_to(page, ".host-button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('.host-button')")
