"""Rounds in which photos follow from photos, and players from players: whisper and face-off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import accessible, check, picture, shoot, shoot_all, wait_for
from tests.browser.test_kinds import Screens, choose, party_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400), pytest.mark.slow]


def begin(screen: Screens, kind: str, *names: str) -> tuple[dict[str, Page], Page, Page]:
    """Everybody's phone, the stage, and one at the door, in the first round of a game of this kind alone."""
    phones, stage = party_of(screen, names, rounds=1)
    host = phones[names[0]]
    choose(host, kind)
    late = screen()
    late.goto(host.url)
    late.locator(".join [name=nickname]").fill("Late")
    host.get_by_role("button", name="Start the game").click()
    return phones, stage, late


def test_a_face_is_whispered_from_phone_to_phone(screen: Screens) -> None:
    phones, stage, late = begin(screen, "whisper", "Mina", "Jo", "Kim")
    pages = list(phones.values())
    expect(stage.locator(".stage-words")).to_have_text("Copy what you see, pass it on. What comes out?")
    for page in (*pages, stage):
        wait_for(page, "capture")
    faces = {page.locator(".capture img.prompt-picture").get_attribute("src") for page in pages}
    assert len(faces) == 3
    assert not stage.locator("img.prompt-picture").count()
    shoot_all(pages)
    expect(stage.locator(".drumroll")).to_have_text("Passiton!")
    picture(pages[0], "whisper-pass")
    for page in pages:
        expect(page.locator(".capture .photo.prompt-picture img")).to_be_visible()
        assert not page.locator("img.prompt-picture").count()
    late.locator(".join [type=submit]").click()
    wait_for(late, "resting")
    picture(pages[0], "whisper-pose")
    picture(stage, "whisper-stage-pose")
    pages[1].reload()
    expect(pages[1].locator(".capture .photo.prompt-picture img")).to_be_visible()
    # One of them vanishes: the chains go on without.
    phones.pop("Kim").context.close()
    pages = list(phones.values())
    for _ in range(2):
        shoot_all(pages)
        for page in pages:
            expect(page.locator(".take[data-code=free]")).to_have_count(0)
        wait_for(stage, "judging")
    for page in (*pages, late, stage):
        wait_for(page, "reveal")
    expect(stage.locator(".film-frame").first).to_be_visible()
    expect(stage.locator(".stage-film-words.landing")).not_to_have_text("")
    picture(stage, "whisper-stage-film")
    picture(pages[0], "whisper-film")
    check(pages[0])
    accessible(stage)
    expect(stage.locator(".stage-film .stamp")).to_have_text("Closest chain!")
    picture(stage, "whisper-stage-closest")


def test_two_and_two_copy_a_face_until_one_is_left(screen: Screens) -> None:
    phones, stage, _ = begin(screen, "faceoff", "Mina", "Jo", "Kim", "Ada")
    expect(stage.locator(".stage-title")).to_have_text("Semi-finals")
    expect(stage.locator(".stage-duel")).to_have_count(2)
    for page in (*phones.values(), stage):
        wait_for(page, "capture")
    shoot_all(phones.values())
    picture(stage, "faceoff-stage-pose")
    accessible(stage)
    for page in (*phones.values(), stage):
        wait_for(page, "reveal")
    expect(stage.locator(".stage-print[data-right]")).to_have_count(1)
    picture(stage, "faceoff-stage-match")
    accessible(stage)
    expect(phones["Mina"].locator(".answer .shout")).to_contain_text("By a hair: ")
    picture(phones["Mina"], "faceoff-match")
    check(phones["Mina"])

    wait_for(stage, "vote")
    expect(stage.locator(".stage-title")).to_have_text("The final")
    picture(stage, "faceoff-stage-bets")
    out = [page for page in phones.values() if page.locator(".bet .vote-option:enabled").count()]
    assert len(out) == 2
    picture(out[0], "faceoff-bets")
    out[0].locator(".bet .vote-option").nth(0).click()
    expect(out[0].locator(".vote-option[aria-pressed=true]")).to_have_count(1)
    expect(out[0].locator(".vote .bubble")).to_have_text("Got it! You may change your mind.")
    check(out[0])
    out[1].locator(".bet .vote-option").nth(1).click()
    wait_for(stage, "capture")
    picture(stage, "faceoff-stage-final")
    in_it = [page for page in phones.values() if page not in out]
    wait_for(in_it[1], "capture")
    # One of the two vanishes, and the other has won.
    in_it[0].context.close()
    shoot(in_it[1])
    wait_for(stage, "reveal")
    expect(stage.locator(".stage-print[data-right]")).to_have_count(1)
    expect(stage.locator(".stage-match .stamp")).to_contain_text("wins!")
    picture(stage, "faceoff-stage-won")
    expect(in_it[1].locator(".answer .shout")).to_have_text("You win the face-off!")
    picture(in_it[1], "faceoff-won")
