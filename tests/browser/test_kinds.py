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
    set_to,
    shoot,
    wait_for,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.slow]

Screens = Callable[..., Page]
KNOWS_A_FACE = ".prompt-picture:not(.mystery)"


def choose(host: Page, programme: str, **steps: int) -> None:
    host.locator(".settings summary").click()
    host.get_by_label("Programme").select_option(programme)
    for words, wanted in steps.items():
        set_to(host, words.replace("_", " "), wanted)


def test_somebody_poses_a_secret_face_and_the_others_guess_it(screen: Screens) -> None:
    names = ("Mina", "Jo", "Kim")
    phones = {name: screen() for name in names}
    host, stage = phones["Mina"], screen(1920, 1080)
    code = open_room(host, "Mina")
    for name in names[1:]:
        join(phones[name], code, name)
    stage.goto(f"/r/{code}/stage/")
    choose(host, "charades", Rounds=2, Seconds_to_pose=10)
    expect(phones["Jo"].locator(".lobby-deck")).to_contain_text("2 rounds: Charades, Charades")
    check(host)
    host.get_by_role("button", name="Start the game").click()

    expect(stage.locator(".stage-words")).to_have_text("One poses a secret face. Which one is it? Guess!")
    picture(phones["Jo"], "charades-ready")
    expect(stage.locator("[data-screen=capture]")).to_be_visible()
    poser = next(name for name in names if knows(phones[name]))
    guessers = [name for name in names if name != poser]
    assert not any(phones[name].locator(KNOWS_A_FACE).count() for name in guessers)
    assert not stage.locator(KNOWS_A_FACE).count()
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
    expect(phones[poser].locator(".bubble")).to_have_text("That's you! Keep a straight face.")
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


def knows(page: Page) -> bool:
    expect(page.locator("[data-screen=capture], [data-screen=resting]")).to_be_visible()
    return page.locator(KNOWS_A_FACE).count() > 0
