"""Sockets on the server that AniMatch runs on, with the database and the channel layer that are configured."""

import json
import socket
from functools import partial

import pytest
from django.utils import timezone

from game.engine import seating, transitions
from game.engine.takes import Outcome
from game.live import consumers, message_consumer, posing
from game.privacy import room_erasure
from game.rooms import repository, services
from tests.processes import wait_until
from tests.support.live import closed, here

pytestmark = pytest.mark.django_db(transaction=True)


def change(code, transition, *args, **more):
    now = timezone.now()
    return services.change(code, lambda room: transition(room, *args, now=now, **more), now)


def test_a_snapshot_comes_at_once(mia):
    mia.connect().until(here)
    assert mia.screen.you["seat"] == mia.seat
    assert mia.screen.room == mia.look()["room"]
    assert mia.screen.room["seats"][mia.seat]["connected"] is True


def test_everybody_sees_who_comes_and_goes(mia, ben):
    mia.connect().until(here)
    ben.connect().until(here)
    mia.until(lambda p: p.screen.room["seats"][ben.seat]["connected"])
    ben.close()
    mia.until(lambda p: not p.screen.room["seats"][ben.seat]["connected"])
    assert mia.screen.room == mia.look()["room"]


def test_a_small_code_opens_the_same_room(mia):
    mia.connect(code=mia.code.lower()).until(here)
    assert mia.screen.room["code"] == mia.code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"type":"dance"}', id="unknown type"),
        pytest.param('{"type":"start","fast":true}', id="unknown field"),
        pytest.param('{"type":"kick"}', id="missing field"),
        pytest.param('{"type":"play","plays":"perhaps"}', id="wrong type"),
        pytest.param('{"type":"react","sticker":"poison"}', id="unknown sticker"),
        pytest.param("[]", id="no object"),
        pytest.param("{", id="no JSON"),
        pytest.param("", id="nothing"),
        pytest.param('{"type":"ping","sent":' + "1" * 4100 + "}", id="too long"),
        pytest.param(b'{"type":"resync"}', id="binary"),
        pytest.param('{"type":"play","plays":0}', id="almost right"),
        pytest.param('{"type":"configure","deck":"1","settings":{"rounds":99}}', id="outside of a limit"),
    ],
)
def test_what_is_no_message_is_refused_and_the_socket_lives(mia, text):
    mia.connect().until(here)
    mia.say_raw(text)
    mia.until(lambda p: p.errors)
    assert mia.errors == [("bad_message", None)]
    mia.say("ping", sent=1.5)
    mia.until(lambda p: any(m["type"] == "pong" and m["sent"] == 1.5 for m in p.seen))


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "kick", "seat": "nobody"}, "not_your_seat"),
        ({"type": "name_host", "seat": "\x00"}, "not_your_seat"),
        ({"type": "moderate", "take": "none", "approved": True, "hidden": False}, "wrong_phase"),
        ({"type": "report", "take": "none"}, "wrong_phase"),
        ({"type": "configure", "settings": {}, "deck": "²"}, "settings_invalid"),
        ({"type": "pause"}, "wrong_phase"),
        ({"type": "end"}, "wrong_phase"),
        ({"type": "done"}, "too_early"),
    ],
)
def test_what_the_rules_refuse_is_answered_with_its_code(mia, message, code):
    mia.connect().until(here)
    mia.say(message.pop("type"), **message)
    mia.until(lambda p: p.errors)
    assert mia.errors[0][0] == code


def test_only_the_host_starts(mia, ben):
    ben.connect().until(here)
    ben.say("start")
    ben.until(lambda p: p.errors)
    assert ben.errors == [("not_host", "start")]


def test_watchers_and_the_stage_take_no_seat_and_steer_nothing(mia, phones):
    for query in ("?watch=1", "?stage=1"):
        mia.connect(query).until(here)
        assert mia.screen.you is None
        assert mia.screen.room["seats"][mia.seat]["connected"] is False
        mia.say("start")
        mia.until(lambda p: p.errors)
        assert mia.errors == [("not_your_seat", "start")]
    stranger = phones()
    stranger.connect("?watch=1", code=mia.code).until(here)
    assert stranger.screen.you is None


def test_no_such_room(phones):
    phone = phones().connect(code="QQQQQ").until(closed)
    assert (phone.errors[0][0], phone.close_code) == ("no_such_room", 4404)


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_page_of_somebody_elses_gets_no_socket(mia, origin):
    mia.connect(origin=origin).until(closed)
    assert (mia.close_code, mia.seen) == (4403, [])


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "[::1", ""])
def test_a_name_that_is_not_ours_opens_no_socket(mia, server, host):
    """As a page has it whose name was made to lead here."""
    port = int(server.url.rpartition(":")[2])
    asked = f"GET /ws/rooms/{mia.code}/ HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    asked += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(asked.encode())
        assert line.recv(100).startswith((b"HTTP/1.1 403 ", b"HTTP/1.1 400 "))


def test_our_own_page_gets_one(mia, server):
    mia.connect(origin=server.url).until(here)


def test_who_is_removed_is_told_and_closed_and_stays_out(mia, ben):
    mia.connect().until(here)
    ben.connect().until(here)
    mia.say("kick", seat=ben.seat)
    ben.until(closed)
    assert (ben.screen.closed["code"], ben.close_code) == ("kicked", 4403)
    for way in ("", "?watch=1", "?stage=1"):
        ben.connect(way).until(closed)
        assert (ben.errors[0][0], ben.close_code) == ("kicked", 4403)
    mia.until(lambda p: ben.seat not in p.screen.room["seats"])


def test_a_room_that_is_erased_says_goodbye_to_every_screen(mia, phones):
    stage = phones().connect("?stage=1", code=mia.code).until(here)
    mia.connect().until(here)
    room_erasure.erase_room(mia.code, timezone.now(), reason="expired")
    for screen in (mia, stage):
        screen.until(closed)
        assert screen.screen.closed["code"] == "room_expired"


def test_stickers_fly_to_everybody(mia, ben):
    mia.connect().until(here)
    ben.connect().until(here)
    ben.say("react", sticker="wow")
    mia.until(lambda p: {"type": "reaction", "seat": ben.seat, "sticker": "wow"} in p.seen)


WINK = {"left_eye": 0, "right_eye": 90, "mouth": 35}


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")], ids=["as a phone writes it", "as others do"])
def test_the_stage_alone_is_told_what_faces_people_pull(mia, ben, phones, monkeypatch, separators):
    monkeypatch.setattr(posing, "LATE", 5)
    stage, watcher = phones(), phones()
    stage.connect("?stage=1", code=mia.code).until(here)
    watcher.connect("?watch=1", code=mia.code).until(here)
    ben.connect().until(here)
    version = mia.look()["room"]["version"]
    ben.say_raw(json.dumps({"type": "pose", "face": WINK}, separators=separators))
    stage.until(lambda p: {"type": "poses", "faces": {ben.seat: WINK}} in p.seen)
    for phone in (ben, watcher):
        phone.say("ping", sent=1)
        phone.until(lambda p: any(m["type"] == "pong" for m in p.seen))
        assert not any(m["type"] == "poses" for m in phone.seen)
    assert mia.look()["room"]["version"] == version


def test_who_has_no_seat_pulls_no_face(mia, phones):
    stage = phones().connect("?stage=1", code=mia.code).until(here)
    stage.say("pose", face=WINK)
    stage.until(lambda p: p.errors)
    assert stage.errors == [("not_your_seat", "pose")]


def test_a_flood_of_poses_is_dropped_without_a_word(mia, phones, monkeypatch):
    monkeypatch.setattr(consumers, "POSES_A_SECOND", 0)
    stage = phones().connect("?stage=1", code=mia.code).until(here)
    mia.connect().until(here)
    for _ in range(15):
        mia.say("pose", face=WINK)
        mia.say_raw(json.dumps({"type": "pose", "face": WINK}, separators=(",", ":")))
    mia.say("react", sticker="wow")
    stage.until(lambda p: any(m["type"] == "reaction" for m in p.seen))
    assert not any(m["type"] == "poses" for m in stage.seen)
    assert mia.errors == []


def test_a_face_that_is_none_is_refused_however_it_is_written(mia):
    mia.connect().until(here)
    mia.say_raw('{"type":"pose","face":{"left_eye":101,"right_eye":0,"mouth":0}}')
    mia.until(lambda p: p.errors)
    assert mia.errors == [("bad_message", None)]


def test_your_own_side_is_told_to_you_alone(mia, ben):
    mia.connect().until(here)
    ben.connect().until(here)
    change(mia.code, seating.calibrate, ben.seat, {"eyes_open": 0.7})
    ben.until(lambda p: p.screen.you.get("calibration"))
    mia.until(lambda p: "seat_changed" in p.screen.happened)
    assert "calibration" not in mia.screen.you
    assert not any(m["type"] == "you" and m["you"]["seat"] == ben.seat for m in mia.seen)


def test_a_photo_held_back_is_told_to_the_hosts_socket_and_to_no_other(mia, ben, phones):
    stage = phones()
    for phone, query in ((mia, ""), (ben, ""), (stage, "?watch=1")):
        phone.connect(query, mia.code).until(here)
    mia.say("configure", settings={"rounds": 1, "approve_photos": True}, deck=mia.screen.room["deck"]["id"])
    mia.say("start")
    mia.until(partial(_in_phase, "get_ready"))
    mia.say("skip", phase="get_ready", round=1)
    mia.until(partial(_in_phase, "capture"))
    change(mia.code, transitions.submit, "00000000-0000-0000-0000-00000000000a", ben.seat)
    mia.say("skip", phase="capture", round=1)
    mia.until(partial(_in_phase, "judging"))
    take = repository.get(mia.code).round.takes[0].id
    change(mia.code, transitions.record, take, Outcome("scored", 0.8, photo="a photo"))
    mia.until(lambda p: p.screen.you["to_decide"])
    assert [held["take"] for held in mia.screen.you["to_decide"]] == [take]
    mia.say("skip", phase="judging", round=1)
    for phone in (mia, ben, stage):
        phone.until(partial(_in_phase, "reveal"))
    assert f"{take}/host" in str(mia.seen) and f"{take}/host" not in str(ben.seen + stage.seen)
    # Its own player has a link to it; whoever looks on has none.
    assert f"photos/{take}" in str(ben.seen) and f"photos/{take}" not in str(stage.seen)
    mia.say("moderate", take=take, approved=True, hidden=False)
    stage.until(lambda p: f"photos/{take}?" in str(p.screen.room["results"]))
    assert mia.until(lambda p: not p.screen.you["to_decide"])


def test_a_whole_round_by_messages(mia, ben):
    """With the deadlines' tasks done by hand."""
    for phone in (mia, ben):
        phone.connect().until(here)
    mia.say("start")
    mia.until(lambda p: p.phase == "get_ready")
    ben.say("celebrate", celebrated=False)
    ben.until(lambda p: not p.screen.you["celebrated"])
    for phase in ("capture", "judging", "reveal", "podium"):
        card = {"card": 0} if phase == "podium" else {}
        mia.say("skip", phase=mia.phase, round=mia.screen.room["round"], **card)
        for phone in (mia, ben):
            phone.until(partial(_in_phase, phase))
    mia.say("again")
    ben.until(partial(_in_phase, "lobby"))
    assert ben.screen.room == ben.look()["room"]
    assert ben.screen.missed == 0


def test_a_second_tap_on_skip_skips_nothing_more_and_is_no_mistake(mia):
    mia.connect().until(here)
    mia.say("start")
    mia.until(partial(_in_phase, "get_ready"))
    for _ in range(3):
        mia.say("skip", phase="get_ready", round=1)
    mia.say("ping", sent=1)
    mia.until(lambda p: any(m["type"] == "pong" for m in p.seen))
    assert (repository.get(mia.code).phase, mia.errors) == ("capture", [])


def _in_phase(phase, phone):
    return phone.phase == phase


def test_a_flood_of_messages_is_refused_and_the_socket_lives(mia, monkeypatch):
    monkeypatch.setattr(message_consumer, "MESSAGES_A_SECOND", 2)
    mia.connect().until(here)
    for _ in range(9):
        mia.say("react", sticker="laugh")
    mia.until(lambda m: any(seen.get("code") == "too_many" for seen in m.seen))
    wait_until(lambda: _answers(mia), "the socket takes messages again")


def _answers(phone):
    before = len(phone.seen)
    phone.say("ping", sent=1)
    phone.until(lambda p: len(p.seen) > before)
    return phone.seen[-1]["type"] == "pong"
