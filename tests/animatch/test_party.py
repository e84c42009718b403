"""A party as a newcomer starts it: real processes, real photos, real clocks."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from io import BytesIO

import cv2
import numpy as np
import psutil
import pytest
from django.conf import settings
from PIL import Image

from animatch.party import announce
from tests.processes import free_port
from tests.support.live import Phone, here
from tests.support.party_process import PartyProcess, add_host, refused
from tests.support.photos import astronaut, face, two_faces, wall

pytestmark = [
    pytest.mark.skipif(not settings.EMBEDDED, reason="a party brings its own servers and is tested without others"),
    pytest.mark.timeout(300),
]
QUICK = {"rounds": 1, "get_ready": 1, "capture": 60, "judging": 30, "reveal": 3}


@pytest.fixture(scope="module")
def party(tmp_path_factory) -> Iterator[PartyProcess]:
    process = PartyProcess(tmp_path_factory.mktemp("party"))
    process.start()
    yield process
    assert process.stop() == 0


@pytest.fixture
def phones(party):
    with guests(party.url, "Mia", "Ben") as made:
        yield made


@contextmanager
def guests(url, *names, **more) -> Iterator[list[Phone]]:
    """The first opens a quick room, the others join; all are connected."""
    with ExitStack() as stack:
        made = [Phone(url, name) for name in names]
        for phone in made:
            stack.callback(phone.http.close)
            stack.callback(phone.close)
        code = made[0].open_room(settings=QUICK | more)
        for phone in made[1:]:
            phone.join(code)
        for phone in made:
            phone.connect().until(here)
        yield made


def posing(phones):
    phones[0].say("start")
    for phone in phones:
        phone.until(lambda p: p.phase == "capture", "for the signal")


def judged(number=1):
    def all_judged(phone):
        takes = (phone.screen.you or {}).get("takes", [])
        return len(takes) >= number and all(take["code"] != "judging" for take in takes)

    return all_judged


def in_phase(name):
    return lambda phone: phone.phase == name


def play_to_the_podium(phones):
    """One round: Mia laughs, Ben photographs a wall. Gives what they saw of the reveal."""
    mia, ben = phones
    posing(phones)
    assert mia.shoot(astronaut())["code"] == "judging"
    ben.shoot(wall())
    mia.until(judged(), "for her score")
    ben.until(judged(), "for his score")
    for phone in phones:
        phone.say("done")
    for phone in phones:
        phone.until(in_phase("reveal"), "for the reveal")
    results = mia.screen.room["results"]
    mia.say("skip", phase="reveal", round=1)
    for phone in phones:
        phone.until(in_phase("podium"), "for the podium")
        assert phone.screen.room == phone.look()["room"]
    return results[mia.seat], results[ben.seat]


def test_a_round_with_real_photos_from_the_start_to_the_leaderboard(party, phones):
    mia = phones[0]
    hers, his = play_to_the_podium(phones)
    assert (hers["code"], hers["place"]) == ("scored", 1)
    # Nobody knows which prompt it was: a laugh can be its very opposite, and some ask for more than eyes and mouth.
    assert 0 <= hers["percent"] <= 100 and set(hers["parts"]) >= {"eyes", "mouth"} and hers["overlay"]
    assert (his["code"], his["points"]) == ("no_face", 0)
    picture = mia.http.get(f"{party.url}{hers['photo']}")
    assert Image.open(BytesIO(picture.content)).getexif() == {}
    row = mia.http.get("/leaderboard", params={"period": "today"}).json()["rows"][0]
    assert (row["nickname"], row["points"], row["you"]) == ("Mia", hers["points"], True)
    assert "fastest" in mia.screen.room["superlatives"]


def test_each_photo_gets_an_answer_of_its_own(phones):
    mia, ben = phones
    posing(phones)
    for photo in (two_faces(), astronaut()[:3000], astronaut()):
        ben.shoot(photo)
    ben.until(judged(3), "for three scores")
    both, cut, good = ben.screen.you["takes"]
    assert both["code"] == "scored" and both["note"].startswith("2 faces")
    assert (cut["code"], cut.get("percent")) == ("unreadable", None)
    assert good["code"] == "scored"
    assert mia.screen.you["takes"] == []


def test_two_alike_shots_calibrate_nothing_and_only_the_guest_is_told(phones):
    mia, ben = phones
    files = {name: ("photo.jpg", astronaut(), "image/jpeg") for name in ("neutral", "extreme")}
    assert ben.http.post(f"/rooms/{ben.code}/calibration", files=files).status_code == 202
    ben.until(lambda p: p.errors, "for the refusal")
    assert ben.errors == [("calibration_eyes_alike", "calibration")]
    mia.say("ping", sent=1)
    mia.until(lambda p: p.seen[-1]["type"] == "pong")
    assert mia.errors == []


@pytest.mark.parametrize("name", ["obama", "biden"])
def test_other_peoples_faces_are_found_too(phones, name):
    _, ben = phones
    photo = face(name)
    posing(phones)
    ben.shoot(photo)
    ben.until(judged(), "for the score")
    assert ben.screen.you["takes"][0]["code"] == "scored"


# Start and end


def test_a_running_room_outlives_kill_and_restart_and_the_leaderboard_stays(tmp_path):
    party = PartyProcess(tmp_path)
    party.start()
    with guests(party.url, "Mia", "Ben") as phones:
        mia, ben = phones
        play_to_the_podium(phones)
        mia.say("again")
        mia.until(in_phase("lobby"))
        mia.say("configure", settings=QUICK | {"capture": 120}, deck=mia.screen.room["deck"]["id"])
        posing(phones)
        ben.say("done")
        ben.until(lambda p: p.screen.you["done"])
        with guests(party.url, "Cleo", capture=5, judging=5) as (cleo,):
            posing([cleo])
            judges = psutil.Process(party.pid).children()
            party.kill()
            assert judges and psutil.wait_procs(judges, timeout=20)[1] == []
            seconds = party.start_timed()
            sys.stderr.write(f"\nA second start took {seconds:.1f} s.\n")
            cleo.connect().until(in_phase("podium"), "for deadlines from before the restart")
        for phone in phones:
            phone.connect().until(here)
            assert phone.screen.you["seat"] == phone.seat
        assert (mia.phase, ben.screen.you["done"]) == ("capture", True)
        mia.shoot(astronaut())
        mia.say("done")
        mia.until(in_phase("podium"), "for the podium after the restart")
        rows = mia.http.get("/leaderboard").json()["rows"]
        assert [(row["nickname"], row["games"]) for row in rows] == [("Mia", 2)]
    assert party.stop(signal.SIGTERM) == 0


def test_https_is_served_and_ctrl_c_ends_it_well(tmp_path):
    party = PartyProcess(tmp_path, "--host", "localhost", "--https", "--public-url", "https://party.example")
    party.start()
    with closing(Phone(party.url).http) as http:
        assert http.get("/decks").json()[0]["prompts"] >= 24
        assert _signing_in_from(http, party.url, "https://elsewhere.example") == 403
        assert _signing_in_from(http, party.url, "https://party.example") == 200
        assert _cookies_without_secure(http, party) == []
    assert "certificate is our own" in party.last_words()
    assert party.stop(signal.SIGINT) == 0
    assert "Traceback" not in party.last_words()


def test_without_a_word_phones_get_https_and_by_plain_http_what_to_tap(tmp_path):
    party = PartyProcess(tmp_path, "--host", "0.0.0.0")
    party.url = f"https://127.0.0.1:{party.port}"
    party.start()
    plain = party.url.replace("https", "http")
    with closing(Phone(party.url).http) as http:
        assert http.get("/decks").status_code == 200
        words = http.get(f"{plain}/r/BCDFG/?k=abc", headers={"Accept": "text/html"})
        assert words.status_code == 200 and f'href="{party.url}/r/BCDFG/?k=abc"' in words.text
        for path in ("/tv/", "/r/BCDFG/stage/", "/api/v1/decks"):
            answer = http.get(plain + path, headers={"Accept": "text/html" if path[1] != "a" else "*/*"})
            assert (answer.status_code, answer.headers.get("location")) == (307, party.url + path)
        assert http.get(f"{plain}/static/css/site.css").status_code == 200
    assert "http://" in party.last_words() and "says what to tap" in party.last_words()
    assert party.stop() == 0


def _signing_in_from(http, url, origin):
    """How a form is answered that a page from this origin sends."""
    form = {"csrfmiddlewaretoken": "a" * 32, "username": "hana", "password": "guess"}
    headers = {"Origin": origin, "Cookie": "csrftoken=" + "a" * 32}
    return http.post(f"{url}/admin/login/", data=form, headers=headers).status_code


@pytest.mark.parametrize("url", ["http://192.168.1.20:8000/", "https://a-rather-long-name.party.example.org:8443/"])
def test_the_code_in_the_terminal_leads_to_the_party(url):
    rows = announce(url, https=False, local=False).split("\n\n")[0].split("\n")
    light = np.array([[(c in "█▀", c in "█▄") for c in row] for row in rows])
    picture = light.transpose(0, 2, 1).reshape(2 * len(rows), -1).astype(np.uint8) * 255
    scaled = cv2.resize(picture, None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)
    assert cv2.QRCodeDetector().detectAndDecode(scaled)[0] == url


def _cookies_without_secure(http, party):
    """Of all that a host and a guest are given, the names of those that would travel in the clear."""
    add_host(party.data, "hana", "a long enough one")
    seated = http.post("/rooms", json={"nickname": "Mia"})
    form = {"csrfmiddlewaretoken": "a" * 32, "username": "hana", "password": "a long enough one"}
    headers = {"Origin": "https://party.example", "Cookie": "csrftoken=" + "a" * 32}
    host = http.post(f"{party.url}/admin/login/", data=form, headers=headers)
    given = [cookie for answer in (seated, host) for cookie in answer.headers.get_list("set-cookie")]
    names = {cookie.split("=")[0] for cookie in given}
    assert names == {"player", "csrftoken", "sessionid", "signed_in_before"}
    return [cookie for cookie in given if "secure" not in cookie.lower().split("; ")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other words for who may read a file")
def test_what_a_party_writes_is_for_nobody_else_on_the_machine(party):
    for path in (party.data, *party.data.rglob("*")):
        with suppress(FileNotFoundError):  # an upload that was erased meanwhile
            assert path.stat().st_mode & 0o077 == 0, path


def test_a_second_party_on_the_same_folder_is_refused_in_one_sentence(party):
    assert "Another party uses" in refused(party.data, "--port", str(free_port()))


@pytest.mark.slow
def test_a_clock_that_is_set_in_the_middle_of_a_round_changes_nothing(tmp_path):
    ahead = tmp_path / "ahead"
    party = PartyProcess(tmp_path, command=[sys.executable, "-m", "tests.support.clock_party", str(ahead)])
    party.command += ["--host", "127.0.0.1", "--port", str(party.port)]
    party.start()
    for seconds in (-1200, 1200):
        with guests(party.url, "Mia", capture=8, judging=5) as (mia,):
            posing([mia])
            began = time.monotonic()
            ahead.write_text(str(seconds))
            mia.until(in_phase("podium"), "for the podium")
            # Eight for the photos, none of which comes, the roll of the drum, and the reveal.
            assert 8 < time.monotonic() - began < 20
    party.stop()


# The server of `manage.py runserver`


@pytest.mark.slow
def test_a_round_on_daphne(tmp_path):
    party = PartyProcess(tmp_path)
    party.command = [sys.executable, "-m", "tests.support.daphne_party", str(party.port)]
    party.start()
    with guests(party.url, "Mia", "Ben") as phones:
        hers, his = play_to_the_podium(phones)
        assert (hers["code"], his["code"]) == ("scored", "no_face")
        assert [phone.screen.missed for phone in phones] == [0, 0]
    party.stop()
