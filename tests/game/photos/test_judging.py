"""Whose turn it is to be judged."""

from datetime import timedelta

import pytest

from game import models
from game.engine.rules import JUDGED_AT_ONCE as AT_ONCE
from game.photos import judging, tasks
from game.rooms.storage_keys import upload_key
from scoring import hands
from tests.support.parties import DETAIL, posing

NAMES = "Mia", "Ben", "Cleo", "Dan", "Eve", "Finn"
SCORED = {"code": "scored", "similarity": 0.9, "detail": DETAIL}


@pytest.fixture
def queued(monkeypatch):
    takes = []
    monkeypatch.setattr(judging, "_enqueue_now", lambda room, take_id: takes.append(take_id))
    monkeypatch.setattr(judging, "enqueue_again", lambda take, asked: takes.append(str(take.id)))
    return takes


@pytest.fixture
def party(small_deck, real_now, screens):
    return posing(small_deck, real_now, *NAMES)


def send(party, name):
    take = party.send(name)
    judging.enqueue(party.room, take)
    return take


@pytest.mark.django_db
def test_a_room_that_sends_many_at_once_takes_its_turns(party, queued):
    sent = [send(party, name) for name in NAMES]
    assert queued == sent[:AT_ONCE]
    for take in sent:
        tasks.apply_score({**SCORED, "photo": "photo"}, party.code, party.room.id, take)
    assert queued == sent


@pytest.mark.django_db
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (3, 2, 1, 0, 5, 4), (0, 5, 3, 1, 4, 2)])
def test_no_turn_is_lost_where_photos_are_taken_in_in_another_order(party, queued, order):
    """The last to come in was the first to be sent."""
    sent = [send(party, name) for name in NAMES[:-1]]
    party.now -= timedelta(seconds=1)
    sent.append(send(party, NAMES[-1]))
    for number in order:
        tasks.apply_score({**SCORED, "photo": "photo"}, party.code, party.room.id, sent[number])
    assert sorted(queued) == sorted(sent)


@pytest.mark.django_db
def test_a_second_photo_of_a_seat_waits_for_the_first(party, queued):
    first, second = send(party, "Mia"), send(party, "Mia")
    assert queued == [first]
    tasks.apply_score({"code": "took_too_long", "message": "."}, party.code, party.room.id, first)
    assert queued == [first, second]


@pytest.mark.django_db
def test_the_sweeper_keeps_to_the_turns_and_leaves_what_is_being_judged(party, queued, real_now):
    sent = [send(party, name) for name in NAMES]
    queued.clear()
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    with hands.holding(upload_key(party.room.id, sent[0])):
        tasks.requeue_photos()
        assert queued == sent[1:AT_ONCE]
    tasks.requeue_photos()
    assert queued[AT_ONCE - 1 :] == [sent[0]]
