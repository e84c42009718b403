"""What is held back until the host shows it, and what guests have reported: who sees it, and who takes it down."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from game import models
from game.engine import errors, hosting, seating, showing, transitions
from game.engine.state import Phase
from game.engine.takes import Outcome
from game.photos import moderation, recaps
from game.rooms import services
from game.rooms.storage_keys import photo_key
from tests.support.guests import Guest, refused

pytestmark = pytest.mark.django_db(transaction=True)
DETAIL = {"overlay": {"mouth": [[0.4, 0.6]]}, "parts": {}}


def shoot(room, seat):
    """A scored photo whose object is in the storage."""
    take = services.new_id()
    room.do(transitions.submit, take, seat)
    judge(room, take)
    return take


def judge(room, take):
    key = photo_key(room.state.id, take)
    default_storage.save(key, ContentFile(b"a photo"))
    services.record(room.code, take, Outcome("scored", 0.8, photo=key, detail=DETAIL), room.now)


@pytest.fixture
def posing(open_room):
    """Mia hosts and shows each photo first; Ben and Cleo play, Eve looks on."""
    room = open_room(approve_photos=True)
    room.cleo, room.eve = Guest("Cleo"), Guest("Eve")
    room.cleo.join(room.code)
    room.eve.http.get(f"/r/{room.code}/")
    for name in ("mia", "ben", "cleo"):
        room.do(seating.connect, getattr(room, name).seat, f"socket of {name}")
    room.start()
    room.go_to(Phase.CAPTURE)
    return room


@pytest.fixture
def asked(posing):
    """The same while the host is asked about Ben's photo."""
    posing.take = shoot(posing, posing.ben.seat)
    posing.go_to(Phase.JUDGING)
    return posing


def opened(guest, room, link="host"):
    answer = guest.http.get(f"/r/{room.code}/photos/{room.take}/{link}")
    return answer.content if answer.status_code == 200 else answer.status_code


def test_a_photo_held_back_is_opened_by_whose_cookie_hosts_and_by_nobody_else(asked):
    stranger = Guest("")
    seen = [opened(guest, asked) for guest in (asked.mia, asked.ben, asked.cleo, asked.eve, stranger)]
    assert seen == [b"a photo", 404, 404, 404, 404]
    assert asked.mia.http.get(f"/r/{asked.code}/photos/{asked.take}/host")["Cache-Control"] == "private, no-store"
    asked.do(hosting.name_second_host, asked.cleo.seat, asked.mia.seat)
    assert opened(asked.cleo, asked) == b"a photo"
    asked.do(seating.leave, asked.cleo.seat)
    assert opened(asked.cleo, asked) == 404
    asked.do(showing.moderate, asked.take, asked.mia.seat, approved=False, hidden=True)
    assert opened(asked.mia, asked) == 404


def test_only_the_host_is_given_the_link_and_nobody_the_photo(asked):
    told = {guest.nickname: str(guest.look(asked.code)) for guest in (asked.mia, asked.cleo, asked.eve)}
    assert [name for name, answer in told.items() if asked.take in answer] == ["Mia"]
    asked.go_to(Phase.REVEAL)
    result = asked.cleo.look()["room"]["results"][asked.ben.seat]
    assert (result["take"], "photo" in result) == (asked.take, False)


def test_a_host_looks_at_no_photo_that_nobody_asks_about(open_room):
    room = open_room()
    room.start()
    room.go_to(Phase.CAPTURE)
    room.take = shoot(room, room.ben.seat)
    room.go_to(Phase.REVEAL)
    assert opened(room.mia, room) == 404
    moderation.report(room.code, room.mia.seat, room.take, room.now)
    assert opened(room.mia, room) == b"a photo"


# Taken down


def take_down(guest, room, take=None):
    return guest.http.delete(f"/api/v1/rooms/{room.code}/takes/{take or room.take}")


def photo_is_gone(room):
    return room.take not in str(room.objects) and models.Take.objects.get(id=room.take).photo == ""


@pytest.mark.parametrize("over", [False, True])
def test_its_owner_takes_a_photo_down_for_good_and_keeps_the_score(asked, over):
    asked.do(showing.moderate, asked.take, asked.mia.seat, approved=True, hidden=False)
    asked.go_to(Phase.PODIUM)
    if over:
        asked.do(transitions.again, asked.mia.seat)
    for written in (asked.take.upper(), asked.take):
        assert take_down(asked.ben, asked, written).status_code == 204
    assert asked.state.take(asked.take) is None or asked.state.take(asked.take).withdrawn
    assert photo_is_gone(asked)
    take = models.Take.objects.get(id=asked.take)
    assert (take.hidden, take.withdrawn, take.similarity, "overlay" in take.detail) == (True, True, 0.8, False)
    with pytest.raises(errors.TakenDown):
        moderation.moderate(take, asked.now, approved=True, hidden=False)
    (shot,) = [shot for round_ in recaps.recap(asked.state)["rounds"] for shot in round_["shots"]]
    assert (shot["nickname"], shot["photo"], round(shot["percent"])) == ("Ben", "", 80)


@pytest.mark.parametrize("over", [False, True])
def test_a_photo_taken_down_before_it_is_judged_leaves_nothing_behind(posing, over):
    posing.take = services.new_id()
    posing.do(transitions.submit, posing.take, posing.ben.seat)
    if over:
        posing.do(transitions.end, posing.mia.seat)
        posing.do(transitions.again, posing.mia.seat)
    assert take_down(posing.ben, posing).status_code == 204
    judge(posing, posing.take)
    assert models.Take.objects.get(id=posing.take).photo == ""


def test_nobody_takes_down_what_is_not_theirs(asked):
    for guest in (asked.mia, asked.cleo, asked.eve):
        assert refused(take_down(guest, asked)) == (403, "not_your_photo")
    for nonsense in ("none", services.new_id()):
        assert refused(take_down(asked.ben, asked, nonsense)) == (403, "not_your_photo")
    assert not photo_is_gone(asked)


def test_who_has_left_can_take_their_photos_down_still(asked):
    asked.do(seating.leave, asked.ben.seat)
    assert take_down(asked.ben, asked).status_code == 204
    assert photo_is_gone(asked)


def test_two_guests_hide_a_photo_of_a_game_that_is_over_as_well(asked):
    asked.go_to(Phase.PODIUM)
    asked.do(transitions.again, asked.mia.seat)
    for guest in (asked.mia, asked.mia, asked.cleo):
        assert not models.Take.objects.get(id=asked.take).hidden
        moderation.report(asked.code, guest.seat, asked.take, asked.now)
    assert models.Take.objects.get(id=asked.take).hidden


def test_a_report_comes_over_http_from_whose_cookie_sits_here(asked):
    asked.do(showing.moderate, asked.take, asked.mia.seat, approved=True, hidden=False)
    asked.go_to(Phase.PODIUM)
    path = f"/rooms/{asked.code}/takes/{asked.take}/report"
    refusals = [refused(guest.post(path)) for guest in (asked.ben, asked.eve, Guest("Nobody"))]
    assert refusals == [(409, "wrong_phase"), (403, "not_your_seat"), (403, "link_needed")]
    for _ in range(2):
        assert asked.cleo.post(path).status_code == 204
    assert models.Take.objects.get(id=asked.take).open_reports == 1
    assert [note["reports"] for note in asked.mia.look()["you"]["to_decide"]] == [1]


def test_the_hosts_note_comes_with_the_report_and_goes_with_the_answer(asked):
    asked.do(showing.moderate, asked.take, asked.mia.seat, approved=True, hidden=False)
    asked.go_to(Phase.REVEAL)
    moderation.report(asked.code, asked.cleo.seat, asked.take, asked.now)
    (note,) = asked.mia.look()["you"]["to_decide"]
    assert (note["take"], note["seat"], note["reports"], note["hidden"]) == (asked.take, asked.ben.seat, 1, False)
    assert "to_decide" not in asked.cleo.look()["you"] or asked.cleo.look()["you"]["to_decide"] == []
    asked.do(showing.moderate, asked.take, asked.mia.seat, approved=True, hidden=False)
    assert asked.mia.look()["you"]["to_decide"] == []
