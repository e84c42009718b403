"""The booth that compares a photo with a clip, as guests meet it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints
from tests.browser.guests import NO_CAMERA, SCREENSHOTS, check, picture
from tests.browser.test_booths import step, take_a_photo, visit_of
from tests.support import clips

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

Screens = Callable[..., Page]


def shot(page: Page, name: str) -> None:
    for width, height in ((1280, 800), (360, 740)) if SCREENSHOTS else ():
        page.set_viewport_size({"width": width, "height": height})
        picture(page, f"{name}-{width}", full_page=True, animations="disabled")


def test_a_guest_films_themselves_and_is_the_one_in_the_photo(screen: Screens) -> None:
    guest = screen()
    guest.goto("/booths/")
    guest.locator(".booth-way", has_text="Face match").click()
    step(guest, "door")
    guest.get_by_label("A cue for the clip").select_option("Blink twice, then look left")
    guest.get_by_text("How strict?").click()
    check(guest)
    shot(guest, "match-door")
    guest.get_by_role("button", name="Yes, take the photo").click()
    take_a_photo(guest)
    step(guest, "film")
    expect(guest.get_by_role("heading", name="Blink twice, then look left")).to_be_visible()
    film = guest.get_by_role("button", name="Film 5 seconds")
    expect(film).to_be_enabled()
    check(guest)
    shot(guest, "match-film")
    film.click()
    answer = step(guest, "answer")
    expect(answer).to_contain_text("It's a match!")
    expect(answer).to_contain_text("1 person seen, and it is the one in the photo.")
    expect(answer.get_by_role("img", name="The photo", exact=True)).to_be_visible()
    expect(answer.get_by_role("img", name="The frame of the clip")).to_be_visible()
    expect(answer).to_contain_text("no security")
    expect(answer.locator(".match-cue")).to_contain_text("proves nothing")
    expect(answer.locator(".match-cue .stamp")).to_have_text(re.compile("Not seen|Can't tell"))
    guest.get_by_text("The bare numbers").click()
    check(guest)
    shot(guest, "match-answer")

    guest.reload()
    expect(step(guest, "answer")).to_contain_text("The clip is not kept")
    assert guest.request.get(f"/api/v1/booths/visits/{visit_of(guest, 'match')}").json()["answer"]["is_match"]
    guest.get_by_role("button", name="Forget me").click()
    expect(step(guest, "door")).to_contain_text("Forgotten.")


@pytest.mark.slow
def test_a_guest_without_a_camera_sends_files_and_reads_why_not(
    screen: Screens, tmp_path: Path, complaints: Complaints
) -> None:
    guest = screen()
    guest.add_init_script(NO_CAMERA)
    photo, clip, wrong = tmp_path / "photo.jpg", tmp_path / "clip.webm", tmp_path / "still.mp4"
    photo.write_bytes(clips.portrait())
    wrong.write_bytes(clips.portrait())
    clip.write_bytes(clips.clip(clips.nobody(), 1.5, kind="webm", how=clips.VP8))
    guest.goto("/booths/match/")
    for sent, words in ((wrong, "This is a photo. Send a clip here"), (clip, "No face found in the clip")):
        guest.get_by_role("button", name="photo").click()
        step(guest, "pose")
        guest.locator(".file-button input").set_input_files(photo)
        step(guest, "film")
        with complaints.expected():
            guest.locator(".file-button input").set_input_files(sent)
            expect(guest.locator("#booth")).to_contain_text(words)
        if sent == wrong:
            expect(step(guest, "refused")).to_contain_text("Take another photo")
            shot(guest, "match-refused")
    expect(step(guest, "answer")).to_contain_text("Can't tell")
    shot(guest, "match-unsure")
