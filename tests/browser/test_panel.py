"""The host's panel: a deck labelled by keyboard, and a room steered from its live page."""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.guests import accessible, join, shoot
from tests.processes import wait_until

pytestmark = pytest.mark.browser
PASSWORD = "a long enough one"


@pytest.fixture(scope="module")
def account(party) -> str:
    party.manage("create_host", "hana", "--password-stdin", typed=f"{PASSWORD}\n")
    return "hana"


@pytest.fixture
def panel(account: str, screen: Callable[..., Page]) -> Page:
    """The panel's first page, signed in."""
    page = screen(width=1280, height=800)
    page.goto("/admin/")
    page.locator("[name=username]").fill(account)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("heading", name="Hello, hana!")).to_be_visible()
    return page


def picture(colour: str) -> dict[str, object]:
    data = io.BytesIO()
    Image.new("RGB", (60, 60), colour).save(data, "PNG")
    return {"name": f"{colour}.png", "mimeType": "image/png", "buffer": data.getvalue()}


def targets(page: Page) -> dict[str, tuple[object, ...]]:
    """What the server says the targets are, by title."""
    page.reload()
    cards = page.evaluate("JSON.parse(document.getElementById('cards').textContent)")
    return {card["title"]: tuple(card["target"].values()) for card in cards if card["labelled"]}


def test_pictures_are_imported_and_labelled_by_keyboard_alone(panel):
    panel.goto("/admin/game/deck/import/")
    panel.get_by_label("Deck").fill("Colours")
    panel.get_by_label("A zip, or pictures").set_input_files([picture(colour) for colour in ("red", "green", "blue")])
    panel.get_by_role("button", name="Import").click()
    expect(panel.get_by_text("Done: 3 imported.")).to_be_visible()
    expect(panel.locator("#lines tr")).to_have_count(3)
    panel.get_by_role("link", name="Set targets").click()
    expect(panel.locator("#where")).to_have_text("1 / 3")
    panel.keyboard.press("4")
    expect(panel.locator("#label")).to_have_text("OEOM")
    save_targets(panel)
    expect(panel.locator("#where")).to_have_text("2 / 3")
    # Both eyes from the middle to open, then the mouth to shut.
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft"):
        panel.keyboard.press(key)
    save_targets(panel)
    expect(panel.locator("#where")).to_have_text("3 / 3")
    # A wink: the eyes part, the right one is the second of three sliders.
    for key in ("1", "b", "ArrowDown", "ArrowRight", "Shift+ArrowRight"):
        panel.keyboard.press(key)
    # What else is to count gets a slider of its own, as far as it goes at first.
    panel.get_by_role("checkbox", name="Tilt").check()
    panel.keyboard.press("ArrowLeft")
    expect(panel.locator("[data-part=tilt] output")).to_have_text("75 % left")
    save_targets(panel)
    expect(panel.locator("#left")).to_have_text("0")
    panel.goto(panel.url.split("?")[0])
    assert targets(panel) == {"blue": (0, 0.3, 0, {"tilt": 0.75}), "green": (1, 1, 0), "red": (1, 1, 1)}
    panel.get_by_role("link", name="Unlabelled").click()
    expect(panel.get_by_text("Nothing to show here")).to_be_visible()


def save_targets(panel):
    """The page goes on before it has an answer."""
    with panel.expect_response("**/target/"):
        panel.keyboard.press("Enter")


def test_a_refused_file_is_named_and_nothing_comes_in(panel):
    panel.goto("/admin/game/deck/import/")
    panel.get_by_label("Deck").fill("Bad")
    text = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"hello"}
    panel.get_by_label("A zip, or pictures").set_input_files([picture("red"), text])
    panel.get_by_role("button", name="Import").click()
    expect(panel.get_by_text("Nothing was imported: 1 file was refused.")).to_be_visible()
    expect(panel.locator("tr.bad")).to_contain_text("note.txt")


CAST = """
import numpy as np
from django.contrib.auth.models import User
from animatch.platform import steady_clock
from scoring.casts import examples, services
from scoring.casts.examples import Synthetic
cast = services.make_cast("Heroes", User.objects.get(username="hana"), demo=True)
for place, name in enumerate(("Hana", "Kenji")):
    who, rows = services.add_character(cast, name), np.random.default_rng(place).normal(2 * place, 0.5, (12, 5))
    faces = [Synthetic(who, f"{name} {number}", row.astype("<f4")) for number, row in enumerate(rows)]
    examples.add_synthetic(cast, faces, steady_clock.now())
examples.add_synthetic(cast, [Synthetic(None, "guest", np.ones(5, "<f4"), "disliked")], steady_clock.now())
"""


PAINTED = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_cast_is_reviewed_trained_by_a_button_and_watched_while_it_learns(panel, party):
    party.manage("shell", "-c", CAST)
    panel.goto("/admin/scoring/cast/")
    panel.get_by_role("link", name="Heroes").click()
    training = panel.locator("#training")
    expect(training.get_by_role("row", name="Kenji")).to_have_text(re.compile("12 of 10"))
    panel.get_by_role("link", name="Review 1 photo").click()
    assert panel.get_by_alt_text("Made-up face 1").evaluate("image => image.decode().then(() => image.naturalWidth)")
    panel.get_by_label("Resembles").select_option("Kenji")
    panel.get_by_role("button", name="Learn from it").click()
    expect(panel.get_by_text("Learns from it as Kenji.")).to_be_visible()
    panel.get_by_role("link", name="Back to Heroes").click()
    expect(training.get_by_role("row", name="Kenji")).to_have_text(re.compile("13 of 10"))
    training.get_by_role("button", name="Train now").click()
    expect(training.get_by_role("progressbar")).to_be_visible()
    expect(training.get_by_role("button", name="Train now")).to_be_disabled()
    # The page says by itself when it is over.
    version = panel.get_by_role("listitem").filter(has_text="Version 1")
    expect(version).to_contain_text("champion")
    expect(training.get_by_role("progressbar")).to_be_hidden()
    expect(training.get_by_role("row", name="Kenji")).to_have_text(re.compile("0 of 10"))
    panel.get_by_role("button", name="Renew the exam").click()
    expect(panel.get_by_text("Too few new people")).to_be_visible()
    panel.get_by_role("link", name="In numbers").click()
    expect(panel.get_by_text("Nobody was told a character in this time.")).to_have_count(2)
    drawn = panel.get_by_role("img", name="Right in the exam, %")
    wait_until(lambda: drawn.evaluate(PAINTED), "a painted chart")
    panel.get_by_text("As a table").click()
    expect(panel.get_by_role("row", name=re.compile("^v1, "))).to_be_visible()
    panel.get_by_label("Look back").select_option("a year")
    expect(panel).to_have_url(re.compile("range=365"))
    wait_until(lambda: drawn.evaluate(PAINTED), "a painted chart")


def open_room(panel: Page, **fields: str) -> str:
    panel.goto("/admin/game/room/add/")
    for name, value in fields.items():
        panel.locator(f"[name={name}]").fill(value)
    panel.locator("[name=_save]").click()
    panel.wait_for_url("**/live/")
    expect(panel.locator("#line")).to_have_text("Live")
    return panel.locator("#live").get_attribute("data-code")


def test_a_room_is_steered_from_its_live_page(panel, screen):
    code = open_room(panel, rounds="1", capture="60", reveal="10")
    expect(panel.get_by_text("Nobody has sat down yet.")).to_be_visible()
    phone = screen()
    join(phone, code, "Mia")
    seat = panel.locator("#seats li")
    expect(seat).to_contain_text("Mia")
    expect(seat).to_contain_text("here · host")
    panel.get_by_role("button", name="Start").click()
    expect(panel.locator("#phase")).to_have_text("Round 1 of 1: Posing")
    panel.get_by_role("button", name="Pause").click()
    expect(panel.locator("#phase")).to_contain_text("paused")
    panel.get_by_role("button", name="Go on").click()
    shoot(phone)
    take = panel.locator("#takes li")
    expect(take.locator(".hp-percent")).to_have_text(re.compile(r"\d+ %"))
    expect(take.locator("img")).to_be_visible()
    expect(take.locator("meter").first).to_be_visible()
    panel.get_by_role("button", name="Skip ahead").click()
    expect(panel.locator("#phase")).to_contain_text("Reveal")
    panel.get_by_role("button", name="Pause").click()
    photo = phone.locator(".photo-print img").first
    expect(photo).to_be_visible()
    take.get_by_role("button", name="Hide, no score").click()
    expect(phone.locator(".photo-print img")).to_have_count(0)
    expect(take.locator(".hp-badge")).to_have_text("hidden")
    seat.get_by_text("Do…").click()
    seat.get_by_role("button", name="Kick").click()
    seat.get_by_role("button", name="Out of this room?").click()
    expect(panel.locator("#seats li")).to_have_count(0)
    expect(phone.get_by_text("The host has removed you from this room.")).to_be_visible()
    panel.get_by_role("button", name="Let Mia back in").click()
    expect(panel.locator("#removed")).to_be_hidden()
    phone.reload()
    expect(phone.get_by_role("button", name="Join")).to_be_visible()


def test_a_second_host_sees_nothing_that_only_the_first_may_do(panel, screen):
    code = open_room(panel)
    mia, jo, kim = screen(), screen(), screen()
    for phone, name in ((mia, "Mia"), (jo, "Jo"), (kim, "Kim")):
        join(phone, code, name)
    seat = panel.locator("#seats li").filter(has_text="Jo")
    seat.get_by_text("Do…").click()
    seat.get_by_role("button", name="Second host").click()
    jo.locator(".host-button").click()
    sheet = jo.get_by_role("dialog", name="You are the second host")
    expect(sheet.get_by_role("button", name="Remove Kim")).to_be_visible()
    expect(sheet.get_by_role("button", name="Remove Mia")).to_be_hidden()
    expect(sheet.get_by_role("button", name=re.compile("the host$"))).to_have_count(0)
    expect(kim.locator(".host-button")).to_be_hidden()
    mia.locator(".host-button").click()
    sheet = mia.get_by_role("dialog", name="You are the host")
    expect(sheet.get_by_role("button", name="Make Kim the host")).to_be_visible()
    expect(sheet.get_by_role("button", name="Remove Jo")).to_be_visible()


def test_closing_a_room_ends_it_for_everybody(panel, screen):
    code = open_room(panel)
    phone = screen()
    join(phone, code, "Mia")
    panel.get_by_role("button", name="Close the room").click()
    panel.get_by_role("button", name="Erase it all, now?").click()
    expect(panel.locator("#line")).to_contain_text("This room is over")
    expect(phone.get_by_text("This room is over")).to_be_visible()
    expect(phone.get_by_role("link", name="Start your own party")).to_be_visible()
    expect(phone.locator(".join-form")).to_have_count(0)
    panel.goto("/admin/game/erasure/")
    expect(panel.get_by_text(code)).to_be_visible()


def test_a_password_is_asked_at_the_door(panel, screen, complaints):
    code = open_room(panel, new_password="Käse")
    phone = screen()
    phone.goto("/")
    # A browser reports every answer that is a refusal.
    with complaints.expected():
        phone.get_by_label("Five letters").fill(code)
        phone.get_by_label("Five letters").press("Enter")
        phone.get_by_label("Password").fill("Brot")
    phone.get_by_role("button", name="Let me in").click()
    expect(phone.get_by_role("alert")).to_contain_text("That is not the password")
    phone.get_by_label("Password").fill("Käse ")
    phone.get_by_role("button", name="Let me in").click()
    phone.locator(".join [name=nickname]").fill("Mia")
    phone.locator(".join [type=submit]").click()
    expect(phone.locator(".crowd")).to_contain_text("Mia (you)")
    # The host's account needs no password.
    expect(panel.get_by_text("Mia")).to_be_visible()
    expect(panel.locator("#line")).to_have_text("Live")


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.slow)])
def test_every_page_of_the_menu_fits_the_screen(panel, width):
    panel.set_viewport_size({"width": width, "height": 740})
    links = panel.locator("#nav-sidebar a[href^='/admin/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(set(links)) > 8
    for link in sorted(set(links)):
        panel.goto(link)
        expect(panel.locator("#main")).to_be_visible()
        assert not panel.evaluate("document.documentElement.scrollWidth > innerWidth"), link
        accessible(panel)
