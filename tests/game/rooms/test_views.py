"""The pages answer for themselves, before any script runs."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from animatch.platform import hashing
from game import models
from game.art.characters import CHARACTERS
from game.engine.state import Room, Settings
from game.rooms import keys, services
from game.rooms.links import room_path


@pytest.fixture
def room(small_deck: models.Deck, now: datetime) -> Room:
    player = models.Player.objects.create(nickname="Mina", avatar="miko")
    return services.create_room(player, "Mina", "miko", Settings(), small_deck, now)


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("name", ["home", "leaderboard", "privacy"])
def test_every_page_has_a_title_a_language_and_one_headline(client: Client, small_deck: models.Deck, name: str) -> None:
    page = text_of(client, reverse(name))
    assert '<html lang="en">' in page
    assert re.search(r"<title>\S.*</title>", page)
    assert page.count("<h1") == 1


def test_home_offers_every_face_to_choose_from(client: Client) -> None:
    page = text_of(client, "/")
    assert all(f'value="{character.slug}"' in page for character in CHARACTERS)


@pytest.mark.parametrize(("minutes", "words"), [(1, "in 1 hour at most"), (90, "in 2 hours at most")])
def test_the_door_says_who_sees_photos_until_when_and_where_to_read_on(
    client: Client, room: Room, minutes: int, words: str
) -> None:
    models.Room.objects.update(expires_at=timezone.now() + timedelta(minutes=minutes))
    page = text_of(client, f"/r/{room.code}/")
    form = page[page.index('id="join-form"') : page.index('type="submit"')]
    assert "Only this room and its host see your photos" in form and words in form
    assert f'href="{reverse("privacy")}"' in form


def test_a_room_is_a_shell_that_tells_who_invites(client: Client, room: Room) -> None:
    page = text_of(client, f"/r/{room.code}/")
    assert f'data-code="{room.code}"' in page
    assert 'property="og:title" content="Mina invites you to AniMatch"' in page
    assert "<noscript>" in page
    assert "noindex" in page


def test_a_room_that_is_passed_on_in_a_chat_is_opened_by_its_key(client: Client, room: Room) -> None:
    page = text_of(client, f"/r/{room.code}/?k={keys.guest_key(room.id)}")
    address = f"{settings.PUBLIC_URL or 'http://testserver'}{room_path(room.code, room.id)}"
    assert f'property="og:url" content="{address}"' in page
    assert 'name="twitter:card" content="summary_large_image"' in page
    width, height = (re.search(rf'og:image:{side}" content="(\d+)"', page)[1] for side in ("width", "height"))
    with Image.open(finders.find("img/card.jpg")) as card:
        assert card.size == (int(width), int(height))


def test_a_phone_can_put_the_game_among_its_apps(client: Client) -> None:
    page = text_of(client, "/")
    assert 'rel="apple-touch-icon" href="/static/art/icon-apple.png"' in page
    about = client.get(re.search(r'rel="manifest" href="(.*?)"', page)[1]).json()
    assert (about["name"], about["display"], about["start_url"]) == ("AniMatch", "standalone", "/")
    assert {icon.get("purpose", "any") for icon in about["icons"]} == {"any", "maskable"}
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in about["icons"])


def test_a_host_with_a_name_full_of_markup_is_shown_as_text(
    client: Client, small_deck: models.Deck, now: datetime
) -> None:
    player = models.Player.objects.create()
    room = services.create_room(player, '"><i>x</i>', "miko", Settings(), small_deck, now)
    assert "<i>x</i>" not in text_of(client, f"/r/{room.code}/")


def test_a_code_in_small_letters_leads_to_the_room(client: Client, room: Room) -> None:
    response = client.get(f"/r/{room.code.lower()}/stage/?k=x")
    assert response["Location"] == f"/r/{room.code}/stage/?k=x"


def test_the_stage_shows_the_code_and_the_qr_before_any_script(client: Client, room: Room) -> None:
    page = text_of(client, f"/r/{room.code}/stage/")
    assert f'src="/r/{room.code}/qr.svg?k={keys.guest_key(room.id)}"' in page
    assert f'<p class="rail-code">{room.code}</p>' in page


@pytest.mark.parametrize("tail", ["", "stage/", "recap/"])
def test_an_unknown_room_is_a_404_with_a_way_on(client: Client, db: None, tail: str) -> None:
    page = text_of(client, f"/r/QQQQQ/{tail}", 404)
    assert "No party at QQQQQ" in page
    assert 'href="/">Start or join a party' in page


def test_an_unknown_page_is_a_404_with_a_way_on(client: Client, db: None) -> None:
    assert "Start or join a party" in text_of(client, "/nowhere/", 404)


def test_a_broken_page_says_sorry(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def spill() -> None:
        raise RuntimeError("ink")

    monkeypatch.setattr("game.scores.views.public_decks", spill)
    client.raise_request_exception = False
    assert "ink everywhere" in text_of(client, "/leaderboard/", 500)


def test_the_leaderboard_remembers_by_period_and_deck(client: Client, small_deck: models.Deck) -> None:
    player = models.Player.objects.create(nickname="Jo", avatar="nico")
    row = {"room_id": player.id, "game": 1, "deck": small_deck, "player": player, "nickname": "Jo", "avatar": "nico"}
    models.GameResult.objects.create(**row, points=1234, rounds=2, best=0.9, place=1, finished_at=timezone.now())
    for query in ("", "?period=week", "?period=all", f"?period=all&deck={small_deck.id}", "?period=never&deck=x"):
        page = text_of(client, f"/leaderboard/{query}")
        assert "1234" in page and "Jo" in page, query


def test_an_empty_leaderboard_invites_to_play(client: Client, small_deck: models.Deck) -> None:
    assert "The first place is yours" in text_of(client, "/leaderboard/?period=week")


def test_a_recap_before_the_first_podium_says_when_to_come_back(client: Client, room: Room) -> None:
    assert "Come back after the podium" in text_of(client, f"/r/{room.code}/recap/")


def test_pages_need_no_other_server_and_no_inline_script(client: Client, room: Room) -> None:
    for path in ("/", f"/r/{room.code}/", f"/r/{room.code}/stage/", "/privacy/"):
        page = text_of(client, path)
        assert not re.search(r"<script(?![^>]*src=)", page), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), path


def test_no_script_writes_markup() -> None:
    for script in Path(settings.BASE_DIR, "static", "js").rglob("*.js"):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script.read_text()), script


def test_the_privacy_page_says_how_long_rooms_last_here(client, settings):
    settings.ROOM_LIFETIME = timedelta(hours=6)
    page = client.get("/privacy/").content.decode()
    assert "closes 6 hours after it was opened" in page and "at most 7 days" in page


def test_a_crowd_at_the_door_is_told_to_wait(client: Client, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    models.Room.objects.update(password="hashed")

    def busy(*arguments: object) -> None:
        raise hashing.Busy

    monkeypatch.setattr("game.rooms.admission.hashers.check_password", busy)
    answer = client.post(f"/r/{room.code}/", {"password": "sesame"})
    assert answer.status_code == 503
    assert hashing.Busy.text in answer.content.decode()
