"""What a guest does with a phone, as short words for the tests."""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cv2
import pytest
from playwright.sync_api import Page, Route, expect
from skimage.data import astronaut

from tests.browser.axe import breaches

PATIENCE = 60_000
SCREENSHOTS = os.environ.get("SCREENSHOTS")
# Where a page comes over plain http from another machine, browsers hide the camera like this.
NO_CAMERA = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
expect.set_options(timeout=PATIENCE)

# The mean of the colours, and how much the brightness differs over the picture.
LOOK_AT_VIDEO = """video => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 48 });
  const pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0, 64, 48);
  const { data } = pen.getImageData(0, 0, 64, 48);
  const sums = [0, 0, 0];
  const lights = [];
  for (let at = 0; at < data.length; at += 4) {
    for (const part of [0, 1, 2]) sums[part] += data[at + part];
    lights.push((data[at] + data[at + 1] + data[at + 2]) / 3);
  }
  return { mean: sums.map((sum) => sum / lights.length), range: Math.max(...lights) - Math.min(...lights) };
}"""


# What every screen owes everybody.
SMALL = """() => [...document.querySelectorAll("button, select, summary, input, a.button, a.tab, label.avatar")]
  .filter((node) => !node.matches(".unseen"))
  .filter((node) => node.checkVisibility())
  .map((node) => [node, (node.closest("label.switch") ?? node).getBoundingClientRect()])
  .filter(([, box]) => box.height && (box.height < 44 || box.width < 44))
  .map(([node, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${node.outerHTML.slice(0, 120)}`)"""
WIDER_THAN_THE_PHONE = "document.documentElement.scrollWidth > innerWidth"

# The last photo ends the posing by itself: then the screen has turned already.
SCORED = "#screen:has(.take[data-code=scored]), #screen:not(:has(.capture))"


def open_room(page: Page, name: str, **settings: object) -> str:
    """Start a party on the home page, with these settings, of copy alone unless they say otherwise; the room's code."""
    chosen = {"programme": "classic"} | settings
    page.route("**/api/v1/rooms", lambda route: _with_settings(route, chosen))
    page.goto("/")
    page.locator("#start-form [name=nickname]").fill(name)
    page.locator("#start-form [type=submit]").click()
    page.wait_for_url("**/r/*/?k=*")
    expect(page.locator("[data-screen=lobby]")).to_be_visible()
    return re.search(r"/r/([A-Z]{5})/", page.url)[1]


def _with_settings(route: Route, settings: dict[str, object]) -> None:
    route.continue_(post_data=json.dumps({**route.request.post_data_json, "settings": settings}))


def join(page: Page, code: str, name: str) -> None:
    page.goto(f"/r/{code}/")
    take_a_seat(page, name)


def take_a_seat(page: Page, name: str) -> None:
    page.locator(".join [name=nickname]").fill(name)
    page.locator(".join [type=submit]").click()
    expect(page.locator(".crowd")).to_contain_text(f"{name} (you)")


def set_to(page: Page, words: str, wanted: int) -> None:
    """Turn a stepper of the host's settings, one step after the other, as the server confirms them."""
    output = page.get_by_label(words, exact=True)
    while (shown := int(output.inner_text())) != wanted:
        page.get_by_role("button", name=f"{'More' if shown < wanted else 'Fewer'}: {words}").click()
        expect(output).not_to_have_text(str(shown))


def assert_camera_shows_a_face(page: Page) -> None:
    """A stream alone proves nothing: wrong formats show plain green."""
    video = page.locator("video")
    expect(video).not_to_have_js_property("videoWidth", 0)
    seen = video.evaluate(LOOK_AT_VIDEO)
    red, green, blue = seen["mean"]
    assert seen["range"] > 80, seen
    assert abs(red - green) < 60 and abs(green - blue) < 60, seen


def shoot(page: Page) -> None:
    """Take a photo and wait until it has a score, or until a last one has ended the round."""
    shutter = page.locator(".shutter")
    expect(shutter).to_be_enabled()
    shutter.click()
    wait_for_a_score(page)


def shoot_all(pages: Iterable[Page]) -> None:
    """A photo of each, without waiting for what the judges say: a machine that is many phones is slow."""
    for page in pages:
        expect(page.locator(".shutter")).to_be_enabled()
        page.locator(".shutter").click()


def wait_for_a_score(page: Page) -> None:
    expect(page.locator(SCORED)).to_be_visible()


def be_happy(page: Page) -> None:
    """Done with this round."""
    page.locator(".happy").click()


def wait_for(page: Page, name: str) -> None:
    expect(page.locator(f"[data-screen={name}]")).to_be_visible()


def steer(host: Page, words: str) -> None:
    host.locator(".host-button").click()
    host.get_by_role("button", name=words).click()


def picture(page: Page, name: str, **options: Any) -> None:
    """For those who want to look at it: a file in the folder that SCREENSHOTS names."""
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png", **options)


def accessible(page: Page) -> None:
    found = breaches(page)
    assert not found, "\n".join(found)


def face_file(folder: Path) -> str:
    """A photo with one face, for who has no camera."""
    path = str(folder / "face.png")
    cv2.imwrite(path, cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR))
    return path


def check(page: Page) -> None:
    """Everybody can use it: what axe looks at, room for a thumb, and nothing sticks out of a phone."""
    accessible(page)
    assert page.locator("h1").count() == 1
    assert page.evaluate(SMALL) == []
    assert not page.evaluate(WIDER_THAN_THE_PHONE)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, and see that it shows."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never came to {selector}")
