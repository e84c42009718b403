"""One whole evening as its guests see it: three phones, a stage, a reload, a lost connection, a winner."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser.conftest import Complaints
from tests.browser.guests import (
    accessible,
    assert_camera_shows_a_face,
    be_happy,
    join,
    open_room,
    set_to,
    shoot,
    take_a_seat,
    wait_for,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

Screens = Callable[..., Page]
COUNT_FLYERS = """new MutationObserver(() => {
  if (document.querySelector(".flying > *")) document.body.dataset.flown = "yes";
}).observe(document.body, { childList: true, subtree: true })"""
# In one go: what the button does may change between a look and a tap.
NEXT = """() => {
  const next = document.querySelector(".next-card");
  const turns = next?.textContent === "Next";
  if (turns) next.click();
  return turns;
}"""


# A second tap, in the moment in which the first one has made another button of it.
TAP_TOO_OFTEN = """() => {
  const next = document.querySelector(".next-card");
  const tap = () => next.textContent === "Next" || next.click();
  new MutationObserver(tap).observe(next, { childList: true, characterData: true, subtree: true });
}"""


def test_three_phones_play_an_evening_to_the_podium(screen: Screens, complaints: Complaints) -> None:
    host, jo, kim = screen(), screen(reduced_motion="reduce"), screen(reduced_motion="reduce")
    phones = [host, jo, kim]
    code = open_room(host, "Mina")
    stage = screen(1280, 720)
    stage.goto(f"/r/{code}/stage/")
    expect(stage.locator(".rail-code")).to_have_text(code)
    wake_the_sound(stage)
    join(jo, code, "Jo")
    knock(kim, code, "Kim")
    expect(stage.locator(".stage-lobby .sticker")).to_have_count(3)
    prepare(host)
    hush_the_stage(host, stage)
    for page in (host, jo, stage):
        accessible(page)
    # A host has people to bring in; a guest has a camera to settle.
    expect(host.locator(".lobby .panel").first).to_contain_text("Bring your friends in")
    expect(jo.locator(".lobby .panel").first).to_contain_text("Who is in?")
    expect(host.get_by_role("link", name="On a TV")).to_have_attribute("href", re.compile(f"/r/{code}/stage/[?]k="))

    host.get_by_role("button", name="Start the game").click()
    watch_the_puppets(stage)
    accessible(stage)
    play_round_with_accidents(host, jo, kim, complaints)
    watch_reveal(stage, phones)
    host.evaluate(TAP_TOO_OFTEN)
    turn_cards(host)
    expect(host.get_by_role("button", name="Points")).to_be_visible()
    host.wait_for_timeout(500)
    host.get_by_role("button", name="Next round").click()

    for phone in phones:
        wait_for(phone, "capture")
        shoot(phone)
    for phone in phones:
        be_happy(phone)
    watch_reveal(stage, phones)
    turn_cards(host)
    # Who leads after the last round is the podium's secret.
    expect(host.get_by_role("button", name="Points")).to_be_hidden()
    host.get_by_role("button", name="Podium").click()

    for page in [*phones, stage]:
        wait_for(page, "podium")
        expect(page.locator(".step")).to_have_count(3)
        accessible(page)
    points = [page.locator(".step-block span").all_inner_texts() for page in (host, jo, kim, stage)]
    assert points[0] == points[1] == points[2] == points[3]
    expect(host.get_by_role("button", name="Play again")).to_be_visible()
    look_back(jo, code)


def wake_the_sound(stage: Page) -> None:
    """A television has no mouse: any key will do, and the next one changes nothing."""
    sound = stage.locator(".sound")
    expect(sound).to_contain_text("Tap or press any key for sound")
    for _ in range(2):
        stage.keyboard.press("ArrowDown")
        expect(sound).not_to_have_attribute("data-asleep", re.compile(".*"))
        expect(sound).to_have_attribute("aria-pressed", "true")


def hush_the_stage(host: Page, stage: Page) -> None:
    switch = host.locator(".settings").get_by_label("Sound on the big screen")
    switch.click()
    expect(stage.locator(".sound")).to_contain_text("The host has turned the sound off")
    switch.click()
    expect(stage.locator(".sound")).to_have_attribute("aria-pressed", "true")


def knock(page: Page, code: str, name: str) -> None:
    """Come in through the home page, with a code typed the way people type."""
    page.goto("/")
    page.locator("#code-form [name=code]").fill(f" {code.lower()} ")
    page.locator("#code-form [type=submit]").click()
    page.wait_for_url(f"**/r/{code}/")
    take_a_seat(page, name)


def watch_the_puppets(stage: Page) -> None:
    """A head that can move takes a picture's place with the first face that its guest's phone tells."""
    wait_for(stage, "capture")
    expect(stage.locator(".sticker .puppet")).to_have_count(3)


def prepare(host: Page) -> None:
    host.locator(".settings summary").click()
    set_to(host, "Rounds", 2)
    set_to(host, "Seconds to pose", 120)
    set_to(host, "Seconds for each photo", 8)
    host.get_by_role("button", name="Turn the camera on").click()
    assert_camera_shows_a_face(host)


def play_round_with_accidents(host: Page, jo: Page, kim: Page, complaints: Complaints) -> None:
    for phone in (host, jo, kim):
        wait_for(phone, "capture")
        assert_camera_shows_a_face(phone)
    accessible(jo)
    shoot(jo)
    # The number comes with the room; until then there is advice.
    expect(jo.locator(".take").first).to_have_text("✓")
    assert "%" not in jo.locator(".take-words").inner_text()
    jo.reload()
    expect(jo.locator(".take").first).to_have_text("✓")

    with complaints.expected():
        kim.context.set_offline(True)
        expect(kim.get_by_text("Connection lost")).to_be_visible()
        kim.context.set_offline(False)
        expect(kim.get_by_text("Connection lost")).to_be_hidden()
        lose_an_answer(kim)
        with kim.expect_console_message(lambda message: "CONNECTION_RESET" in message.text):
            shoot(kim)
    # Sent again, and counted once.
    expect(kim.locator(".take[data-code=free]")).to_have_count(2)
    shoot(host)
    for phone in (jo, kim, host):
        be_happy(phone)


def lose_an_answer(page: Page) -> None:
    """The server takes the next photo in, and the phone does not hear of it."""
    lost: list[APIResponse] = []

    def handle(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            assert lost[0].status == 202, lost[0].text()
            route.abort("connectionreset")

    page.route("**/takes", handle)


def watch_reveal(stage: Page, phones: list[Page]) -> None:
    wait_for(stage, "reveal")
    stage.evaluate(COUNT_FLYERS)
    for phone in phones:
        wait_for(phone, "reveal")
        expect(phone.locator(".reveal-mine .burst")).to_be_attached()
    expect(stage.locator(".stage-card .photo-print img")).not_to_have_js_property("naturalWidth", 0)
    expect(stage.locator(".stage-card .stamp")).to_be_visible()
    # A tab that was chosen stays; by itself it goes on with the cards.
    phones[0].get_by_role("button", name="You", exact=True).click()
    expect(phones[0].locator(".reveal-mine .part-words").nth(1)).to_be_visible()
    accessible(phones[0])
    accessible(stage)
    phones[1].get_by_role("button", name="Laugh").click()
    expect(stage.locator("body[data-flown]")).to_be_attached()


def turn_cards(host: Page) -> None:
    """Tap on to the standings."""
    while host.evaluate(NEXT):
        host.wait_for_timeout(200)


def look_back(page: Page, code: str) -> None:
    """The recap holds both rounds and their photos; the leaderboard remembers everybody."""
    page.goto(f"/r/{code}/recap/")
    expect(page.locator(".recap-round")).to_have_count(2)
    expect(page.locator("[data-shot]")).to_have_count(6)
    page.locator("[data-shot] img").first.scroll_into_view_if_needed()
    expect(page.locator("[data-shot] img").first).not_to_have_js_property("naturalWidth", 0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the poster").click()
    assert download.value.suggested_filename == "animatch.jpg"
    take_down_own(page)
    page.goto("/leaderboard/")
    for name in ("Mina", "Jo (you)", "Kim"):
        expect(page.locator(".board-rows")).to_contain_text(name)


def take_down_own(page: Page) -> None:
    """One's own photos and nobody else's, after a second thought; the page is there again without it."""
    own = page.locator("[data-may=take_down]")
    expect(own).to_have_count(2)
    photo = own.first.locator("img").get_attribute("src")
    page.locator(".take-down").first.evaluate("button => { button.click(); setTimeout(() => button.click(), 600); }")
    expect(page.locator(f"img[src='{photo}']")).to_have_count(0)
    expect(own).to_have_count(1)
    expect(page.locator("[data-shot]")).to_have_count(6)
