"""The rules by which a screen follows its room, run where they will run."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from game.art.characters import BY_SLUG
from game.art.draw import draw_avatar
from tests.rfc7396 import RFC_7396

pytestmark = pytest.mark.browser


def test_a_patch_is_applied_as_the_rfc_says(run: Callable[[str], Any]) -> None:
    cases = json.dumps([[target, change] for target, change, _ in RFC_7396])
    assert run(f"{cases}.map((pair) => patch.applyPatch(...pair))") == [result for *_, result in RFC_7396]


def receive(version: int) -> str:
    message = {"type": "update", "version": version, "patch": {"phase": "capture"}}
    state = {"room": {"version": 4, "phase": "lobby"}, "you": None}
    return f"store.receive({json.dumps(state)}, {json.dumps(message)})"


def test_only_the_next_version_is_applied(run: Callable[[str], Any]) -> None:
    after = run(receive(5))
    assert after["state"]["room"] == {"version": 5, "phase": "capture"}
    assert not after["gap"]


def test_an_old_version_changes_nothing_and_a_gap_is_noticed(run: Callable[[str], Any]) -> None:
    old, gap = run(receive(4)), run(receive(6))
    assert (old["state"]["room"]["phase"], old["gap"]) == ("lobby", False)
    assert (gap["state"]["room"]["phase"], gap["gap"]) == ("lobby", True)


def test_what_was_said_to_you_earlier_does_not_replace_what_was_said_later(run: Callable[[str], Any]) -> None:
    state = json.dumps({"room": {"version": 9}, "you": {"seat": "now"}, "youAt": 9})
    message = {"type": "you", "you": {"seat": "then"}}
    late, next_ = (run(f"store.receive({state}, {json.dumps(message | {'version': v})})") for v in (8, 10))
    assert (late["state"]["you"]["seat"], next_["state"]["you"]["seat"]) == ("now", "then")


def test_a_photo_that_is_gone_leaves_every_place_that_showed_it(run: Callable[[str], Any]) -> None:
    shown = {"photo": "/r/BKTRZ/photos/take-1?s=x", "code": "scored"}
    other = {"photo": "/r/BKTRZ/photos/take-2?s=x"}
    state = {"room": {"results": {"a": shown, "b": other}, "superlatives": {"mouth": shown}}, "you": {"takes": [shown]}}
    after = run(f"store.receive({json.dumps(state)}, {{ type: 'photo_gone', take: 'take-1' }}).state")
    assert after["room"] == {
        "results": {"a": {"code": "scored"}, "b": other},
        "superlatives": {"mouth": {"code": "scored"}},
    }
    assert after["you"]["takes"] == [{"code": "scored"}]


def test_a_room_that_has_closed_leaves_nothing_of_itself(run: Callable[[str], Any]) -> None:
    state = {"room": {"version": 9, "paused": True}, "you": {"seat": "a", "owner": True}}
    farewell = {"type": "closed", "code": "room_expired", "message": "Over."}
    after = run(f"store.receive({json.dumps(state)}, {json.dumps(farewell)}).state")
    assert (after["room"], after["you"], after["closed"]) == (None, None, farewell)


def test_a_close_up_never_bares_the_edge_of_a_photo(run: Callable[[str], Any]) -> None:
    corner = {"left_eye": [[0.02, 0.03], [0.04, 0.03]], "mouth": [[0.03, 0.08]]}
    view = run(f"photo.closeUp({json.dumps(corner)}, 1.5)")
    assert view["scale"] >= 1
    assert 100 * (1 - view["scale"]) <= view["x"] <= 0
    assert 100 * (1 - view["scale"]) <= view["y"] <= 0


def test_a_face_at_the_side_of_a_long_photo_is_in_the_frame(run: Callable[[str], Any]) -> None:
    first_of_a_sheet = {"left_eye": [[0.1, 0.2], [0.12, 0.2]], "right_eye": [[0.13, 0.2]], "mouth": [[0.12, 0.28]]}
    wide = run(f"photo.closeUp({json.dumps(first_of_a_sheet)}, 2)")
    tall = run("photo.closeUp({ mouth: [[0.5, 0.9], [0.6, 0.9]] }, 0.5)")
    assert -0.5 <= wide["across"] < -0.25 and wide["down"] == 0
    assert 0.25 < tall["down"] <= 0.5 and tall["across"] == 0
    assert run("photo.closeUp({ mouth: [[0.45, 0.5], [0.55, 0.5]] }, 1.5)")["across"] == 0


@pytest.mark.parametrize(("points", "winner"), [(750, "Mina"), (0, "Everybody")])
def test_nobody_wins_an_evening_without_points(run: Callable[[str], Any], points: int, winner: str) -> None:
    room = {
        "teams": [],
        "seats": {"a": {"nickname": "Mina"}},
        "standings": {"a": {"seat": "a", "place": 1, "points": points}},
    }
    assert run(f"podium.winnerOf({json.dumps(room)})") == winner


def said_by(face: str, milliseconds: list[int]) -> str:
    """What a phone says that reads this face at these moments."""
    say = "(face) => said.push([now, Object.values(face)])"
    return f"""(() => {{
      const said = [];
      let now = 0;
      const parts = {{ smile: 0.4, brows: 0.331, tilt: -0.5 }};
      const hear = poser.poser({say}, () => now);
      for (now of {milliseconds}) hear({face});
      return said;
    }})()"""


def test_a_phone_tells_the_stage_ten_faces_a_second_at_most_and_only_news(run: Callable[[str], Any]) -> None:
    moving = run(said_by("{ left_eye: 0.9, right_eye: 0.031, mouth: now / 1000, parts }", list(range(0, 1000, 66))))
    assert 5 <= len(moving) <= 10
    assert moving[0] == [0, [92, 4, 0, -48]]
    trembling = "{ left_eye: 0.9 + (now % 3) / 1000, right_eye: 1, mouth: 0, parts }"
    assert [at for at, _ in run(said_by(trembling, list(range(0, 4500, 100))))] == [0, 2000, 4000]
    assert run(said_by("null", [0, 100])) == []


def test_a_phone_tells_the_stage_nothing_where_its_guest_says_so(run: Callable[[str], Any]) -> None:
    face = "{ left_eye: 1, right_eye: 1, mouth: 0, parts }"
    assert len(run(said_by(face, [0]))) == 1
    run("localStorage.setItem('animatch.puppet', 'off')")
    assert run(said_by(face, [0])) == []
    run("localStorage.removeItem('animatch.puppet')")


@pytest.mark.parametrize(("still", "shown"), [("false", "svg"), ("true", "IMG")])
def test_a_head_moves_from_the_first_face_on_and_never_where_motion_is_unwelcome(
    run: Callable[[str], Any], still: str, shown: str
) -> None:
    first_face = f"""(async () => {{
      const {{ matchMedia }} = globalThis;
      globalThis.matchMedia = () => ({{ matches: {still} }});
      const seat = {{ id: "mia", avatar: "miko", nickname: "Mia" }};
      const on = {{}};
      const node = sticker.sticker(seat);
      heads.heads({{ on }}).add(node, seat);
      const face = () => node.querySelector(".sticker-face").firstChild;
      const before = face().nodeName;
      await on.poses({{ faces: {{ mia: {{ left_eye: 90, right_eye: 90, mouth: 50 }}, gone: {{}} }} }});
      const pause = () => new Promise((done) => setTimeout(done, 50));
      for (let wait = 0; wait < 100 && face().nodeName !== "{shown}"; wait += 1) await pause();
      globalThis.matchMedia = matchMedia;
      return [before, face().nodeName];
    }})()"""
    assert run(f"await {first_face}") == ["IMG", shown]


def held(looks: list[tuple[int, bool]], ready: str = "() => true") -> str:
    """What a shutter that needs no thumb does, by these looks: the moment, and whether the face fits."""
    return f"""(() => {{
      const done = [];
      let now = 0;
      const shoot = () => done.push(`photo at ${{now}}`);
      const shown = (holding) => done.push(holding ? "hold" : "rest");
      const {{ hear }} = hands.handsFree({{ ready: {ready}, shoot, shown }}, () => now);
      for (const [at, hold] of {json.dumps(looks)}) {{ now = at; hear({{ hold }}); }}
      return done;
    }})()"""


def test_a_face_that_fits_for_a_moment_is_photographed_once(run: Callable[[str], Any]) -> None:
    looks = [(at, True) for at in range(0, 3000, 100)]
    assert run(held(looks)) == ["hold", "rest", "photo at 800"]
    again = [*looks, (3000, False), *((at, True) for at in range(3100, 4500, 100))]
    assert run(held(again)) == ["hold", "rest", "photo at 800", "hold", "rest", "photo at 3900"]


def test_a_face_that_lets_go_too_soon_is_not_photographed(run: Callable[[str], Any]) -> None:
    looks = [(at, at % 700 != 0) for at in range(0, 4000, 100)]
    assert "photo" not in "".join(run(held(looks)))


def test_a_photo_is_not_taken_by_itself_where_none_is_left_or_nobody_wants_it(run: Callable[[str], Any]) -> None:
    looks = [(at, True) for at in range(0, 3000, 100)]
    assert run(held(looks, ready="() => false")) == []
    run("localStorage.setItem('animatch.handsfree', 'off')")
    assert run(held(looks)) == []
    run("localStorage.removeItem('animatch.handsfree')")


def posing(act: str) -> str:
    """What a phone does in a round, with a camera that is on, while `act` happens: the poses told, the photos taken."""
    return f"""await (async () => {{
      const done = {{ poses: 0, photos: 0, counted: [] }};
      const shoot = async () => ((done.photos += 1), new Blob());
      const showIn = (box) => box.prepend(document.createElement("video"));
      const camera = Object.assign(new EventTarget(), {{ live: true, status: "live", start() {{}}, showIn, shoot }});
      const connection = {{ pose: () => (done.poses += 1), clock: {{ now: () => 0 }}, store: {{ state: {{}} }} }};
      const screen = posing.capture({{ code: "", camera, connection, send() {{}}, toast() {{}} }});
      document.body.append(screen.node);
      const prompt = {{ title: "", picture: "/static/art/icon.svg", left_eye: 1, right_eye: 1, mouth: 0 }};
      const you = {{ seat: "mia", takes: [], takes_left: 3, done: false }};
      screen.update({{ room: {{ prompt, settings: {{}} }}, you }});
      const pause = (time) => new Promise((over) => setTimeout(over, time));
      {act}
      screen.node.remove();
      screen.leave();
      return done;
    }})()"""


def test_what_the_meter_sees_moves_the_avatar_and_takes_the_photo(run: Callable[[str], Any]) -> None:
    look = "heard({ left_eye: 1, right_eye: 1, mouth: 0, parts: { brows: 0, tilt: 0 } }, { hold: true });"
    done = run(
        posing(f"while (!globalThis.heard) await pause(10); {look} await pause(hands.MOMENT + 20); {look} {look}")
    )
    assert done == {"poses": 1, "photos": 1, "counted": []}


def test_a_tap_counts_three_two_one_for_who_wants_that_and_a_second_tap_stops_it(run: Callable[[str], Any]) -> None:
    run("localStorage.setItem('animatch.timer', 'on')")
    act = """
      const { setTimeout } = globalThis, waiting = [];
      globalThis.setTimeout = (then, time) => time === 1000 && waiting.push(then);
      const tap = () => screen.node.querySelector(".shutter").click();
      const number = screen.node.querySelector(".self-timer");
      const count = () => done.counted.push(number.hidden ? "" : number.textContent);
      for (tap(); waiting.length; waiting.shift()()) count();
      tap();
      tap();
      globalThis.setTimeout = setTimeout;
      count();"""
    done = run(posing(act))
    run("localStorage.removeItem('animatch.timer')")
    assert done == {"poses": 0, "photos": 1, "counted": ["3", "2", "1", ""]}


@pytest.mark.parametrize("openness", [0.06, 0.4, 1])
@pytest.mark.parametrize("slug", ["miko", "amara"])
def test_a_puppet_on_the_stage_looks_as_the_drawer_draws_it(
    run: Callable[[str], Any], slug: str, openness: float
) -> None:
    face = {"left_eye": max(0.1, openness), "right_eye": 1, "mouth": openness}
    parts = {"tilt": -openness}
    pull = f"""(async () => {{
      const made = new puppet.Puppet(await (await fetch("/art/puppets/{slug}.svg")).text());
      made.pull({json.dumps(face | parts)});
      const drawn = [...made.node.querySelectorAll("path, ellipse")];
      return drawn.map((one) => one.getAttribute("d") ?? one.getAttribute("ry"));
    }})()"""
    wanted = re.findall(r'<(?:path|ellipse)[^>]*? (?:d|ry)="([^"]*)"', draw_avatar(BY_SLUG[slug], **face, parts=parts))
    for here, there in zip(run(f"await {pull}"), wanted, strict=True):
        numbers = [[float(number) for number in re.findall(r"-?[0-9.]+", drawn)] for drawn in (here, there)]
        assert numbers[0] == pytest.approx(numbers[1], abs=2)
        # As the flags of an arc would be no flags any more.
        assert "1.0 " not in here
