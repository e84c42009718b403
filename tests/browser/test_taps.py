"""Taps that were not meant: one too many for a new screen, a double click for a second thought, a thumb at the edge."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import join, open_room, steer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

Screens = Callable[..., Page]
# Two screens whose main buttons lie at the same place, as those of the podium and the lobby do.
TWO_SCREENS = """async () => {
  const { switcher } = await import("/static/js/screens/switcher.js");
  const { el } = await import("/static/js/ui/dom.js");
  const box = el("div.phone-screen");
  document.body.replaceChildren(box);
  window.tapped = [];
  const main = (name) => el("button.button.main", { type: "button", onclick: () => window.tapped.push(name) }, name);
  const one = (name) => () => ({ node: el("section.screen", {}, main(name)) });
  const screens = switcher(box, { connection: { store: { state: { room: null } } } });
  window.turn = (name) => screens.turn([name, name], { podium: one("podium"), lobby: one("lobby") }, {});
}"""
ONE_QUESTION = """async () => {
  const { confirmButton } = await import("/static/js/ui/confirm-button.js");
  window.done = 0;
  document.body.replaceChildren(confirmButton({ words: "End the game" }, "Really?", () => (window.done += 1)));
}"""


@pytest.fixture
def still(screen: Screens) -> Page:
    """A page with the phone's looks, whose clock moves only when the test says so."""
    page = screen()
    page.clock.install(time=0)
    page.goto("/privacy/")
    page.add_style_tag(url="/static/css/phone/frame.css")
    page.clock.pause_at(60_000)
    return page


def tap(page: Page, *, times: int = 1) -> None:
    """Where the only button is, whatever becomes of the tap."""
    box = page.locator("button").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, click_count=times)


def test_a_double_tap_does_not_reach_the_main_button_of_the_next_screen(still: Page) -> None:
    still.evaluate(TWO_SCREENS)
    still.evaluate("turn('podium')")
    still.clock.run_for(600)
    tap(still)
    still.evaluate("turn('lobby')")
    tap(still)
    still.clock.run_for(400)
    tap(still)
    assert still.evaluate("tapped") == ["podium"]
    still.clock.run_for(200)
    tap(still)
    assert still.evaluate("tapped") == ["podium", "lobby"]


def test_a_double_click_is_no_second_thought(still: Page) -> None:
    still.evaluate(ONE_QUESTION)
    tap(still, times=2)
    expect(still.get_by_role("button", name="Really?")).to_be_visible()
    still.clock.run_for(300)
    tap(still)
    assert still.evaluate("done") == 0
    still.clock.run_for(200)
    tap(still)
    assert still.evaluate("done") == 1


def test_a_question_left_alone_is_forgotten(still: Page) -> None:
    still.evaluate(ONE_QUESTION)
    tap(still)
    still.clock.run_for(4000)
    expect(still.get_by_role("button", name="End the game")).to_be_visible()
    tap(still)
    assert still.evaluate("done") == 0


def test_taking_the_room_back_is_clear_of_the_phones_edge(screen: Screens) -> None:
    host, jo = screen(), screen()
    join(jo, open_room(host, "Mina"), "Jo")
    steer(host, "Make Jo the host")
    host.get_by_role("button", name="Host? Make Jo the host").click()
    back = host.get_by_role("button", name="Take the room back")
    expect(back).to_be_visible()
    box = back.bounding_box()
    assert box["y"] + box["height"] <= 740 - 12
    back.click()
    host.get_by_role("button", name="Really? Be the host again").click()
    expect(host.locator(".host-button")).to_be_visible()


def test_held_sideways_the_hosts_button_covers_no_other(screen: Screens) -> None:
    page = screen(740, 360)
    open_room(page, "Mina")
    sound = page.locator(".sound")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
