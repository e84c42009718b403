from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from game import models
from game.decks.storage_keys import deck_folder, import_key
from game.privacy import room_erasure, storage_audit
from game.rooms import services
from game.rooms.storage_keys import photo_key, upload_key
from scoring.casts.storage_keys import example_key, weights_key
from scoring.casts.storage_keys import import_key as cast_import_key
from scoring.galleries.storage_keys import import_key as gallery_import_key
from scoring.galleries.storage_keys import portrait_key
from tests.support.galleries import gallery
from tests.support.parties import Party, posing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "screens")]


def put(key):
    default_storage.save(key, ContentFile(b"object"))
    return key


@pytest.mark.parametrize(
    ("key", "hours"),
    [
        (upload_key("room", "take"), 0.25),
        (deck_folder("mine") + "a.png", 24),
        (import_key("some"), 24),
        (portrait_key("gallery", "portrait"), 24),
        (gallery_import_key("some"), 24),
        (example_key("cast", "photo"), 24),
        (weights_key("cast", "digest", "training"), 24),
        (cast_import_key("some"), 24),
    ],
)
def test_what_no_row_names_is_erased_after_a_while(key, hours):
    put(key)
    written = timezone.now()
    assert room_erasure.erase_strays(written + timedelta(hours=hours) - timedelta(minutes=1)) == 0
    assert room_erasure.erase_strays(written + timedelta(hours=hours, minutes=1)) == 1
    assert not default_storage.exists(key)


def test_what_nobody_reported_goes_within_minutes_and_what_waits_stays(small_deck):
    now = timezone.now()
    party = posing(small_deck, now, "Mia", "Ben")
    waiting = put(upload_key(party.room.id, party.send("Mia")))
    forgotten = put(upload_key(party.room.id, "forgotten"))
    assert room_erasure.erase_unreported(now + timedelta(minutes=14)) == 0
    assert room_erasure.erase_unreported(now + timedelta(minutes=16)) == 1
    assert default_storage.exists(waiting) and not default_storage.exists(forgotten)


def test_an_original_whose_score_is_stored_goes_though_its_worker_died_before_it_erased_it(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    room, waiting, judged = party.room.id, party.send("Mia"), party.send("Ben")
    models.Take.objects.filter(id=judged).update(code="scored")
    left = put(upload_key(room, judged))
    kept = put(upload_key(room, waiting))
    assert room_erasure.erase_unreported(now) == 1
    assert default_storage.exists(kept) and not default_storage.exists(left)


def test_what_a_row_names_stays(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    room, waiting, judged = party.room.id, party.send("Mia"), party.send("Ben")
    models.Take.objects.filter(id=judged).update(code="scored", photo=photo_key(room, judged))
    job = models.DeckImport(name="Mine", owner=User.objects.create(username="hana"), created_at=now)
    job.upload = put(import_key(str(job.id)))
    job.save()
    gallery("Friends", None, "Ann")
    put(upload_key(room, waiting))
    put(photo_key(room, judged))
    assert room_erasure.erase_strays(timezone.now() + timedelta(days=2)) == 0
    assert storage_audit.unnamed() == {}


def test_check_storage_names_what_does_not_agree(small_deck, now, capsys):
    party = Party(small_deck, now, "Mia")
    stray = put(upload_key(party.room.id, services.new_id()))
    with pytest.raises(SystemExit):
        call_command("check_storage")
    assert f"belongs to nobody: {stray}" in capsys.readouterr().out
    default_storage.delete(stray)
    models.Prompt.objects.filter(deck=small_deck).update(picture="decks/gone.png")
    with pytest.raises(SystemExit):
        call_command("check_storage")
    assert "is gone: decks/gone.png" in capsys.readouterr().out
    default_storage.delete(gallery("Friends", None, "Ann").people.get().portraits.get().picture)
    assert len(storage_audit.missing()) == 2
