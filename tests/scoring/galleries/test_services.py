"""How galleries change, and that nothing stays of what was taken out."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from scoring.galleries import portraits, selectors, services
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery, GalleryImport, Person, Portrait
from scoring.galleries.storage_keys import import_key
from scoring.imports import pictures
from tests.support.galleries import NOW, gallery, somebody
from tests.support.photos import astronaut, two_faces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def stored() -> set[str]:
    return {key for key, _ in default_storage.objects("galleries/")}


def named() -> set[str]:
    return set(selectors.promised_keys())


def found(photo: bytes) -> dict:
    told, _ = pictures.ask({"ask": "faces", "single": True, "quick": False}, photo)
    return told["faces"][0]


def version(of: Gallery) -> int:
    return Gallery.objects.get(pk=of.pk).version


def test_a_named_face_becomes_a_portrait_once():
    friends, guest, seen = gallery(), uuid4(), found(astronaut())
    portrait = services.add_portrait(" Eileen  C ", friends, astronaut(), seen, guest, NOW)
    assert (portrait.person.name, portrait.added_by, stored()) == ("Eileen C", guest, {portrait.picture})
    assert len(portrait.vector) == 4 * 128 and portrait.quality["refusal"] is None
    assert services.add_portrait("eileen c", friends, astronaut(), seen, uuid4(), NOW) == portrait
    assert (Portrait.objects.count(), version(friends)) == (1, 1)
    assert services.add_portrait(portrait.person, friends, astronaut(500), seen, guest, NOW).person == portrait.person


def test_a_face_keeps_its_name_and_a_name_its_face():
    friends = gallery()
    services.add_portrait("Eileen", friends, astronaut(), found(astronaut()), None, NOW)
    with pytest.raises(GalleryRefused, match="someone_else") as refused:
        services.add_portrait("Mia", friends, astronaut(500), found(astronaut(500)), None, NOW)
    assert refused.value.message.endswith("Its name here is “Eileen”.")
    with pytest.raises(GalleryRefused, match="name_empty"):
        services.add_portrait(" ", friends, astronaut(), found(astronaut()), None, NOW)
    assert stored() == named() and Person.objects.count() == 1


def test_a_poor_face_is_no_portrait():
    poor = found(astronaut()) | {"quality": {"refusal": "face_too_small"}, "vectors": {}}
    with pytest.raises(GalleryRefused, match="face_too_small"):
        services.add_portrait("Eileen", gallery(), astronaut(), poor, None, NOW)
    assert stored() == set()


def test_a_gallery_that_is_gone_takes_nobody_in_and_keeps_no_picture():
    friends = gallery()
    services.delete_gallery(Gallery.objects.get(pk=friends.pk))
    with pytest.raises(GalleryRefused, match="no_such_gallery"):
        services.add_portrait("Eileen", friends, astronaut(), found(astronaut()), None, NOW)
    assert stored() == set()


def test_who_is_meant_is_plain_or_asked_for():
    told, _ = pictures.ask({"ask": "faces", "single": False, "quick": False}, two_faces())
    with pytest.raises(GalleryRefused, match="several_faces"):
        portraits.meant(told["faces"])


# Taking out


def test_a_deleted_portrait_takes_its_picture_along_and_the_last_one_its_person():
    friends = gallery("Friends", None, "Ann", "Ben")
    second = somebody(friends, "Ann", 1)
    before = version(friends)
    services.delete_portrait(second)
    assert {person.name for person in Person.objects.all()} == {"Ann", "Ben"}
    services.delete_portrait(Portrait.objects.get(person__name="Ann"))
    assert {person.name for person in Person.objects.all()} == {"Ben"}
    assert stored() == named() and len(stored()) == 1
    assert version(friends) == before + 2


def test_a_deleted_person_takes_every_portrait_along():
    friends = gallery("Friends", None, "Ann", "Ben")
    somebody(friends, "Ann", 1)
    assert services.delete_person(Person.objects.get(name="Ann")) == (3, 2)
    assert stored() == named() and len(stored()) == 1


def test_a_deleted_gallery_takes_everybody_along():
    friends, others = gallery("Friends", None, "Ann", "Ben"), gallery("Others", None, "Cem")
    services.delete_gallery(friends)
    assert [person.name for person in Person.objects.all()] == ["Cem"]
    assert Gallery.objects.get() == others and stored() == named()


@pytest.mark.parametrize("way", ["portrait", "person", "gallery", "guest"])
def test_every_deletion_makes_the_matrices_forget(way, monkeypatch, django_capture_on_commit_callbacks):
    guest, forgotten = uuid4(), []
    friends = gallery("Friends", None, "Ann")
    portrait = somebody(friends, "Ben", added_by=guest)
    monkeypatch.setattr(services.matrix, "forget", forgotten.append)
    with django_capture_on_commit_callbacks(execute=True):
        {
            "portrait": lambda: services.delete_portrait(portrait),
            "person": lambda: services.delete_person(portrait.person),
            "gallery": lambda: services.delete_gallery(friends),
            "guest": lambda: services.erase_added_by([guest]),
        }[way]()
    assert set(forgotten) == {friends.pk}


def test_what_a_guest_has_named_goes_with_the_guest():
    guest, friends = uuid4(), gallery("Friends", None, "Ann")
    somebody(friends, "Ann", 1, added_by=guest)
    somebody(friends, "Ben", added_by=guest)
    somebody(friends, "Ben", 1, added_by=uuid4())
    assert services.erase_added_by([str(guest)]) == (2, 2)
    assert {person.name: person.portraits.count() for person in Person.objects.all()} == {"Ann": 1, "Ben": 1}
    assert stored() == named()


def test_an_account_takes_its_galleries_and_waiting_uploads_along():
    hana = User.objects.create(username="hana")
    gallery("Mine", hana, "Ann")
    house = gallery("House", None, "Ben")
    job = GalleryImport(name="Mine", owner=hana, may=True, created_at=NOW)
    job.upload = default_storage.save(import_key(str(job.id)), ContentFile(b"zip"))
    job.save()
    erased = services.erase_account(hana)
    assert erased.objects == 2 and not default_storage.exists(job.upload)
    assert Gallery.objects.get() == house and stored() == named()


def test_a_storage_that_is_away_leaves_the_rows_to_be_erased_again(monkeypatch):
    friends = gallery("Friends", None, "Ann")

    def away(key):
        raise OSError("the storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage._wrapped, "delete", away, raising=False)
        with pytest.raises(OSError):
            services.delete_gallery(friends)
    assert Person.objects.count() == 1
    services.delete_gallery(friends)
    assert stored() == set()


# Names, and who may


def test_a_person_is_renamed_unless_somebody_else_has_the_name():
    gallery("Friends", None, "Ann", "Ben")
    ann = Person.objects.get(name="Ann")
    services.rename(ann, "ANN")
    with pytest.raises(GalleryRefused, match="name_taken"):
        services.rename(ann, "ben ")
    assert {(person.name, person.key) for person in Person.objects.all()} == {("ANN", "ann"), ("Ben", "ben")}


def test_galleries_of_one_name_belong_to_their_owners():
    hana = User.objects.create(username="hana")
    mine, house = gallery("Faces", hana), gallery("faces")
    assert (mine.slug, mine.public, house.slug, house.public) == ("faces", False, "faces-2", True)
    assert services.gallery_named("Faces", hana) == mine
    assert gallery("かお").slug == "gallery"


def test_guests_add_where_they_may_and_hosts_to_their_own():
    hana, zelda = (User.objects.create(username=name) for name in ("hana", "zelda"))
    friends = gallery("Friends", hana)
    services.check_may_add(friends, hana)
    for stranger in (zelda, None):
        with pytest.raises(GalleryRefused, match="guests_may_not_add"):
            services.check_may_add(friends, stranger)
    friends.guests_may_add = True
    services.check_may_add(friends, None)


def test_everybody_sees_public_galleries_and_their_own():
    hana, zelda = (User.objects.create(username=name) for name in ("hana", "zelda"))
    mine, house = gallery("Mine", hana), gallery("House")
    assert set(selectors.visible(hana)) == {mine, house}
    assert set(selectors.visible(zelda)) == set(selectors.visible(None)) == {house}
    assert selectors.named("mine", hana) == mine
    with pytest.raises(GalleryRefused, match="no_such_gallery"):
        selectors.named("mine", zelda)


def test_answers_are_counted_for_who_was_nearest():
    friends = gallery("Friends", None, "Ann", "Ben")
    before, ann = version(friends), Person.objects.get(name="Ann")
    for winner in (str(ann.pk), str(ann.pk), None):
        services.note_answer(friends, winner)
    friends.refresh_from_db()
    ann.refresh_from_db()
    assert (friends.asked, ann.wins, friends.version) == (3, 2, before)
