"""Many phones at the same moment, on the database that is configured: nothing is lost, nothing doubled."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from game import models
from game.engine import errors, hosting, seating
from game.engine.playing import standings
from game.engine.state import Phase
from game.engine.takes import Outcome
from game.rooms import repository, services
from tests.support.parties import Party, posing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("screens")]
PHONES = 12


def at_once(work: Callable[..., Any], items: Iterable[Any]) -> list[Any]:
    """What the work gives for each item, or the error it raised; all start together, each in a thread of its own."""
    items = list(items)
    ready = Barrier(len(items), timeout=60)

    def run(item: Any) -> Any:
        ready.wait()
        try:
            return work(item)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(run, items))


def test_everybody_who_joins_at_once_gets_a_seat(small_deck, now, screens):
    party = Party(small_deck, now)
    players = [models.Player.objects.create(nickname=f"Guest {n}") for n in range(PHONES)]
    rooms = at_once(lambda player: services.join(party.code, player, player.nickname, "miko", now), players)
    assert sorted(room.version for room in rooms) == list(range(1, PHONES + 1))
    assert {seat.nickname for seat in party.room.seats} == {player.nickname for player in players}
    assert sorted(screens.versions) == list(range(1, PHONES + 1))


def test_a_room_never_has_more_seats_than_it_may(small_deck, now):
    party = Party(small_deck, now, max_players=5)
    players = [models.Player.objects.create(nickname=f"Guest {n}") for n in range(PHONES)]
    results = at_once(lambda player: services.join(party.code, player, player.nickname, "miko", now), players)
    assert sum(isinstance(result, errors.RoomFull) for result in results) == PHONES - 5
    assert len(party.room.present) == 5


def test_of_two_with_the_same_name_one_gets_it(small_deck, now):
    party = Party(small_deck, now)
    players = [models.Player.objects.create(nickname="Mia") for _ in range(4)]
    results = at_once(lambda player: services.join(party.code, player, "Mia", "miko", now), players)
    assert sum(isinstance(result, errors.NicknameTaken) for result in results) == 3


def test_one_guest_who_taps_join_many_times_sits_once(small_deck, now):
    party = Party(small_deck, now)
    player = models.Player.objects.create(nickname="Mia")
    rooms = at_once(lambda _: services.join(party.code, player, "Mia", "miko", now), range(6))
    assert {room.seat_of(str(player.id)).id for room in rooms} == {party.room.seats[0].id}


def test_photos_sent_and_judged_at_once_are_all_there(small_deck, now, screens):
    names = [f"Guest {n}" for n in range(PHONES)]
    party = posing(small_deck, now, *names, "Late", rounds=1, max_players=20)
    before = party.room.version

    def shoot(name: str) -> None:
        take = party.send(name)
        services.record(party.code, take, Outcome("scored", 0.5, photo="photo"), party.now)

    assert at_once(shoot, names) == [None] * PHONES
    assert party.room.version == before + 2 * PHONES
    assert sorted(screens.versions)[-2 * PHONES :] == list(range(before + 1, before + 2 * PHONES + 1))
    party.go_to(Phase.PODIUM)
    # Who sent nothing is not ranked.
    assert [row.points for row in standings(party.room)] == [500] * PHONES
    assert models.GameResult.objects.count() == PHONES


def test_a_seat_has_three_takes_however_fast_it_sends(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    results = at_once(lambda _: party.send("Mia"), range(8))
    assert sum(isinstance(result, errors.TakesUsedUp) for result in results) == 5
    assert sorted(models.Take.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_one_photo_judged_by_many_workers_counts_once(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    take, before = party.send("Mia"), party.room.version
    judge = [Outcome("scored", n / 10, photo="photo") for n in range(8)]
    at_once(lambda outcome: services.record(party.code, take, outcome, party.now), judge)
    assert party.room.version == before + 1


def test_a_deadline_that_many_workers_hear_closes_one_phase(small_deck, now):
    party = posing(small_deck, now, "Mia")
    room = party.room
    at_once(lambda _: services.close_phase(party.code, room.clock, room.deadline), range(8))
    assert (party.room.phase, party.room.version) == (Phase.JUDGING, room.version + 1)


def test_of_many_who_take_over_one_becomes_host(small_deck, now):
    names = [f"Guest {n}" for n in range(6)]
    party = Party(small_deck, now, "Mia", *names)
    party.do(seating.disconnect, party.seats["Mia"], "socket of Mia")
    party.wait(60)
    results = at_once(lambda name: party.do(hosting.take_over, party.seats[name]), names)
    assert sum(isinstance(result, errors.HostIsHere) for result in results) == 5
    assert party.room.host in {party.seats[name] for name in names}


def test_rooms_do_not_wait_for_each_other(small_deck, now):
    parties = [Party(small_deck, now, "Mia") for _ in range(6)]

    def play(party: Party) -> int:
        for _ in range(4):
            party.do(seating.set_plays, party.seats["Mia"], False)
            party.do(seating.set_plays, party.seats["Mia"], True)
        return repository.get(party.code).version

    assert at_once(play, parties) == [10] * 6
