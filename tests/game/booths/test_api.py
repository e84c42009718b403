from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from game import models
from game.booths import tasks
from game.people import players
from tests.support.galleries import somebody
from tests.support.guests import Guest, refused
from tests.support.photos import astronaut, posted, wall
from tests.support.visitors import face_of, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]


@pytest.fixture
def answered(mia, friends):
    """Mia's visit to the lookalike booth, where she resembles Ada."""
    mia.step_in("lookalike", gallery="friends")
    mia.send()
    tasks.answer_visit(seen(face_of(friends.people.get(name="Ada").portraits.get())), mia.visit)
    return mia


def test_every_booth_says_what_it_needs(mia, friends):
    booths = {row["kind"]: row for row in mia.get("").json()}
    assert set(booths) == {"lookalike", "character", "who", "match", "practice"}
    assert all(row["on"] and row["title"] and row["words"].endswith(".") for row in booths.values())
    assert booths["practice"]["needs"] == {"files": ["photo"], "galleries": [], "casts": []}
    assert [row["slug"] for row in booths["who"]["needs"]["galleries"]] == ["friends"]


def test_a_host_closes_a_booth(mia, friends):
    models.BoothSwitch.objects.create(kind="lookalike", on=False)
    assert [row["on"] for row in mia.get("").json() if row["kind"] == "lookalike"] == [False]
    for answer in (mia.post("/lookalike/visits"), mia.ask("lookalike")):
        assert refused(answer) == (409, "booth_closed")
    mia.step_in("who")


def test_a_visitor_is_known_from_now_on_and_has_a_name_later(mia, friends):
    mia.step_in("lookalike")
    player = models.Player.objects.get()
    assert player.nickname == ""
    mia.step_in("who")
    assert models.Player.objects.get() == player
    cookie = mia.http.cookies[players.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_visit_waits_for_its_file_and_then_for_its_answer(mia, friends):
    opened = mia.step_in("lookalike", gallery="friends", top=5)
    assert (opened["state"], opened["words"]) == ("waiting", "Waiting for your photo.")
    assert opened["options"] == {"gallery": "friends", "top": 5}
    assert [ticket["slot"] for ticket in opened["tickets"]] == ["photo"]
    sent = mia.send(astronaut(64))
    assert sent.status_code == 202
    assert (sent.json()["state"], sent.json()["step"], sent.json()["steps"]) == ("queued", 1, 3)
    assert sent.json()["words"] == "1 of 3: waiting for your turn"
    assert default_storage.exists(f"visits/{mia.visit}/photo")


def test_a_file_that_is_sent_twice_is_one(mia, friends):
    mia.step_in("lookalike")
    first, again = mia.send(), mia.send()
    assert again.json() == first.json()
    assert mia.row.tries == 1


def test_a_file_that_comes_again_after_the_answer_does_not_stay(answered):
    assert answered.send().json()["state"] == "answered"
    assert not default_storage.exists(f"visits/{answered.visit}/photo")


def test_what_is_in_the_bucket_is_reported(mia, friends):
    mia.step_in("lookalike")
    report = {"upload": "photo"}
    path = f"/api/v1/booths/visits/{mia.visit}/files"
    assert refused(mia.http.post(path, report)) == (409, "nothing_arrived")
    default_storage.write(f"visits/{mia.visit}/photo", b"no photo")
    assert refused(mia.http.post(path, report)) == (422, "unsupported_format")
    assert not default_storage.exists(f"visits/{mia.visit}/photo")
    default_storage.write(f"visits/{mia.visit}/photo", astronaut(64))
    assert mia.http.post(path, report).json()["state"] == "queued"


def test_one_visitor_has_few_photos_in_the_queue_at_a_time(mia, eve, friends):
    for _ in range(3):
        mia.step_in("who")
        assert mia.send().status_code == 202
    mia.step_in("who")
    assert refused(mia.send()) == (429, "too_many")
    eve.step_in("who")
    assert eve.send().status_code == 202
    tasks.answer_visit({"code": "no_face", "message": "No face found."}, str(models.Visit.objects.last().id))
    assert mia.send().status_code == 202


@pytest.mark.parametrize(
    ("file", "fields", "status", "code"),
    [
        (posted(b"MZ"), {}, 422, "unsupported_format"),
        (posted(b""), {}, 422, "empty"),
        (posted(wall()), {"slot": "clip"}, 422, "no_such_slot"),
        (None, {}, 409, "nothing_arrived"),
    ],
)
def test_a_file_that_is_none_of_this_booths_is_refused(mia, friends, file, fields, status, code):
    mia.step_in("lookalike")
    form = fields if file is None else {"file": file, **fields}
    assert refused(mia.http.post(f"/api/v1/booths/visits/{mia.visit}/files", form)) == (status, code)
    assert mia.row.state == "waiting"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/bakery/visits", {}, 404, "no_such_booth"),
        ("/lookalike/visits", {"gallery": "nobody"}, 404, "no_such_gallery"),
        ("/lookalike/visits", {"gallery": "a b"}, 422, "invalid"),
        ("/lookalike/visits", {"top": 101}, 422, "invalid"),
        ("/practice/visits", {"prompt": "6a7f0a3e-6d0c-4b55-a6ce-0d7a6a0f8b1c"}, 404, "no_such_prompt"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_and_leaves_no_visit(mia, friends, path, body, status, code):
    assert refused(mia.post(path, body)) == (status, code)
    assert not models.Visit.objects.exists()


def test_without_a_gallery_there_is_nobody_to_compare_with(mia, db):
    assert refused(mia.post("/lookalike/visits")) == (404, "no_such_gallery")


def test_a_private_gallery_is_there_for_its_owner_alone(mia, eve, friends, django_user_model):
    owner = django_user_model.objects.create_user("hana")
    friends.public, friends.owner = False, owner
    friends.save()
    portrait = friends.people.first().portraits.get()
    mia.http.force_login(owner)
    mia.step_in("lookalike", gallery="friends")
    assert refused(eve.post("/lookalike/visits", {"gallery": "friends"})) == (404, "no_such_gallery")
    seen = mia.http.get(f"/booths/portraits/{portrait.id}")
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert eve.http.get(f"/booths/portraits/{portrait.id}").status_code == 404


def test_the_answer_is_there_again_after_a_reload(answered):
    for answer in (answered.look(), answered.get("/lookalike/last")):
        told = answer.json()
        assert (told["state"], told["step"], told["words"]) == ("answered", 3, "Here is the answer.")
        assert told["answer"]["matches"][0]["name"] == "Ada"
        assert told["answer"]["matches"][0]["picture"].startswith("/booths/portraits/")
        assert told["answer"]["gallery"] == {"slug": "friends", "name": "Friends", "drawn": False, "takes_names": False}


def test_who_knows_a_visits_id_and_has_another_browser_gets_nothing(answered, eve):
    eve.step_in("lookalike")
    strange = f"/visits/{answered.visit}"
    for answer in (
        eve.get(strange),
        eve.forget(answered.visit),
        eve.send(visit=answered.visit),
        eve.post(f"{strange}/show", {"room": "BCDFG"}),
        eve.post(f"{strange}/vetoes", {"face": 0, "person": "x"}),
    ):
        assert refused(answer) == (404, "no_such_visit")
    assert refused(eve.get("/lookalike/last")) == (404, "no_visit_yet")
    assert answered.look().status_code == 200


@pytest.mark.parametrize("visit", ["x", "6a7f0a3e-6d0c-4b55-a6ce-0d7a6a0f8b1c"])
def test_without_a_cookie_there_is_no_visit(eve, db, visit):
    assert refused(eve.look(visit)) == (404, "no_such_visit")


def test_a_forgotten_visit_is_gone_with_the_last_answers_before_it(answered, friends):
    earlier = answered.visit
    answered.step_in("lookalike")
    answered.send()
    tasks.answer_visit(seen(face_of(friends.people.get(name="Ben").portraits.get())), answered.visit)
    assert answered.forget().status_code == 204
    for visit in (earlier, answered.visit):
        assert refused(answered.look(visit)) == (404, "no_such_visit")
    assert refused(answered.get("/lookalike/last")) == (404, "no_visit_yet")


def test_of_several_answers_the_latest_stays_and_the_others_for_a_day(answered, friends):
    earlier = answered.row
    answered.step_in("lookalike")
    answered.send()
    tasks.answer_visit(seen(face_of(friends.people.get(name="Ben").portraits.get())), answered.visit)
    assert answered.get("/lookalike/last").json()["answer"]["matches"][0]["name"] == "Ben"
    earlier.refresh_from_db()
    now = timezone.now()
    assert earlier.ends_at <= now + timedelta(days=1) < answered.row.ends_at


def test_an_ended_visit_is_there_for_nobody(answered):
    models.Visit.objects.update(ends_at=timezone.now())
    assert refused(answered.look()) == (404, "no_such_visit")


def test_practice_gives_a_face_of_the_default_deck(mia, small_deck):
    prompt = mia.get("/practice/prompt").json()
    assert set(prompt) == {"id", "title", "picture", "left_eye", "right_eye", "mouth"}
    assert mia.step_in("practice", prompt=prompt["id"])["options"] == {"prompt": prompt["id"]}
    assert models.Prompt.objects.filter(id=mia.step_in("practice")["options"]["prompt"], deck=small_deck).exists()


def test_practice_without_a_deck_says_so(mia, db):
    assert refused(mia.get("/practice/prompt")) == (409, "deck_empty")


def test_a_program_asks_in_one_request(mia, friends):
    asked = mia.ask("who", gallery="friends")
    assert (asked.status_code, asked.json()["state"]) == (202, "queued")
    mia.visit = asked.json()["id"]
    assert mia.look().json()["kind"] == "who"


def test_what_a_program_asks_is_nobodys_last_answer(mia, friends):
    mia.visit = mia.ask("lookalike").json()["id"]
    tasks.answer_visit(seen(face_of(somebody(friends, "Ada", 2))), mia.visit)
    assert mia.look().json()["state"] == "answered"
    assert refused(mia.get("/lookalike/last")) == (404, "no_visit_yet")


def test_a_program_that_sends_no_photo_leaves_nothing(mia, friends):
    assert refused(mia.ask("lookalike", b"MZ")) == (422, "unsupported_format")
    assert not models.Visit.objects.exists() and not models.Player.objects.exists()


class TestShowing:
    @pytest.fixture
    def guest(self, answered, small_deck, screens):
        guest = Guest("Mia")
        guest.http = answered.http
        guest.open_room()
        screens.look(guest.code)
        return guest

    def test_the_room_sees_what_its_guest_has_seen(self, answered, guest, screens):
        path = f"/visits/{answered.visit}/show"
        assert refused(answered.post(path, {"room": guest.code})) == (409, "not_seen_yet")
        answered.look()
        assert answered.post(path, {"room": guest.code}).status_code == 204
        shown = [message for message in screens.sent if message["type"] == "shown"]
        assert [(one["seat"], one["kind"]) for one in shown] == [(guest.seat, "lookalike")]
        assert shown[0]["answer"]["matches"][0]["name"] == "Ada"

    def test_only_a_seat_of_the_room_shows_something(self, answered, guest):
        answered.look()
        ben = Guest("Ben")
        ben.open_room()
        answer = answered.post(f"/visits/{answered.visit}/show", {"room": ben.code})
        assert refused(answer) == (403, "not_your_seat")
        answer = answered.post(f"/visits/{answered.visit}/show", {"room": "QQQQQ"})
        assert refused(answer) == (404, "no_such_room")

    def test_without_an_answer_there_is_nothing_to_show(self, answered, guest):
        answered.step_in("who")
        answer = answered.post(f"/visits/{answered.visit}/show", {"room": guest.code})
        assert refused(answer) == (409, "not_answered")


@pytest.mark.parametrize(
    "fields", [{"n" * 3000: "x"}, {f"field {number}": "x" for number in range(2000)}], ids=["a long name", "too many"]
)
def test_a_form_that_nobody_can_take_apart_is_refused_in_words(mia, friends, fields):
    mia.step_in("lookalike")
    for answer in (mia.send(**fields), mia.ask("lookalike", **fields), mia.name(0, "Ada", **fields)):
        assert refused(answer) == (400, "unreadable")
