"""Each booth as guests meet it: visit, answer, reload, another browser, one more photo, forget."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from skimage.data import astronaut

from tests.browser.conftest import Party
from tests.browser.guests import NO_CAMERA, check, open_room, tab_to, wait_for
from tests.support.photos import two_faces

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

Screens = Callable[..., Page]
FRIENDS = """
from django.core.management import call_command
from scoring.galleries.models import Gallery
call_command("import_gallery", {folder!r}, name="Friends", i_may=True)
Gallery.objects.filter(slug="friends").update(guests_may_add=True)
"""
HEROES = """
from tests.support.characters import trained
trained("Heroes", "Hana", "Kenji", "Miko")
"""
BLANK_PHOTO = """() => {
  const kept = sessionStorage["animatch.booth.character"];
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  canvas.getContext("2d").fillRect(0, 0, 640, 480);
  const photo = canvas.toDataURL("image/jpeg");
  sessionStorage["animatch.booth.character"] = JSON.stringify({ ...JSON.parse(kept), photo });
  return kept;
}"""
REMEMBER = "([kind, visit]) => sessionStorage.setItem(`animatch.booth.${kind}`, JSON.stringify({ visit, photo: '' }))"


@pytest.fixture(scope="module", autouse=True)
def friends(party: Party, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A gallery with the face that every camera here shows."""
    folder = tmp_path_factory.mktemp("friends")
    Image.fromarray(astronaut()[0:300, 60:400]).save(folder / "Mina.jpg", quality=95)
    party.manage("shell", "-c", FRIENDS.format(folder=str(folder)))


def step(page: Page, name: str) -> Locator:
    inside = page.locator(f"#booth[data-step={name}]")
    expect(inside).to_be_visible()
    return inside


def take_a_photo(page: Page) -> None:
    step(page, "pose")
    expect(page.locator(".shutter")).to_be_enabled()
    page.locator(".shutter").click()


def visit_of(page: Page, kind: str) -> str:
    return page.evaluate(f"JSON.parse(sessionStorage['animatch.booth.{kind}']).visit")


def assert_a_stranger_learns_nothing(stranger: Page, kind: str, path: str, visit: str) -> None:
    """Not even one who knows the visit's id."""
    stranger.goto("/booths/")
    stranger.evaluate(REMEMBER, [kind, visit])
    stranger.goto(path)
    expect(step(stranger, "door")).to_contain_text("That visit is over")
    assert stranger.request.get(f"/api/v1/booths/visits/{visit}").status == 404


def test_a_guest_finds_out_whom_they_look_like(screen: Screens) -> None:
    guest, stranger = screen(), screen()
    guest.goto("/booths/")
    guest.locator(".booth-way", has_text="Lookalike").click()
    step(guest, "door")
    check(guest)
    guest.get_by_text("Friends", exact=True).click()
    tab_to(guest, "#booth .foot .main")
    guest.keyboard.press("Enter")
    take_a_photo(guest)
    answer = step(guest, "answer")
    expect(answer).to_contain_text("This is a match!")
    expect(answer.locator("figcaption").last).to_have_text("Mina")
    expect(answer).to_contain_text(re.compile("of 100 strangers|Distance"))
    expect(answer.get_by_role("img", name="Your photo")).to_have_js_property("complete", True)
    guest.get_by_text("A picture to share").click()
    check(guest)

    guest.reload()
    expect(step(guest, "answer").get_by_role("img", name="Your photo")).to_be_visible()
    assert_a_stranger_learns_nothing(stranger, "lookalike", "/booths/lookalike/", visit_of(guest, "lookalike"))
    guest.get_by_role("button", name="Another photo").click()
    take_a_photo(guest)
    expect(step(guest, "answer")).to_contain_text("Mina")
    later = guest.context.new_page()
    later.goto("/booths/lookalike/")
    expect(later.locator(".last-time")).to_contain_text("Mina")
    guest.get_by_role("button", name="Forget me").click()
    expect(step(guest, "door")).to_contain_text("Forgotten.")
    later.reload()
    step(later, "door")
    expect(later.locator(".last-time")).to_be_hidden()


def let_it_learn(guest: Page) -> Locator:
    form = guest.locator(".teach-form")
    for tick in ("Yes, keep it", "Nobody in it is a child"):
        expect(form.get_by_label(tick)).not_to_be_checked()
        form.get_by_label(tick).check()
    check(guest)
    guest.get_by_role("button", name="Let it learn from me").click()
    return form


def test_a_guest_is_a_character_says_no_and_lets_it_learn(screen: Screens, party: Party) -> None:
    party.manage("shell", "-c", HEROES)
    guest = screen()
    guest.goto("/booths/")
    guest.locator(".booth-way", has_text="Which character").click()
    expect(step(guest, "door")).to_contain_text("Heroes. Learned from photos")
    expect(guest.locator(".kept")).to_be_hidden()
    guest.get_by_role("button", name="Yes, take my photo").click()
    take_a_photo(guest)
    expect(step(guest, "wait").locator("canvas.dots")).to_be_attached()
    answer = step(guest, "answer")
    expect(answer).to_contain_text("You are Hana!")
    expect(answer.locator(".character-bar")).to_have_count(3)
    expect(answer.locator(".own-photo .dots")).to_be_attached()
    expect(guest.locator(".teach-form")).to_be_hidden()
    guest.get_by_role("button", name="Not me").click()
    guest.get_by_label("Who then?").select_option("Miko")
    photo = guest.evaluate(BLANK_PHOTO)
    guest.reload()
    let_it_learn(guest)
    expect(guest.get_by_role("alert")).to_contain_text("No face")
    expect(guest.locator(".teach")).to_contain_text("Nothing of your photo was kept.")
    guest.evaluate("photo => (sessionStorage['animatch.booth.character'] = photo)", photo)
    guest.reload()
    form = let_it_learn(guest)
    expect(guest.locator(".kept-photo")).to_contain_text("as Miko, in Heroes")
    expect(form).to_be_hidden()
    guest.reload()
    expect(step(guest, "answer").get_by_role("img", name="Your photo")).to_be_visible()
    expect(guest.get_by_label("Who then?").locator("option:checked")).to_have_text("Miko")
    check(guest)
    guest.get_by_role("button", name="Take it back").click()
    guest.get_by_role("button", name="Really?").click()
    expect(guest.locator(".kept")).to_contain_text("Taken back")
    guest.get_by_role("button", name="Forget me").click()
    expect(step(guest, "door")).to_contain_text("Forgotten.")


def test_a_guest_without_a_camera_asks_who_is_in_a_photo(screen: Screens, tmp_path: Path) -> None:
    guest, stranger = screen(), screen()
    guest.add_init_script(NO_CAMERA)
    photo = tmp_path / "both.jpg"
    photo.write_bytes(two_faces())
    guest.goto("/booths/who/")
    guest.get_by_text("Friends", exact=True).click()
    guest.get_by_role("button", name="They agree").click()
    expect(step(guest, "pose")).to_contain_text("No live camera here")
    guest.locator(".file-button input").set_input_files(photo)
    step(guest, "answer")
    rows = guest.locator(".who-row")
    expect(rows).to_have_count(2)
    expect(guest.locator(".who-row", has_text="Mina")).to_have_count(1)
    expect(guest.locator(".who-row", has_text="Nobody we know")).to_have_count(1)
    check(guest)

    guest.reload()
    expect(step(guest, "answer").locator(".who-photo img")).to_be_visible()
    assert_a_stranger_learns_nothing(stranger, "who", "/booths/who/", visit_of(guest, "who"))
    guest.get_by_role("button", name="Not Mina").click()
    expect(rows.first).to_contain_text("Nobody we know")
    if (also := guest.get_by_role("button", name="Not Mina")).count():
        also.click()
    expect(guest.locator(".who-absent")).to_contain_text("Mina")
    rows.first.get_by_text("Name this face").click()
    rows.first.get_by_label("Who is this?").fill("Mina")
    rows.first.get_by_label("This person agrees").check()
    rows.first.get_by_role("button", name="Remember this face").click()
    expect(rows.first).to_contain_text("This is Mina")
    guest.get_by_role("button", name="Forget me").click()
    expect(step(guest, "door")).to_contain_text("Forgotten.")


def test_a_guest_practises_alone_and_shows_it_to_the_party(screen: Screens) -> None:
    guest, stage = screen(), screen(1280, 720)
    code = open_room(guest, "Mina")
    stage.goto(f"/r/{code}/stage/")
    wait_for(stage, "lobby")
    guest.get_by_role("link", name="Photo booths").click()
    expect(guest.locator(".party-strip")).to_contain_text(f"Room {code}")
    guest.locator(".booth-way", has_text="Practice").click()
    guest.get_by_role("button", name="Show me the camera").click()
    expect(step(guest, "pose").locator(".prompt-picture")).to_be_visible()
    take_a_photo(guest)
    answer = step(guest, "answer")
    # Eyes and mouth, and whatever else this face asks for.
    expect(answer.locator(".part").nth(1)).to_be_visible()
    expect(answer).to_contain_text("best of today")
    check(guest)
    guest.get_by_role("button", name=f"Show it to room {code}").click()
    expect(stage.locator(".shown-card")).to_contain_text("Mina has practised")
    guest.reload()
    expect(step(guest, "answer").locator(".photo img")).to_be_visible()
    guest.get_by_role("button", name="Another face").click()
    step(guest, "pose")
    guest.get_by_role("link", name="Back to the party").click()
    expect(guest.locator(".crowd")).to_contain_text("Mina (you)")
