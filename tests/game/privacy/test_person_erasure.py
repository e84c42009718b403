"""After an erasure no row, object, cache entry or log line holds anything of the person."""

import json
import logging

import pytest
import redis
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models import CharField, JSONField, TextField, UUIDField
from django.test import Client
from django.urls import reverse

from game import models
from game.decks.storage_keys import import_key
from game.engine import transitions
from game.engine.state import Phase
from game.panel import moderation as panel_moderation
from game.people import rate_limits
from game.privacy import person_erasure, room_erasure
from game.privacy.person_traces import remains, trace
from game.privacy.room_erasure import walk
from game.rooms import round_counts, services
from game.scores import counts
from game.tasks import apply_score
from scoring.casts.models import Cast, Example, ModelVersion
from scoring.galleries.models import Portrait
from tests.support import casts, evenings
from tests.support.evenings import NAME, OTHER
from tests.support.galleries import gallery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage", "screens")]


def rows_with(text: str) -> list[str]:
    """Every row of every table that holds the text in any of its columns."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField | UUIDField):
                for value in model._default_manager.values_list(field.name, flat=True):
                    if text in json.dumps(value, default=str, ensure_ascii=False):
                        found.append(f"{model._meta.label}.{field.name}")
    return found


def cached_with(text: str) -> list[str]:
    if settings.REDIS_URL:
        with redis.Redis.from_url(settings.REDIS_URL) as client:
            return [str(key) for key in client.keys(f"*{text}*")]
    return [str(key) for key in cache._cache if text in str(key)]


def assert_nothing_of(seat: models.Seat, caplog: pytest.LogCaptureFixture) -> None:
    assert rows_with(NAME) == []
    assert rows_with(str(seat.id)) == []
    assert [key for key in walk("") if str(seat.id) in key or NAME in key] == []
    assert cached_with(str(seat.player_id)) == []
    assert NAME not in caplog.text


def test_a_seat_is_erased_from_its_room(evening, now, caplog):
    caplog.set_level(logging.DEBUG)
    seat = evening.seat(NAME)
    found = trace([seat], [seat.player])
    assert rows_with(NAME) and remains(found, now)
    cache.set(rate_limits.keys_of(str(seat.player_id), now)[0], 1)
    kept = sorted(key for key in walk("") if key not in found.keys)
    receipt = person_erasure.erase_seat(seat, now)
    assert_nothing_of(seat, caplog)
    assert remains(found, now) == []
    assert sorted(walk("")) == kept
    assert (receipt.reason, receipt.room_code, receipt.left_behind) == ("seat", evening.party.code, 0)
    # Two photos; the third was never uploaded. Seat, player, three takes, two reports and a result at the least.
    assert receipt.objects_erased == 2
    assert receipt.rows >= 7


def test_who_has_posed_and_voted_leaves_nothing_in_what_was_dealt_and_chosen(evening, now, caplog):
    party = evening.party
    for name in ("Nora", "Otto"):
        party.sit_down(name)
    for _ in range(2):
        party.play("twins")
        party.go_to(Phase.CAPTURE)
        for name in (NAME, OTHER, "Nora", "Otto"):
            evenings.shoot(party, name)
        party.go_to(Phase.VOTE)
        party.vote(NAME, party.seats[NAME], party.seats[OTHER])
        party.vote(OTHER, party.seats["Otto"], party.seats[OTHER])
        party.go_to(Phase.REVEAL)
    seat = evening.seat(NAME)
    assert "game.Round.play" in rows_with(str(seat.id))
    receipt = person_erasure.erase_seat(seat, now)
    assert_nothing_of(seat, caplog)
    assert receipt.left_behind == 0


def test_a_photo_of_two_goes_with_either_of_them(evening, now, django_capture_on_commit_callbacks):
    evening.party.play("pair")
    evening.party.go_to(Phase.CAPTURE)
    take = evenings.shoot(evening.party, OTHER)
    with django_capture_on_commit_callbacks(execute=True):
        person_erasure.erase_seat(evening.seat(NAME), now)
    assert not default_storage.exists(take.photo)
    take.refresh_from_db()
    assert (take.photo, take.similarity) == ("", 0.85)


def test_a_card_that_was_drawn_of_a_guest_keeps_nothing_of_them(evening, now, caplog):
    party, seat = evening.party, evening.seat(NAME)
    while True:
        party.play("card")
        party.go_to(Phase.CAPTURE)
        if party.room.round.dealt[0].seat == str(seat.id):
            break
    evenings.shoot(party, NAME)
    party.go_to(Phase.GET_READY)
    assert "game.Round.play" in rows_with(NAME)
    person_erasure.erase_seat(seat, now)
    assert_nothing_of(seat, caplog)
    assert rows_with(NAME) == []


def test_the_others_keep_their_seats_photos_and_results(evening, now, screens):
    screens.look(evening.party.code)
    person_erasure.erase_seat(evening.seat(NAME), now)
    room = evening.party.room
    assert [seat.nickname for seat in room.seats] == [OTHER]
    assert models.Take.objects.filter(seat=evening.seat(OTHER)).exists()
    assert list(models.GameResult.objects.values_list("nickname", flat=True)) == [OTHER]
    assert room.host is None and room.owner is None
    evening.party.go_to(Phase.PODIUM)


def test_the_screens_forget_at_once(evening, now, screens, django_capture_on_commit_callbacks):
    screens.look(evening.party.code)
    with django_capture_on_commit_callbacks(execute=True):
        person_erasure.erase_seat(evening.seat(NAME), now)
    stage = screens.by_seat[None]
    assert NAME not in json.dumps(stage.room)
    assert screens.by_seat[evening.party.seats[NAME]].closed["code"] == "erased"


def test_a_player_with_other_rooms_keeps_those(evening, small_deck, now):
    elsewhere = services.open_room(transitions.Settings(), small_deck, now)
    services.join(elsewhere.code, evening.seat(NAME).player, NAME, "miko", now)
    person_erasure.erase_seat(evening.seat(NAME), now)
    assert models.Seat.objects.get(nickname=NAME).room.code == elsewhere.code


def test_a_player_is_erased_from_every_room(evening, small_deck, now, caplog):
    seat = evening.seat(NAME)
    elsewhere = services.open_room(transitions.Settings(), small_deck, now)
    services.join(elsewhere.code, seat.player, NAME, "miko", now)
    panel_moderation.ban(evening.owner, seat, now)
    receipt = person_erasure.erase_player(seat.player, now)
    assert_nothing_of(seat, caplog)
    assert receipt.left_behind == 0


def test_an_account_is_erased_with_its_player_sessions_and_log(evening, now, caplog):
    user = User.objects.create(username=NAME)
    seat = evening.seat(NAME)
    models.Player.objects.filter(id=seat.player_id).update(user=user)
    Client().force_login(user)
    receipt = person_erasure.erase_account(user, now)
    assert_nothing_of(seat, caplog)
    assert not Session.objects.exists()
    assert (receipt.reason, receipt.left_behind) == ("account", 0)


def test_an_uploaded_deck_that_waits_goes_with_its_account(evening, now):
    job = models.DeckImport(name="Mine", owner=evening.owner, created_at=now)
    job.upload = default_storage.save(import_key(str(job.id)), ContentFile(b"zip"))
    job.save()
    receipt = person_erasure.erase_account(evening.owner, now)
    assert not default_storage.exists(job.upload)
    assert receipt.objects_erased == 1


def test_an_accounts_galleries_go_with_it(evening, now):
    gallery("Mine", evening.owner, "Ann", "Ben")
    receipt = person_erasure.erase_account(evening.owner, now)
    assert not Portrait.objects.exists() and walk("galleries/") == []
    assert (receipt.objects_erased, receipt.left_behind) == (2, 0)


def test_an_accounts_casts_go_with_it(evening, now):
    casts.of_host(evening.owner, "Mine")
    receipt = person_erasure.erase_account(evening.owner, now)
    assert not Cast.objects.exists() and walk("casts/") == []
    # A photo, the character's picture, and what was learned.
    assert (receipt.objects_erased, receipt.left_behind) == (3, 0)


def test_what_a_person_let_a_cast_learn_from_goes_with_them_and_keeps_them_until_then(evening, now):
    player = evening.take.seat.player
    heroes = casts.of_host(evening.owner, "Mine")
    Example.objects.update(player=player.pk)
    ModelVersion.objects.update(members=Example.objects.get().pk.bytes)
    room_erasure.erase_room(evening.row.code, now, reason="expired")
    assert models.Player.objects.filter(pk=player.pk).exists()
    receipt = person_erasure.erase_player(player, now)
    assert not Example.objects.exists() and walk(f"casts/{heroes.pk}/examples/") == []
    assert (receipt.objects_erased, receipt.left_behind) == (1, 0)
    assert ModelVersion.objects.get().withdrawn == 1


def test_a_hosts_rooms_and_counts_outlive_the_account(evening, now):
    round_counts.collect()
    everybody = models.Tally.objects.filter(host=counts.EVERYBODY)
    counted = list(everybody.values())
    host = evening.owner.pk
    person_erasure.erase_account(evening.owner, now)
    assert evening.row.created_by is None
    assert not models.Tally.objects.filter(host=host).exists()
    assert list(everybody.values()) == counted != []


def test_a_room_is_erased_with_what_the_leaderboard_holds_of_it(evening, now, caplog):
    seat, folder = evening.seat(NAME), f"rooms/{evening.row.id}/"
    receipt = person_erasure.erase_room(evening.row, now)
    assert_nothing_of(seat, caplog)
    assert rows_with(OTHER) == []
    assert walk(folder) == []
    assert (receipt.objects_erased, receipt.left_behind) == (3, 0)


def test_a_photo_judged_after_the_erasure_is_erased_too(evening, now):
    """The worker was in the middle of it: it stores the photo, and its result comes last."""
    seat, room_id = evening.seat(NAME), str(evening.row.id)
    take = models.Take.objects.get(seat=seat, code="")
    person_erasure.erase_seat(seat, now)
    key = f"rooms/{room_id}/photos/{take.id}.jpg"
    default_storage.save(key, ContentFile(b"a photo"))
    apply_score({"code": "scored", "similarity": 0.5, "photo": key}, evening.party.code, room_id, str(take.id))
    assert key not in walk("")


@pytest.mark.parametrize("kind", ["seat", "player", "user"])
def test_erasing_from_the_panel_leaves_no_name_in_its_log(evening, kind):
    boss = evenings.host("boss", everything=True)
    seat = evening.seat(NAME)
    user = User.objects.create(username=NAME)
    models.Player.objects.filter(id=seat.player_id).update(user=user if kind == "user" else None)
    if kind != "user":
        user.delete()
    app, key = {"seat": ("game", seat.id), "player": ("game", seat.player_id), "user": ("auth", user.pk)}[kind]
    client = Client()
    client.force_login(boss)
    answer = client.post(reverse(f"admin:{app}_{kind}_delete", args=[key]), {"post": "yes"}, follow=True)
    assert "A search afterwards found nothing of it" in answer.content.decode()
    # Messages live in the answer's cookie or session, so the database is looked at after they were shown.
    assert rows_with(NAME) == []


def test_a_report_that_was_deleted_leaves_no_name_in_the_log(evening, now):
    client = Client()
    client.force_login(evenings.host("boss", everything=True))
    for report in models.Report.objects.all():
        client.post(reverse("admin:game_report_delete", args=[report.pk]), {"post": "yes"}, follow=True)
    assert not models.Report.objects.exists()
    person_erasure.erase_room(evening.row, now)
    assert rows_with(NAME) == rows_with(OTHER) == []


@pytest.mark.parametrize("way", ["room", "seat", "player", "account"])
def test_the_command_erases_and_tells_what(evening, way, capsys):
    seat = evening.seat(NAME)
    user = User.objects.create(username=NAME)
    if way == "account":
        models.Player.objects.filter(id=seat.player_id).update(user=user)
    else:
        user.delete()
    who = {"room": evening.party.code, "seat": str(seat.id), "player": str(seat.player_id), "account": NAME}[way]
    call_command("erase_person", **{way: who})
    assert "A search afterwards found nothing." in capsys.readouterr().out
    assert rows_with(NAME) == []


@pytest.mark.parametrize("way", ["room", "seat", "player", "account"])
def test_the_command_says_when_there_is_nobody_like_that(db, way):
    with pytest.raises(CommandError, match="nobody"):
        call_command("erase_person", **{way: "nobody"})
