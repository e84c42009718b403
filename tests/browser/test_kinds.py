"""Rounds of other kinds than copy, as phones and the stage show them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import (
    NO_CAMERA,
    accessible,
    be_happy,
    check,
    face_file,
    join,
    open_room,
    picture,
    shoot,
    wait_for,
)
from tests.support.photos import two_faces

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.slow]

Screens = Callable[..., Page]
KNOWS_A_FACE = ".capture-prompt .prompt-picture:not(.mystery)"


# Longer than a busy machine takes to look at four phones.
SLOWLY = {"get_ready": 10, "capture": 60, "reveal": 10}


def choose(host: Page, programme: str) -> None:
    host.locator(".settings summary").click()
    host.get_by_label("Programme").select_option(programme)


def test_somebody_poses_a_secret_face_and_the_others_guess_it(screen: Screens) -> None:
    names = ("Mina", "Jo", "Kim")
    phones, stage = party_of(screen, names, rounds=2)
    host = phones["Mina"]
    choose(host, "charades")
    expect(phones["Jo"].locator(".lobby-deck")).to_contain_text("2 rounds: Charades, Charades")
    expect(phones["Jo"].locator(".lobby-task")).to_contain_text("Every kind of round says what to do when it begins.")
    check(host)
    late = screen()
    late.goto(host.url)
    late.locator(".join [name=nickname]").fill("Late")
    host.get_by_role("button", name="Start the game").click()

    expect(stage.locator(".stage-words")).to_have_text("One poses a secret face. Which one is it? Guess!")
    expect(stage.locator("[data-screen=capture]")).to_be_visible()
    poser = next(name for name in names if knows(phones[name]))
    guessers = [name for name in names if name != poser]
    assert not any(phones[name].locator(KNOWS_A_FACE).count() for name in guessers)
    expect(stage.locator(".stage-prompt .mystery")).to_be_visible()
    expect(stage.locator(".stage-words")).to_have_text(f"{poser} poses a secret face.")
    shoot(phones[poser])
    picture(phones[poser], "charades-pose")
    late.locator(".join [type=submit]").click()
    be_happy(phones[poser])

    for page in (late, *phones.values(), stage):
        wait_for(page, "vote")
    phones[guessers[0]].reload()
    first, second = (phones[name] for name in guessers)
    expect(first.locator(".vote-option")).to_have_count(4)
    expect(phones[poser].locator(".vote .bubble")).to_have_text("That's you! Keep a straight face.")
    first.locator(".vote-option").nth(0).click()
    first.locator(".vote-option").nth(1).click()
    expect(first.locator(".vote-option[aria-pressed=true]")).to_have_count(1)
    for page in (first, stage):
        accessible(page)
    check(first)
    picture(first, "charades-vote")
    picture(stage, "charades-stage-vote")
    for page in (second, late):
        page.locator(".vote-option").nth(1).click()

    for page in (late, *phones.values(), stage):
        wait_for(page, "reveal")
    expect(stage.locator(".stage-option[data-right]")).to_have_count(1)
    expect(stage.locator(".stage-choosers img")).to_have_count(3)
    expect(first.locator(".answer")).to_have_count(1)
    check(first)
    picture(first, "charades-answer")
    picture(stage, "charades-stage-answer")
    accessible(stage)


def test_two_copy_the_same_face_and_everybody_looks_for_them(screen: Screens) -> None:
    names = ("Mina", "Jo", "Kim", "Lea")
    phones, stage = party_of(screen, names, rounds=1)
    choose(phones["Mina"], "twins")
    phones["Mina"].get_by_role("button", name="Start the game").click()
    for page in phones.values():
        wait_for(page, "capture")
        expect(page.locator(KNOWS_A_FACE)).to_be_visible()
        page.locator(".shutter").click()
    picture(stage, "twins-stage-pose")
    for page in phones.values():
        be_happy(page)

    for page in (*phones.values(), stage):
        wait_for(page, "vote")
    mina = phones["Mina"]
    mina.locator(".vote-option").nth(0).click()
    expect(mina.locator(".vote .bubble")).to_have_text("Tap 1 more.")
    mina.locator(".vote-option").nth(2).click()
    expect(mina.locator(".vote-option[aria-pressed=true]")).to_have_count(2)
    check(mina)
    picture(mina, "twins-vote")
    picture(stage, "twins-stage-vote")
    for name in names[1:]:
        phones[name].locator(".vote-option").nth(1).click()
        phones[name].locator(".vote-option").nth(2).click()

    wait_for(stage, "reveal")
    picture(stage, "twins-stage-crowd")
    expect(stage.locator(".stage-twins[data-landed] .stage-print")).to_have_count(2)
    picture(stage, "twins-stage-pair")
    expect(mina.locator(".answer")).to_be_visible()
    check(mina)
    picture(mina, "twins-answer")


def party_of(screen: Screens, names: tuple[str, ...], rounds: int) -> tuple[dict[str, Page], Page]:
    """Their phones, the first one's being the host's, and a stage."""
    phones = {name: screen() for name in names}
    code = open_room(phones[names[0]], names[0], rounds=rounds, **SLOWLY)
    for name in names[1:]:
        join(phones[name], code, name)
    stage = screen(1920, 1080)
    stage.goto(f"/r/{code}/stage/")
    return phones, stage


def knows(page: Page) -> bool:
    expect(page.locator("[data-screen=capture], [data-screen=resting]")).to_be_visible()
    return page.locator(KNOWS_A_FACE).count() > 0


def test_a_guest_becomes_the_card_and_two_pose_in_one_picture(screen: Screens, tmp_path: Path) -> None:
    names = ("Mina", "Jo", "Kim")
    phones = {name: screen() for name in names}
    for page in phones.values():
        page.add_init_script(NO_CAMERA)
    host, stage = phones["Mina"], screen(1920, 1080)
    code = open_room(host, "Mina", programme="card,pair", rounds=2, **SLOWLY)
    for name in names[1:]:
        join(phones[name], code, name)
    stage.goto(f"/r/{code}/stage/")
    expect(phones["Jo"].locator(".lobby-deck")).to_contain_text("2 rounds: You are the card, Pair card")
    host.get_by_role("button", name="Start the game").click()

    expect(stage.locator(".stage-words")).to_have_text("One of you is the card. Everybody copies that face!")
    picture(phones["Jo"], "card-ready")
    picture(stage, "card-stage-ready")
    expect(stage.locator(".stage-making")).to_be_visible()
    model = next(name for name in names if makes(phones[name]))
    others = [phones[name] for name in names if name != model]
    picture(phones[model], "card-making")
    picture(others[0], "card-waiting")
    picture(stage, "card-stage-making")
    send(phones[model], face_file(tmp_path))
    be_happy(phones[model])
    for page in (*phones.values(), stage):
        expect(page.locator(f'.prompt-picture[alt^="{model}\'s face"]')).to_be_visible()
    picture(stage, "card-stage-drawn")
    wait_for(others[0], "capture")
    picture(others[0], "card-copying")
    picture(phones[model], "card-copied")
    picture(stage, "card-stage-copying")
    check(others[0])
    for page in others:
        send(page, face_file(tmp_path))
        be_happy(page)
    expect(stage.locator(".stage-model[data-landed]")).to_be_visible()
    expect(stage.locator(".stage-model .stamp")).to_contain_text("2 copied it: 100%")
    for name, page in {"phone": phones[model], "other": others[0], "stage": stage}.items():
        picture(page, f"card-reveal-{name}")
        accessible(page)
    check(phones[model])

    wait_for(stage, "capture")
    picture(stage, "pair-stage")
    picture(host, "pair-posing")
    check(host)
    send(host, face_file(tmp_path))
    expect(host.locator(".take-words")).to_contain_text("Only one of you is in the picture.")
    both = tmp_path / "both.jpg"
    both.write_bytes(two_faces())
    send(host, str(both))
    be_happy(host)
    expect(stage.locator(".stage-together[data-landed]")).to_be_visible()
    for name, page in {"phone": phones["Kim"], "stage": stage}.items():
        picture(page, f"pair-reveal-{name}")
        accessible(page)
    check(phones["Kim"])


def test_a_card_that_a_photo_made_in_the_lobby_is_what_the_others_copy_first(screen: Screens, tmp_path: Path) -> None:
    host, jo, stage = screen(1280, 800), screen(), screen(1920, 1080)
    jo.add_init_script(NO_CAMERA)
    code = open_room(host, "Mina", programme="copy,card", rounds=2, **SLOWLY)
    join(jo, code, "Jo")
    stage.goto(f"/r/{code}/stage/")
    jo.locator(".lobby-cards .file-button input").set_input_files(face_file(tmp_path))
    for page in (host, jo, stage):
        expect(page.locator('.made-face img[alt^="Jo\'s face. Eyes wide open"]')).to_be_visible()
    expect(jo.get_by_role("button", name="Take mine back")).to_be_visible()
    expect(host.locator(".lobby-cards")).to_contain_text("You copy these in the game. Nobody copies their own.")
    host.locator(".lobby-cards").scroll_into_view_if_needed()
    for name, page in {"laptop": host, "phone": jo, "stage": stage}.items():
        picture(page, f"lobby-card-{name}")
        accessible(page)
    check(jo)

    host.get_by_role("button", name="Start the game").click()
    for page in (host, stage):
        wait_for(page, "capture")
        expect(page.locator('.prompt-picture[alt^="Jo\'s face"]')).to_be_visible()
    wait_for(jo, "resting")
    shoot(host)
    be_happy(host)
    expect(stage.locator(".stage-model[data-landed]")).to_be_visible()
    # No photo stands beside the face: the one that it was read in is gone.
    expect(stage.locator(".stage-model .stage-print img")).to_have_count(0)
    for name, page in {"phone": jo, "stage": stage}.items():
        picture(page, f"lobby-card-reveal-{name}")
        accessible(page)
    wait_for(jo, "capture")


def makes(page: Page) -> bool:
    expect(page.locator("[data-screen=capture], [data-screen=resting]")).to_be_visible()
    return page.locator(".mirror").count() > 0


def send(page: Page, path: str) -> None:
    """A photo from the phone's files; waits until it is judged, or has ended the posing."""
    judged = ".take:not([data-code=free], [data-code=sending], [data-code=judging])"
    before = page.locator(judged).count()
    page.locator(".file-button input").set_input_files(path)
    there = (
        "([judged, before]) => !document.querySelector('.capture') || document.querySelectorAll(judged).length > before"
    )
    page.wait_for_function(there, arg=[judged, before])
