"""Rounds of other kinds than copy, as phones and the stage show them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guests import (
    accessible,
    be_happy,
    check,
    join,
    open_room,
    picture,
    shoot,
    wait_for,
)

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
    check(host)
    host.get_by_role("button", name="Start the game").click()

    expect(stage.locator(".stage-words")).to_have_text("One poses a secret face. Which one is it? Guess!")
    expect(stage.locator("[data-screen=capture]")).to_be_visible()
    poser = next(name for name in names if knows(phones[name]))
    guessers = [name for name in names if name != poser]
    assert not any(phones[name].locator(KNOWS_A_FACE).count() for name in guessers)
    expect(stage.locator(".stage-prompt .mystery")).to_be_visible()
    expect(stage.locator(".stage-words")).to_have_text(f"{poser} poses a secret face.")
    picture(phones[poser], "charades-pose")
    picture(stage, "charades-stage-pose")
    check(phones[guessers[0]])
    shoot(phones[poser])
    late = screen()
    late.goto(host.url)
    late.locator(".join [name=nickname]").fill("Late")
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

    # Whoever poses next vanishes, and somebody else is drawn.
    for page in (*phones.values(), late):
        wait_for(page, "get_ready")
    everybody = {**phones, "Late": late}
    expect(stage.locator("[data-screen=capture]")).to_be_visible()
    gone = next(name for name, page in everybody.items() if knows(page))
    everybody.pop(gone).context.close()
    expect(stage.locator(".stage-words")).not_to_have_text(f"{gone} poses a secret face.")
    other = next(name for name, page in everybody.items() if knows(page))
    expect(stage.locator(".stage-words")).to_have_text(f"{other} poses a secret face.")


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
