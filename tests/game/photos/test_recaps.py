"""What a finished game leaves to look at, and what it must not show."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from game import models
from game.engine import seating, transitions
from game.engine.state import Phase, Presence, Room, Settings
from game.photos import moderation, recaps
from game.rooms import repository, services
from game.rooms.keys import guest_key
from game.rooms.links import with_key
from tests.support.parties import posing

OPENNESS = {"left_eye": 0.0, "right_eye": 0.0, "mouth": 1.0}


@pytest.fixture
def room(small_deck: models.Deck, now: datetime) -> Room:
    """A room with Mina in it and one finished game of one round."""
    player = models.Player.objects.create(nickname="Mina", avatar="miko")
    room = services.create_room(player, "Mina", "miko", Settings(), small_deck, now)
    prompt = small_deck.prompts.first()
    models.Round.objects.create(room_id=room.id, game=1, number=1, prompt=prompt, started_at=now)
    finish(room, 1, player, now)
    return room


def finish(room: Room, game: int, player: models.Player, now: datetime) -> None:
    person = {"player": player, "nickname": player.nickname, "avatar": player.avatar}
    score = {"points": 900, "rounds": 1, "best": 0.9, "place": 1}
    models.GameResult.objects.create(room_id=room.id, game=game, finished_at=now, **person, **score)


def send(room: Room, similarity: float | None, now: datetime, **fields: object) -> models.Take:
    round_ = models.Round.objects.get(room_id=room.id)
    number = round_.takes.count() + 1
    values = {
        "code": "no_face" if similarity is None else "scored",
        "similarity": similarity,
        "photo": f"photos/{uuid4()}.jpg",
    }
    fixed = {"round": round_, "number": number, "submitted_at": now + timedelta(seconds=number)}
    return models.Take.objects.create(**fixed, **{"seat_id": room.seats[0].id} | values | fields)


def found_in(room: Room) -> list[dict[str, Any]]:
    found = recaps.recap(repository.get(room.code))
    assert found is not None
    return found["rounds"]


def shots_of(room: Room) -> list[dict[str, object]]:
    return found_in(room)[0]["shots"]


def test_a_face_that_a_guest_has_made_is_shown_beside_its_copies(room: Room, now: datetime) -> None:
    send(room, 0.9, now, prompt="made-here")
    made = {"id": "made-here", "title": "Mina's face", "picture": "/art/faces/miko/0-0-100.svg"} | OPENNESS
    play = {"plan": None, "turn": 1, "posed": 1, "dealt": [], "made": [made], "ballots": []}
    models.Round.objects.filter(room_id=room.id).update(kind="card", play=play)
    (round_,) = found_in(room)
    assert round_["kind"] == "You are the card"
    assert round_["prompt"] == {"title": "Mina's face", "picture": made["picture"]}


def test_everybodys_best_take_is_shown_and_no_other(room: Room, now: datetime) -> None:
    send(room, 0.4, now)
    best = send(room, 0.9, now)
    send(room, None, now)
    (shot,) = shots_of(room)
    assert shot["nickname"] == "Mina"
    assert shot["percent"] == pytest.approx(90)
    assert str(best.id) in str(shot["photo"])


def test_a_hidden_photo_stays_hidden(room: Room, now: datetime) -> None:
    send(room, 0.9, now, hidden=True)
    assert shots_of(room)[0]["photo"] == ""


def test_who_does_not_want_to_be_celebrated_is_not_shown_once_the_reveal_is_over(room: Room, now: datetime) -> None:
    send(room, 0.9, now)
    (row,) = recaps.recap(repository.get(room.code))["standings"]
    assert row["photo"]
    services.change(room.code, lambda r: seating.set_celebrated(r, r.seats[0].id, False, now), now)
    (row,) = recaps.recap(repository.get(room.code))["standings"]
    assert (shots_of(room)[0]["photo"], row["photo"]) == ("", "")


def test_a_photo_that_waits_for_the_host_is_not_shown(room: Room, now: datetime) -> None:
    models.Room.objects.filter(id=room.id).update(settings={"approve_photos": True})
    send(room, 0.9, now, approved=False)
    assert shots_of(room)[0]["photo"] == ""


def test_a_photo_that_was_held_back_stays_unseen_when_approval_is_switched_off(room: Room, now: datetime) -> None:
    take = send(room, 0.9, now, approved=False)
    assert shots_of(room)[0]["photo"] == ""
    moderation.moderate(take, now, approved=True, hidden=False)
    assert str(take.id) in str(shots_of(room)[0]["photo"])


def test_who_was_removed_is_not_shown(room: Room, now: datetime) -> None:
    send(room, 0.9, now)
    models.Seat.objects.filter(id=room.seats[0].id).update(presence=Presence.KICKED)
    assert shots_of(room) == []


def test_the_last_finished_game_is_the_one_to_look_at(room: Room, now: datetime) -> None:
    finish(room, 2, models.Player.objects.create(nickname="Jo", avatar="nico"), now)
    found = recaps.recap(repository.get(room.code))
    assert found is not None
    assert [(row["nickname"], row["points"]) for row in found["standings"]] == [("Jo", 900), ("Mina", 0)]
    assert found["rounds"] == []


def test_the_best_three_of_a_round_are_drawn_larger(room: Room, now: datetime) -> None:
    for place, name in enumerate(("Ada", "Ben", "Cleo", "Dan"), start=1):
        player = models.Player.objects.create(nickname=name, avatar="nico")
        seat = services.join(room.code, player, name, "nico", now).seat_of(str(player.id))
        assert seat is not None
        send(room, 0.9 / place, now, seat_id=seat.id)
    sizes = [(shot["nickname"], shot["size"]) for shot in shots_of(room)]
    assert sizes == [("Ada", "large"), ("Ben", "medium"), ("Cleo", "medium"), ("Dan", "small")]


def test_who_copied_other_faces_in_one_round_has_theirs_beside_them(room: Room, now: datetime) -> None:
    models.Round.objects.update(kind="charades", prompt=None)
    one, other = models.Prompt.objects.all()[:2]
    send(room, 0.9, now, prompt=str(one.id))
    (round_,) = found_in(room)
    assert (round_["kind"], round_["prompt"]["title"], round_["shots"][0]["prompt"]) == (
        "Charades",
        one.title,
        round_["prompt"],
    )
    ben = models.Player.objects.create(nickname="Ben", avatar="nico")
    seat = services.join(room.code, ben, "Ben", "nico", now).seat_of(str(ben.id))
    assert seat is not None
    send(room, 0.8, now, prompt=str(other.id), seat_id=seat.id)
    (round_,) = found_in(room)
    assert (round_["prompt"], [shot["prompt"]["title"] for shot in round_["shots"]]) == (None, [one.title, other.title])


def test_a_face_that_was_whispered_is_shown_chain_by_chain(room: Room, now: datetime) -> None:
    one, other = models.Prompt.objects.all()[:2]
    takes = [send(room, 0.9 - number / 10, now, prompt=str(one.id), turn=number) for number in range(3)]
    unread = send(room, None, now, prompt=str(other.id))
    last = send(room, 0.2, now, prompt=str(other.id))
    seat = str(room.seats[0].id)
    chains = [("closest", [last]), ("film", [*takes, unread])]
    cards = [
        {"seats": [seat], "seconds": 5, "show": show, "takes": [str(take.id) for take in film]} for show, film in chains
    ]
    models.Round.objects.update(kind="whisper", prompt=None, cards=[*cards, {"seats": [], "seconds": 2}])
    (round_,) = found_in(room)
    assert round_["prompt"] is None
    shown = [(shot["take"], shot["size"], (shot["prompt"] or {}).get("title")) for shot in round_["shots"]]
    first, second, third = (str(take.id) for take in takes)
    assert shown == [
        (str(last.id), "medium", other.title),
        (first, "small", one.title),
        (second, "small", None),
        (third, "medium", None),
    ]


def test_a_face_that_was_made_in_the_round_is_shown_as_it_was_then(room: Room, now: datetime) -> None:
    made = {"id": "made-1", "title": "Mina's face", "picture": "/art/faces/miko/0-0-100.svg"} | OPENNESS
    play = {"plan": None, "turn": 1, "posed": 1, "dealt": [], "made": [made], "ballots": []}
    models.Round.objects.update(kind="card", prompt=None, play=play)
    send(room, 0.9, now, prompt="made-1")
    send(room, 0.8, now, prompt="made-2")
    (round_,) = found_in(room)
    assert round_["prompt"] == {"title": "Mina's face", "picture": made["picture"]}


def test_a_face_is_found_in_its_photo_by_what_was_drawn_over_it(room: Room, now: datetime) -> None:
    send(room, 0.9, now, detail={"overlay": {"mouth": [[0.4, 0.6], [0.6, 0.7]], "left_eye": [[0.3, 0.4]]}})
    assert shots_of(room)[0]["face"] == (45, 55, 30)


def test_who_sits_here_takes_down_their_own_and_reports_those_of_others(room: Room, now: datetime) -> None:
    send(room, 0.9, now)
    mia, ben = room.seats[0].player, models.Player.objects.create(nickname="Ben", avatar="nico")
    services.join(room.code, ben, "Ben", "nico", now)
    stranger = models.Player.objects.create(nickname="Eve", avatar="nico")
    found = repository.get(room.code)
    ways = {who: recaps.recap(found, UUID(str(who))) for who in (mia, ben.id, stranger.id)}
    assert [way and way["rounds"][0]["shots"][0]["may"] for way in ways.values()] == ["take_down", "report", ""]


def test_what_is_not_shown_cannot_be_reported(room: Room, now: datetime) -> None:
    send(room, 0.9, now, hidden=True)
    ben = models.Player.objects.create(nickname="Ben", avatar="nico")
    services.join(room.code, ben, "Ben", "nico", now)
    found = recaps.recap(repository.get(room.code), ben.id)
    assert found is not None
    assert found["rounds"][0]["shots"][0]["may"] == ""


def test_who_has_no_points_is_in_the_recap_as_well(room: Room, now: datetime) -> None:
    for name, late in (("Ole", -1), ("Too Late", 1)):
        player = models.Player.objects.create(nickname=name, avatar="nico")
        services.join(room.code, player, name, "nico", now + timedelta(hours=late))
    found = recaps.recap(repository.get(room.code))
    assert found is not None
    standings = [(row["place"], row["nickname"], row["points"]) for row in found["standings"]]
    assert standings == [(1, "Mina", 900), (2, "Ole", 0)]


def test_the_page_shows_winners_prompts_and_photos(client: Client, room: Room, now: datetime) -> None:
    take = send(room, 0.9, now)
    page = client.get(f"/r/{room.code}/recap/").content.decode()
    assert str(take.id) in page
    assert 'data-name="Mina"' in page
    assert 'id="poster"' in page
    assert "Mina won with 900 points." in page


def test_a_round_without_photos_says_so_and_a_photo_that_is_not_shown_leaves_a_drawn_face(
    client: Client, room: Room, now: datetime
) -> None:
    page = client.get(f"/r/{room.code}/recap/").content.decode()
    assert "Nobody's photo made it in time." in page
    take = send(room, 0.9, now, hidden=True)
    page = client.get(f"/r/{room.code}/recap/").content.decode()
    assert str(take.photo) not in page
    assert 'class="drawn"' in page
    assert "No photo" in page


@pytest.mark.usefixtures("screens")
def test_teams_are_told_as_they_stood_on_the_podium_with_who_was_in_which(
    small_deck: models.Deck, now: datetime
) -> None:
    party = posing(small_deck, now, "Mia", "Ben", "Cleo", "Dan", rounds=1, teams=2)
    for name, similarity in (("Mia", 0.8), ("Ben", 0.3), ("Cleo", 0.6)):
        party.shoot(name, similarity)
    party.go_to(Phase.PODIUM)
    party.do(transitions.again, party.host)
    party.do(seating.change_team, party.seats["Mia"], 1, party.host)
    found = recaps.recap(party.room)
    assert found is not None
    assert found["winner"] == "Team Loud Llamas"
    assert [(team["name"], team["points"], team["members"]) for team in found["teams"]] == [
        ("Loud Llamas", 700, ["Mia", "Cleo"]),
        ("Sly Sushi", 150, ["Ben", "Dan"]),
    ]
    page = Client().get(with_key(f"/r/{party.code}/recap/", guest_key(party.room.id)), follow=True).content.decode()
    assert "Team Loud Llamas won with 700 points." in page
    assert "Mia, Cleo" in page


@pytest.mark.usefixtures("screens")
def test_where_teams_are_equal_everybody_won_and_a_game_without_has_none(
    small_deck: models.Deck, now: datetime
) -> None:
    for teams, winner in ((2, ""), (0, "Ben")):
        party = posing(small_deck, now, "Mia", "Ben", rounds=1, teams=teams)
        party.shoot("Mia", 0.5)
        party.shoot("Ben", 0.5 if teams else 0.9)
        party.go_to(Phase.PODIUM)
        found = recaps.recap(party.room)
        assert found is not None
        assert (found["winner"], len(found["teams"])) == (winner, teams)
