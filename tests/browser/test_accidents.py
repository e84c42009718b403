"""What happens in the middle of a round of any kind: one comes late, one reloads, one whose turn it is has gone."""

import base64
import json
from contextlib import nullcontext

import pytest
from playwright.sync_api import Page, expect

from game.engine.kinds.registry import KINDS
from tests.browser.conftest import Complaints
from tests.browser.guests import NO_CAMERA, check, join, open_room, picture, wait_for
from tests.browser.test_kinds import Screens
from tests.processes import wait_until
from tests.support.photos import astronaut, two_faces

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.slow]

QUICKLY = {"get_ready": 3, "capture": 20, "reveal": 3}
# Everything that the phone asks for: a photo (its page has one in `photo`), a choice, a tap that goes on.
PLAY = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (selector) => all(selector).filter((node) => node.checkVisibility() && !node.disabled);
  const options = seen(".vote-option");
  const chosen = options.some((node) => node.getAttribute("aria-pressed") === "true");
  if (!chosen) options.slice(0, document.querySelector(".vote")?.dataset.picks ?? 1).forEach((node) => node.click());
  seen(".happy, .next-card").forEach((node) => node.click());
  const input = document.querySelector(".file-button input:enabled");
  if (!input || document.querySelector(".take:not([data-code=free])")) return;
  const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], "face.jpg", { type: "image/jpeg" }));
  input.files = files.files;
  input.dispatchEvent(new Event("change"));
}"""
# Which screen, of which room, and the face or the photo that is to be copied.
WHERE = """() => {
  const asked = document.querySelector(".capture-prompt .prompt-picture");
  return [document.querySelector("[data-screen]").dataset.screen, location.pathname, asked?.src ?? asked?.className];
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_round_survives_who_is_late_who_reloads_and_who_is_gone(
    kind: str, screen: Screens, complaints: Complaints
) -> None:
    names = ("Mina", "Jo", "Kim", "Lea")[: max(3, KINDS[kind].least)]
    phones = {name: phone(screen, two_faces() if kind == "pair" else astronaut()) for name in (*names, "Late")}
    host, late, stage = phones["Mina"], phones.pop("Late"), screen(1920, 1080)
    code = open_room(host, "Mina", programme=kind, rounds=1, **QUICKLY)
    for name in names[1:]:
        join(phones[name], code, name)
    late.goto(host.url)
    late.locator(".join [name=nickname]").fill("Late")
    stage.goto(f"/r/{code}/stage/")
    wait_for(stage, "lobby")
    host.get_by_role("button", name="Start the game").click()

    for page in (stage, *phones.values()):
        expect(page.locator("[data-screen=capture], [data-screen=resting]")).to_be_visible()
    gone = phones.pop(whose_turn(phones))
    alone = not any(poses(page) for page in phones.values())
    # At once: some turns are short, and the next one has another face.
    come_back(next(iter(phones.values())))
    late.locator(".join [type=submit]").click()
    wait_for(late, "resting")
    gone.context.close()
    check(late)
    if alone:
        wait_until(lambda: any(poses(page) for page in (*phones.values(), late)), "another to be drawn")
    picture(late, f"accidents-{kind}-late")
    picture(stage, f"accidents-{kind}-stage")
    phones["Late"] = late
    # Where a machine is that many phones, the last sheet of a beat may come too late: what came before counts.
    with complaints.expected() if kind == "rhythm" else nullcontext():
        play_on(phones, stage, f"accidents-{kind}")
    expect(stage.locator(".step")).not_to_have_count(0)


def phone(screen: Screens, photo: bytes) -> Page:
    """Without a camera: a room full of meters would only make a busy machine slower."""
    page = screen()
    page.add_init_script(NO_CAMERA)
    page.add_init_script(f"window.photo = {json.dumps(base64.b64encode(photo).decode())}")
    return page


def whose_turn(phones: dict[str, Page]) -> str:
    """Who poses now, but the host if somebody else does; of twins, one of the two."""
    posing = [name for name in reversed(phones) if poses(phones[name])]
    faces = [phones[name].evaluate(WHERE)[2] for name in posing]
    return next((name for name, face in zip(posing, faces, strict=True) if faces.count(face) == 2), posing[0])


def poses(page: Page) -> bool:
    return page.locator("[data-screen=capture]").count() > 0


def come_back(page: Page) -> None:
    """A reload changes nothing."""
    before = page.evaluate(WHERE)
    page.reload()
    expect(page.locator(f"[data-screen={before[0]}]")).to_be_visible()
    assert page.evaluate(WHERE) == before


def play_on(phones: dict[str, Page], stage: Page, name: str) -> None:
    """Everybody does what their phone asks of them, until the evening is over."""
    shown = ""
    while shown != "podium":
        for page in phones.values():
            page.evaluate(PLAY)
        stage.wait_for_timeout(300)
        before, shown = shown, stage.evaluate(WHERE)[0]
        if shown != before:
            picture(stage, f"{name}-{shown}")
    for page in phones.values():
        wait_for(page, "podium")
