"""Galleries in the panel: import, people, portraits, who wins; whose they are, test_permissions.py asks."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from game import tasks
from scoring.galleries.jobs import JOBS
from scoring.galleries.models import Gallery, GalleryImport, Person, Portrait
from tests.game.panel.admin.test_decks import packed
from tests.support.galleries import gallery, somebody
from tests.support.photos import astronaut, wall

pytestmark = pytest.mark.usefixtures("own_folder")
IMPORT = "admin:scoring_gallery_import"


def upload(panel: Client, *files: SimpleUploadedFile, **fields: str) -> GalleryImport:
    answer = panel.post(reverse(IMPORT), {"name": "Friends", "files": files, "may": "on", **fields})
    job = GalleryImport.objects.get()
    assert answer["Location"] == reverse("admin:scoring_galleryimport_follow", args=[job.pk])
    return job


def state(panel: Client, job: GalleryImport) -> dict:
    return panel.get(reverse("admin:scoring_galleryimport_state", args=[job.pk])).json()


def page(panel: Client, name: str, *args: object) -> str:
    answer = panel.get(reverse(f"admin:scoring_{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_upload_becomes_a_gallery_of_the_hosts_own(panel, hana):
    job = upload(panel, packed(Eileen__a=astronaut(), Wall=wall()), skip_bad="on")
    assert (state(panel, job)["state"], job.may) == ("waiting", True)
    tasks.run_gallery_import(str(job.pk))
    found = state(panel, job)
    assert (found["state"], found["finished"], found["total"]) == ("done", 2, 2)
    assert found["report"]["imported"] == ["Eileen/a"]
    assert found["report"]["refused"][0]["code"] == "no_face"
    friends = Gallery.objects.get()
    assert (friends.owner, friends.public) == (hana, False)
    assert found["made"] == reverse("admin:scoring_gallery_change", args=[friends.pk])
    assert not default_storage.exists(f"gallery-imports/{job.pk}.zip")


def test_nothing_is_taken_without_the_word_that_one_may(panel):
    answer = panel.post(reverse(IMPORT), {"name": "Friends", "files": [packed(Eileen=astronaut())]})
    assert set(answer.context["form"].errors) == {"may"}
    assert not GalleryImport.objects.exists()


def test_the_import_of_a_worker_that_died_is_done_by_another(panel, monkeypatch):
    job = upload(panel, packed(Wall=wall()))
    now, queued = timezone.now(), []
    monkeypatch.setattr(tasks.run_gallery_import, "delay", queued.append)
    GalleryImport.objects.update(state="running", told_at=now)
    tasks.resume_gallery_imports()
    assert queued == []
    GalleryImport.objects.update(told_at=None)
    tasks.resume_gallery_imports()
    assert queued == [str(job.pk)]
    JOBS.run(queued[0], now)
    assert state(panel, job)["report"]["refused"][0]["code"] == "no_face"


def test_the_pages_show_who_is_in_it_and_how_often_each_is_nearest(panel, hana):
    friends = gallery("Friends", hana, "Ann", "Ben")
    Gallery.objects.update(asked=8)
    Person.objects.filter(name="Ann").update(wins=6)
    ann = Person.objects.get(name="Ann")
    picture = reverse("admin:scoring_portrait_picture", args=[ann.portraits.get().pk])
    for name, *args in (("gallery_change", friends.pk), ("person_changelist",)):
        shown = page(panel, name, *args)
        assert "6 of 8 (75%)" in shown and "0 of 8 (0%)" in shown and picture in shown
    assert picture in page(panel, "person_change", ann.pk)
    assert picture in page(panel, "portrait_changelist")
    assert "Friends" in page(panel, "gallery_changelist")
    assert panel.get(picture).content == default_storage.read(ann.portraits.get().picture)


def test_a_host_opens_a_gallery_to_everybody_and_to_guests_names(panel, hana):
    friends = gallery("Friends", hana)
    form = {"name": "Friends", "public": "on", "guests_may_add": "on"}
    panel.post(reverse("admin:scoring_gallery_change", args=[friends.pk]), form)
    friends.refresh_from_db()
    assert (friends.public, friends.guests_may_add, friends.owner) == (True, True, hana)


def test_a_person_gets_another_name_but_nobody_elses(panel, hana):
    gallery("Friends", hana, "Ann", "Ben")
    ann = Person.objects.get(name="Ann")
    change = reverse("admin:scoring_person_change", args=[ann.pk])
    for name, words in (("ben", "Somebody else in this gallery"), ("\u202eAnn", "nobody can see")):
        assert words in panel.post(change, {"name": name}).content.decode()
    panel.post(change, {"name": "Änne"})
    assert LogEntry.objects.get().object_repr == f"person {str(ann.pk)[:8]}"
    ann.refresh_from_db()
    assert (ann.name, ann.key) == ("Änne", "änne")


@pytest.mark.parametrize(("kind", "left"), [("portrait", 2), ("person", 1), ("gallery", 0)])
def test_what_is_deleted_leaves_no_picture(panel, hana, kind, left):
    friends = gallery("Friends", hana, "Ann", "Ben")
    second = somebody(friends, "Ann", 1)
    row = {"portrait": second, "person": second.person, "gallery": friends}[kind]
    url = reverse(f"admin:scoring_{kind}_delete", args=[row.pk])
    assert "Are you sure" in panel.get(url).content.decode()
    panel.post(url, {"post": "yes"})
    assert Portrait.objects.count() == len(list(default_storage.objects("galleries/"))) == left


def test_the_names_of_an_imports_files_are_forgotten_after_a_day(panel):
    job = upload(panel, packed(Eileen__a=astronaut(), Wall=wall()), skip_bad="on")
    JOBS.run(str(job.pk), timezone.now())
    JOBS.forget_names(job.created_at + timedelta(hours=23))
    assert state(panel, job)["report"]["imported"] == ["Eileen/a"]
    for _ in range(2):
        JOBS.forget_names(job.created_at + timedelta(hours=25))
    job.refresh_from_db()
    assert "Eileen" not in json.dumps(job.report) and "Wall" not in json.dumps(job.report)
    assert (job.report["counts"]["imported"], job.may) == (1, True)


def test_several_are_deleted_at_once(panel, hana):
    gallery("Friends", hana, "Ann", "Ben", "Cem")
    chosen = [str(person.pk) for person in Person.objects.exclude(name="Cem")]
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    panel.post(reverse("admin:scoring_person_changelist"), form)
    assert [person.name for person in Person.objects.all()] == ["Cem"]
    assert len(list(default_storage.objects("galleries/"))) == 1


def test_people_are_listed_by_gallery(panel, hana):
    friends = gallery("Friends", hana, "Ann")
    gallery("Family", hana, "Ben")
    url = reverse("admin:scoring_person_changelist")
    shown = panel.get(url, {"gallery": str(friends.pk)}).content.decode()
    assert "Ann" in shown and "Ben" not in shown
    assert panel.get(url, {"gallery": "nonsense"}).status_code in (200, 302)


def test_portraits_come_in_where_the_proxy_lets_them_through():
    root = Path(__file__).resolve().parents[4]
    assert (root / "deploy/Caddyfile").read_text().count("|scoring/(gallery|cast))/import/") == 2
