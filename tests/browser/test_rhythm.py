"""Eight faces to a beat, in teams, as phones and the stage show them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import NO_CAMERA, accessible, check, face_file, join, open_room, picture, wait_for
from tests.browser.test_kinds import KNOWS_A_FACE, SLOWLY, Screens

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.slow]


def test_eight_faces_to_a_beat_are_shot_by_the_phone_itself_for_its_team(screen: Screens, tmp_path: Path) -> None:
    host, guest, blind, stage = screen(), screen(), screen(), screen(1920, 1080)
    blind.add_init_script(NO_CAMERA)
    code = open_room(host, "Mina", programme="rhythm", rounds=1, **SLOWLY)
    join(guest, code, "Jo")
    join(blind, code, "Kim")
    stage.goto(f"/r/{code}/stage/")
    host.locator(".settings summary").click()
    host.get_by_label("Teams").select_option("2")
    expect(guest.locator(".lobby-deck")).to_contain_text("Teams: ★ Loud Llamas, ● Sly Sushi")
    host.locator(".host-button").click()
    host.get_by_role("button", name="Move Jo to Team Loud Llamas").click()
    expect(host.get_by_role("button", name="Move Jo to Team Sly Sushi")).to_be_visible()
    check(host)
    picture(host, "teams-host")
    host.get_by_role("button", name="Move Jo to Team Sly Sushi").click()
    host.keyboard.press("Escape")
    expect(stage.locator(".sticker .team-sign[data-team='0']")).to_have_count(2)
    picture(stage, "teams-stage-lobby")
    picture(guest, "teams-lobby")
    make_a_card(guest, stage)
    host.get_by_role("button", name="Start the game").click()

    expect(stage.locator(".stage-words")).to_have_text("Eight faces to the beat. Hit them in a row!")
    assert not stage.locator(KNOWS_A_FACE).count()
    picture(stage, "rhythm-stage-ready")
    for page in (host, guest, blind, stage):
        wait_for(page, "capture")
    expect(stage.locator(".stage-beat .prompt-picture")).to_be_visible()
    blind.locator("input[type=file]").set_input_files(face_file(tmp_path))
    shown = stage.locator(".stage-beat .prompt-picture").get_attribute("src")
    picture(host, "rhythm-pose")
    picture(blind, "rhythm-blind")
    picture(stage, "rhythm-stage")
    # A phone that comes back in the middle is at the present beat.
    guest.reload()
    expect(guest.locator(".beat-dot[data-state=on]")).to_be_visible()
    expect(guest.locator(".dance-face .prompt-picture")).not_to_have_attribute("src", shown)

    for page in (host, guest, blind, stage):
        wait_for(page, "reveal")
    expect(stage.locator(".stage-strip")).to_have_count(1)
    expect(stage.locator(".stage-strips[data-landed]")).to_be_visible()
    picture(stage, "rhythm-stage-strip")
    accessible(stage)
    # The one that came back has lost the beats in which it was away, and what the meter took to be there again.
    for page, frames in ((host, {8}), (guest, {3, 4, 5, 6, 7, 8}), (blind, {1})):
        page.get_by_role("button", name="You", exact=True).click()
        expect(page.locator(".strip-beat")).to_have_count(8)
        assert page.locator(".strip-frame img").count() in frames
    check(host)
    picture(host, "rhythm-strip")
    for page in (host, stage):
        wait_for(page, "podium")
        expect(page.locator(".teams .team:visible").first).to_be_visible()
        accessible(page)
    picture(host, "teams-podium")
    picture(stage, "rhythm-podium")
    host.goto(host.url.replace("/?", "/recap/?"))
    for width, height in ((360, 740), (1280, 800)):
        host.set_viewport_size({"width": width, "height": height})
        expect(host.locator(".recap-teams .team")).to_have_count(2)
        expect(host.locator(".recap-teams")).to_contain_text("Jo")
        check(host)
        picture(host, f"teams-recap-{width}", full_page=True)
    accessible(host)


def make_a_card(guest: Page, stage: Page) -> None:
    """In the lobby, of what the meter reads in the camera's picture."""
    guest.get_by_role("button", name="Turn the camera on").click()
    guest.get_by_role("button", name="Make my face a card").click()
    sheet = guest.get_by_role("dialog")
    expect(sheet.locator(".mirror svg")).to_be_visible()
    picture(guest, "lobby-card-making")
    accessible(guest)
    check(guest)
    sheet.get_by_role("button", name="3, 2, 1, snap!").click()
    expect(sheet.get_by_role("status")).to_have_text("This is your card!")
    expect(sheet.locator(".card-shown img")).to_have_attribute("alt", re.compile("^Jo's face. Eyes wide open"))
    picture(guest, "lobby-card-made")
    accessible(guest)
    check(guest)
    sheet.get_by_role("button", name="Keep it").click()
    for page in (guest, stage):
        expect(page.locator('.made-face img[alt^="Jo\'s face"]')).to_be_visible()
    guest.locator(".lobby-cards").scroll_into_view_if_needed()
    expect(guest.locator(".lobby-cards")).to_contain_text("These wait for a game")
    picture(guest, "lobby-card")
    picture(stage, "lobby-card-stage")
    accessible(stage)
    check(guest)
    guest.get_by_role("button", name="Take mine back").click()
    expect(stage.locator(".made-face")).to_have_count(0)
    expect(stage.locator(".stage-steps")).to_be_visible()
