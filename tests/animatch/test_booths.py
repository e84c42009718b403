"""Booths in a party as a newcomer starts it: real faces, one process, SQLite."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.processes import wait_until
from tests.support import clips, presidents
from tests.support.party_process import ROOT, PartyProcess, environment
from tests.support.photos import astronaut, face, wall
from tests.support.visitors import Browser

pytestmark = [
    pytest.mark.skipif(not settings.EMBEDDED, reason="a party brings its own servers and is tested without others"),
    pytest.mark.timeout(300),
]


STEPS = (
    "Waiting for your photo.",
    "1 of 3: waiting for your turn",
    "2 of 3: looking for your face",
    "3 of 3: comparing it with everybody",
)


@pytest.fixture(scope="module")
def party(tmp_path_factory) -> Iterator[PartyProcess]:
    folder = presidents.put_gallery(tmp_path_factory.mktemp("presidents"))
    process = PartyProcess(tmp_path_factory.mktemp("party"))
    process.start()
    command = [sys.executable, "manage.py", "import_gallery", str(folder), "--name", "Presidents", "--i-may"]
    subprocess.run(command, cwd=ROOT, env=environment(process.data), check=True, capture_output=True, timeout=100)
    yield process
    assert process.stop() == 0


@pytest.fixture
def mia(party):
    browser = Browser(party.url)
    yield browser
    browser.close()
    browser.http.close()
    # The visitor is told first, then the files go, in the same task.
    wait_until(lambda: not any(path.is_file() for path in party.data.glob("media/visits/**/*")), "uploads to go", 10)


def test_a_face_is_found_in_the_gallery_and_the_visitor_sees_how_far_it_is(mia):
    mia.step_in("lookalike", gallery="presidents").listen()
    mia.send(face("obama2"))
    answer = mia.shows("answered")["answer"]
    assert [(match["name"], match["is_match"]) for match in answer["matches"]] == [("Obama", True), ("Biden", False)]
    # What a visit is at when somebody looks: a step that is over by then is not told any more.
    *said, end = (visit["words"] for visit in mia.visits())
    assert said == sorted(said, key=STEPS.index) and end == "Here is the answer."
    assert mia.http.get(f"{mia.url}{answer['matches'][0]['picture']}").headers["content-type"] == "image/jpeg"
    assert mia.http.get("/booths/lookalike/last").json()["answer"] == answer


def test_each_booth_answers_in_one_request(mia):
    named = mia.ask("who", presidents.both(), gallery="presidents").json()["answer"]
    assert {face["name"] for face in named["faces"]} == {"Obama", "Biden"}
    assert all(face["zone"] in ("is", "might_be") for face in named["faces"])
    drawn = mia.ask("lookalike", astronaut(), gallery="drawn-faces", top=5).json()["answer"]
    assert drawn["gallery"]["drawn"] and len(drawn["matches"]) == 5
    assert drawn["matches"][0]["picture"].startswith("/art/avatars/")
    scored = mia.ask("practice", astronaut()).json()["answer"]
    assert 0 <= scored["percent"] == scored["best_today"] and set(scored["parts"]) >= {"eyes", "mouth"}


def test_a_photo_and_a_clip_are_compared_frame_by_frame_also_a_large_one(mia):
    film = clips.clip(clips.scene(["astronaut"], 320, 180), 1.5, fps=10)
    large = film + (30_000_000).to_bytes(4, "big") + b"free" + b"-" * 29_999_992
    mia.step_in("match").listen()
    mia.send(large, "clip")
    mia.send(clips.portrait())
    assert mia.shows("answered")["answer"]["is_match"] is True
    said = [visit["words"] for visit in mia.visits()]
    assert any("watching your clip, frame" in words for words in said)
    told = mia.ask("match", clips.portrait(), clip=large, method="classic", threshold=1.0).json()["answer"]
    assert (told["is_match"], told["method"], told["other"]["is_match"]) == (False, "classic", False)


@pytest.mark.parametrize(
    ("photo", "code"), [(wall(), "no_face"), (astronaut()[:3000], "unreadable"), (astronaut(40), "no_face")]
)
def test_what_shows_no_face_is_refused_in_words(mia, photo, code):
    answer = mia.ask("lookalike", photo, gallery="presidents")
    assert (answer.status_code, answer.json()["code"]) == (422, code)
