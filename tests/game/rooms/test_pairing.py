"""A TV comes to a room: it shows letters, a host says them, and nobody else can."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from game import models
from game.engine.state import Room, Settings
from game.people.players import COOKIE, _signer
from game.rooms import code_throttle, keys, services

pytestmark = pytest.mark.django_db


def phone(name: str) -> tuple[Client, models.Player]:
    player = models.Player.objects.create(nickname=name, avatar="miko")
    client = Client()
    client.cookies[COOKIE] = _signer.sign(str(player.id))
    return client, player


@pytest.fixture
def host(small_deck: models.Deck, now: object) -> tuple[Client, Room]:
    client, player = phone("Mina")
    return client, services.create_room(player, "Mina", "miko", Settings(), small_deck, now)


def turned_on(tv: Client) -> tuple[str, str]:
    """The letters that a TV shows, and where it asks."""
    page = tv.get("/tv/").content.decode()
    return re.search(r'tv-code".*?>([A-Z]{5})<', page)[1], re.search(r'data-waiting="(.*?)"', page)[1]


def pair(client: Client, letters: str, room: str) -> str:
    return client.post("/tv/pair/", {"screen": letters, "room": room}).content.decode()


def test_the_home_page_has_a_door_for_the_tv() -> None:
    assert 'href="/tv/">This is the TV' in Client().get("/").content.decode()


def test_a_tv_goes_to_the_room_whose_host_says_its_letters(host: tuple[Client, Room]) -> None:
    client, room = host
    tv = Client()
    letters, waiting = turned_on(tv)
    assert tv.get(waiting).json() == {"url": ""}
    assert room.code in client.get(f"/tv/pair/?screen={letters}").content.decode()
    assert "Look at the TV" in pair(client, letters.lower(), room.code)
    way = tv.get(waiting).json()["url"]
    assert way == f"/r/{room.code}/stage/?k={keys.stage_key(room.id)}"
    assert f'data-code="{room.code}"' in tv.get(way).content.decode()


def test_letters_are_good_once_and_for_ten_minutes(host: tuple[Client, Room]) -> None:
    client, room = host
    letters, waiting = turned_on(Client())
    pair(client, letters, room.code)
    assert "No screen shows these letters" in pair(client, letters, room.code)
    letters, waiting = turned_on(Client())
    cache.clear()
    assert Client().get(waiting).status_code == 404
    assert "No screen shows these letters" in pair(client, letters, room.code)


def test_only_who_hosts_the_room_may_pair(host: tuple[Client, Room], now: object) -> None:
    _, room = host
    guest, player = phone("Gus")
    services.join(room.code, player, "Gus", "kenta", now)
    letters, waiting = turned_on(Client())
    assert "this phone hosts none" in guest.get("/tv/pair/").content.decode()
    for who in (guest, Client()):
        assert "Look at the TV" not in pair(who, letters, room.code)
    assert Client().get(waiting).json() == {"url": ""}


@pytest.mark.usefixtures("still")
def test_guessed_letters_count_as_guessed_codes_do(host: tuple[Client, Room], monkeypatch: pytest.MonkeyPatch) -> None:
    client, room = host
    monkeypatch.setattr(code_throttle, "MOST_MISSES", 2)
    said = [pair(client, "QQQQQ", room.code) for _ in range(4)]
    assert "No screen shows" in said[1] and "very often" in said[2]
    letters, waiting = turned_on(Client())
    assert "very often" in pair(client, letters, room.code)
    assert Client().get(waiting).json() == {"url": ""}


def test_a_made_up_screen_learns_nothing() -> None:
    assert Client().get("/tv/waiting/made-up").status_code == 404
