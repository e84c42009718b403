"""What happens to every evening: somebody comes late, somebody reloads, somebody vanishes. Every kind goes on."""

from contextlib import nullcontext

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints
from tests.browser.guests import check, join, open_room, wait_for
from tests.browser.test_kinds import KNOWS_A_FACE, Screens

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.slow]

NAMES = ("Mina", "Jo", "Kim", "Ada")
# What only who was drawn for it has: without that guest the round cannot go on.
DRAWN = {"charades": KNOWS_A_FACE, "card": ".mirror"}
# In one go: what is there to be tapped may be gone in the next moment.
OBEY = """() => {
  const shutter = document.querySelector(".shutter:enabled");
  if (shutter && !document.querySelector(".take")) shutter.click();
  else if (!document.querySelector("[aria-pressed=true]")) document.querySelector(".vote-option:enabled")?.click();
  return document.querySelector("[data-screen]")?.dataset.screen ?? "";
}"""


@pytest.mark.parametrize("kind", ["copy", "charades", "whisper", "twins", "faceoff", "card", "rhythm", "pair"])
def test_a_round_goes_on_with_a_late_guest_a_reload_and_without_who_vanishes(
    screen: Screens, complaints: Complaints, kind: str
) -> None:
    phones = {name: screen() for name in NAMES[: 4 if kind in ("twins", "faceoff") else 3]}
    host, late, stage = phones["Mina"], screen(), screen(1920, 1080)
    code = open_room(host, "Mina", programme=kind, rounds=1, get_ready=5, capture=25, reveal=5)
    for name in list(phones)[1:]:
        join(phones[name], code, name)
    stage.goto(f"/r/{code}/stage/")
    late.goto(f"/r/{code}/")
    host.get_by_role("button", name="Start the game").click()
    for page in (*phones.values(), stage):
        expect(page.locator("[data-screen=capture], [data-screen=resting]")).to_be_visible()

    gone = "Kim"
    if kind in DRAWN:
        gone = next(name for name, page in phones.items() if page.locator(DRAWN[kind]).count())
    phones.pop(gone).context.close()
    late.locator(".join [name=nickname]").fill("Late")
    late.locator(".join [type=submit]").click()
    expect(late.locator(".join")).to_have_count(0)
    here = [*phones.values(), late]
    here[0].reload()
    if kind in DRAWN:
        expect(stage.locator(".stage-words, .bubble").first).not_to_contain_text(gone)
        assert any_has(here, DRAWN[kind]), "nobody else was drawn"
    # The last sheet of a beat may come too late where a machine is that many phones: what was sent before counts.
    with complaints.expected() if kind == "rhythm" else nullcontext():
        assert "reveal" in play(here)
    wait_for(stage, "podium")
    check(late)


def any_has(pages: list[Page], wanted: str) -> bool:
    """Whether one of them comes to show it while what was begun is still going on."""
    for _ in range(150):
        if any(page.locator(wanted).count() for page in pages):
            return True
        pages[0].wait_for_timeout(100)
    return False


def play(pages: list[Page]) -> set[str]:
    """Everybody does what the phone asks for, until it shows the podium; the screens that the last one saw."""
    seen: set[str] = set()
    for _ in range(600):
        shown = [page.evaluate(OBEY) for page in pages]
        if set(shown) == {"podium"}:
            return seen
        seen.add(shown[-1])
        pages[0].wait_for_timeout(200)
    raise AssertionError("The game did not come to its end.")
