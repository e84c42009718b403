import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from game import models, tasks
from game.decks.imports import jobs as deck_jobs
from game.decks.imports.jobs import JOBS
from game.engine import errors
from game.engine.state import Settings
from game.engine.transitions import THE_HOUSE
from game.panel.admin import import_form
from game.rooms import services
from scoring.imports import jobs
from tests.game.decks.imports.test_importer import picture
from tests.support import evenings

pytestmark = pytest.mark.usefixtures("own_folder")
IMPORT = "admin:game_deck_import"


def packed(**files: bytes) -> SimpleUploadedFile:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return SimpleUploadedFile("deck.zip", data.getvalue())


def upload(panel: Client, *files: SimpleUploadedFile, **fields: str) -> models.DeckImport:
    answer = panel.post(reverse(IMPORT), {"name": "Faces", "files": files, **fields})
    job = models.DeckImport.objects.get()
    assert answer["Location"] == reverse("admin:game_deckimport_follow", args=[job.pk])
    return job


def state(panel: Client, job: models.DeckImport) -> dict:
    return panel.get(reverse("admin:game_deckimport_state", args=[job.pk])).json()


def test_an_upload_waits_for_its_worker_and_then_tells_about_every_file(panel, hana):
    job = upload(panel, packed(CECM__a=picture("red"), OECM__b=b"?"), skip_bad="on")
    assert state(panel, job)["state"] == "waiting"
    JOBS.run(str(job.pk), timezone.now())
    found = state(panel, job)
    assert (found["state"], found["finished"], found["total"]) == ("done", 2, 2)
    assert found["report"]["imported"] == ["CECM/a"]
    assert found["report"]["refused"][0]["file"] == "OECM/b"
    deck = models.Deck.objects.get(name="Faces")
    assert (deck.owner, deck.public) == (hana, False)
    assert found["made"] == reverse("admin:game_deck_targets", args=[deck.pk]) + "?show=unlabelled"
    assert not default_storage.exists(f"imports/{job.pk}.zip")


def test_a_bad_file_keeps_the_whole_upload_out(panel):
    job = upload(panel, packed(CECM__a=picture("red"), OECM__b=b"?"))
    JOBS.run(str(job.pk), timezone.now())
    found = state(panel, job)
    assert (found["report"]["took_effect"], found["made"]) == (False, None)
    assert not models.Deck.objects.filter(name="Faces").exists()


def test_pictures_can_be_sent_without_a_zip(panel):
    sheet = SimpleUploadedFile("targets.csv", b"file,eyes,mouth\na.png,1,0\n")
    job = upload(panel, SimpleUploadedFile("a.png", picture("red")), sheet)
    JOBS.run(str(job.pk), timezone.now())
    prompt = models.Prompt.objects.get()
    assert (prompt.left_eye, prompt.right_eye, prompt.mouth, prompt.labelled) == (1, 1, 0, True)


def test_a_damaged_zip_is_told(panel):
    job = upload(panel, SimpleUploadedFile("deck.zip", b"PK\x03\x04 and no more"))
    JOBS.run(str(job.pk), timezone.now())
    assert state(panel, job)["report"]["refused"][0]["code"] == "not_a_zip"


def imported(panel: Client) -> tuple[models.Deck, dict[str, str]]:
    """A deck made of one labelled picture, and where its import's page leads to."""
    job = upload(panel, packed(CECM__a=picture("red")))
    JOBS.run(str(job.pk), timezone.now())
    return models.Deck.objects.get(name="Faces"), state(panel, job)["ways"]


def names_listed(client: Client) -> list[str]:
    return [deck["name"] for deck in client.get("/api/v1/decks").json()]


def test_a_deck_is_played_from_the_page_of_its_import_by_its_own_host(panel, hana, small_deck):
    deck, ways = imported(panel)
    assert ways["play"] == f"/?deck={deck.pk}#start-form"
    assert (names_listed(panel), names_listed(Client())) == (["Small deck", "Faces"], ["Small deck"])
    body = {"nickname": "Hana", "deck": str(deck.pk)}
    stranger = Client().post("/api/v1/rooms", body, content_type="application/json")
    assert (stranger.status_code, stranger.json()["code"]) == (409, "deck_empty")
    code = panel.post("/api/v1/rooms", body, content_type="application/json").json()["code"]
    room = models.Room.objects.get(code=code)
    assert (room.deck, room.created_by) == (deck, hana)


def test_a_deck_is_made_public_from_the_page_of_its_import_by_its_own_host(panel, small_deck):
    _, ways = imported(panel)
    other = Client()
    other.force_login(evenings.host("zelda"))
    assert other.post(ways["publish"]).status_code == 404
    assert panel.get(ways["publish"]).status_code == 405
    assert names_listed(Client()) == ["Small deck"]
    assert panel.post(ways["publish"]).json() == {"public": True}
    assert names_listed(Client()) == ["Small deck", "Faces"]
    job = models.DeckImport.objects.get()
    assert list(state(panel, job)["ways"]) == ["play"]


def test_what_has_no_target_yet_is_not_offered_for_play(panel):
    job = upload(panel, packed(a=picture("red")))
    JOBS.run(str(job.pk), timezone.now())
    assert state(panel, job)["ways"] == {}


def test_running_an_import_twice_changes_nothing(panel):
    job = upload(panel, packed(CECM__a=picture("red")))
    JOBS.run(str(job.pk), timezone.now())
    before = list(models.DeckImport.objects.values())
    JOBS.run(str(job.pk), timezone.now())
    assert list(models.DeckImport.objects.values()) == before


def test_of_two_workers_one_does_the_import(panel, monkeypatch):
    job = upload(panel, packed(CECM__a=picture("red")))
    tell, again = jobs.Jobs._tell, []

    def tell_and_deliver_again(self, job, **values):
        tell(self, job, **values)
        again.append(JOBS.run(str(job.pk), timezone.now()))

    monkeypatch.setattr(jobs.Jobs, "_tell", tell_and_deliver_again)
    JOBS.run(str(job.pk), timezone.now())
    assert len(again) >= 2
    assert state(panel, job)["report"]["imported"] == ["CECM/a"]
    assert default_storage.exists(models.Prompt.objects.get(deck__name="Faces").picture)


def test_the_import_of_a_worker_that_died_is_done_by_another(panel, monkeypatch):
    job = upload(panel, packed(CECM__a=picture("red")))
    now, queued = timezone.now(), []
    monkeypatch.setattr(tasks.run_import, "delay", queued.append)
    models.DeckImport.objects.update(state="running", told_at=now)
    JOBS.run(str(job.pk), now + jobs.SILENCE / 2)
    tasks.resume_imports()
    assert (state(panel, job)["state"], queued) == ("running", [])
    models.DeckImport.objects.update(told_at=now - jobs.SILENCE - timedelta(seconds=1))
    tasks.resume_imports()
    assert queued == [str(job.pk)]
    JOBS.run(queued[0], now)
    assert state(panel, job)["report"]["imported"] == ["CECM/a"]


def test_an_upload_while_the_queue_is_away_is_found_again(panel, monkeypatch, django_capture_on_commit_callbacks):
    def away(*how, **more):
        raise OSError("no queue")

    monkeypatch.setattr(tasks.run_import, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        job = upload(panel, packed(CECM__a=picture("red")))
    assert JOBS.lying_about(job.created_at + jobs.OVERDUE / 2) == []
    assert JOBS.lying_about(job.created_at + jobs.OVERDUE * 2) == [str(job.pk)]


@pytest.mark.parametrize(("error", "code"), [(RuntimeError, "unexpected"), (OSError, "storage")])
def test_an_import_that_breaks_ends_with_a_word(panel, monkeypatch, error, code):
    job = upload(panel, packed(CECM__a=picture("red")))

    def broken(*args, **options):
        raise error

    monkeypatch.setattr(deck_jobs, "import_named", broken)
    with pytest.raises(error):
        JOBS.run(str(job.pk), timezone.now())
    found = state(panel, job)
    assert (found["state"], found["report"]["refused"][0]["code"]) == ("done", code)
    assert not default_storage.exists(f"imports/{job.pk}.zip")


def test_an_upload_is_no_larger_than_what_the_proxy_lets_through(panel, monkeypatch):
    caddy = (Path(__file__).resolve().parents[4] / "deploy/Caddyfile").read_text()
    through = int(re.search(r"max_size (\d+)MB\s*}\s*reverse_proxy {", caddy)[1]) * 1_000_000
    assert through >= import_form.MOST_BYTES + 1_000_000
    monkeypatch.setattr(import_form, "MOST_BYTES", 10)
    answer = panel.post(reverse(IMPORT), {"name": "Faces", "files": [packed(CECM__a=picture("red"))]})
    assert "import_deck" in str(answer.context["form"].errors["files"])


def test_the_form_says_what_is_missing(panel):
    answer = panel.post(reverse(IMPORT), {"name": ""})
    assert set(answer.context["form"].errors) == {"name", "files"}


def test_a_host_exports_their_deck(panel, hana):
    job = upload(panel, packed(CECM__a=picture("red")))
    JOBS.run(str(job.pk), timezone.now())
    deck = models.Deck.objects.get(owner=hana)
    answer = panel.get(reverse("admin:game_deck_export", args=[deck.pk]))
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == ["pictures/0001 a.png", "targets.csv"]


def test_a_deck_of_a_host_is_theirs_alone(panel, hana, client, small_deck, now, screens):
    panel.post(reverse("admin:game_deck_add"), {"name": "かお", "family_friendly": "on"})
    deck = models.Deck.objects.get(name="かお")
    assert (deck.owner, deck.public, deck.slug) == (hana, False, "deck")
    deck.prompts.create(title="x", content_hash="y", left_eye=0, right_eye=0, mouth=0)
    assert [row["name"] for row in client.get("/api/v1/decks").json()] == ["Small deck"]
    foreign = services.open_room(Settings(), small_deck, now)
    with pytest.raises(errors.SettingsInvalid):
        services.configure(foreign.code, Settings(), str(deck.pk), THE_HOUSE, now)
    own = services.open_room(Settings(), small_deck, now, created_by=hana)
    assert services.configure(own.code, Settings(), str(deck.pk), THE_HOUSE, now).deck.name == "かお"


def test_one_deck_is_the_default(boss, small_deck):
    other = models.Deck.objects.create(slug="other", name="Other")
    client = Client()
    client.force_login(boss)
    url = reverse("admin:game_deck_change", args=[other.pk])
    client.post(url, {"name": "Other", "public": "on", "is_default": "on"})
    assert list(models.Deck.objects.filter(is_default=True)) == [other]


def test_a_deck_that_a_room_plays_stays(boss, evening):
    client = Client()
    client.force_login(boss)
    deck = evening.row.deck
    page = client.post(reverse("admin:game_deck_delete", args=[deck.pk]), {"post": "yes"}).content.decode()
    assert f"Room {evening.party.code} plays it" in page
    assert models.Deck.objects.filter(pk=deck.pk).exists()


# Targets
