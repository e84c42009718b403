"""The one way by which a gallery's people and portraits change: its version rises with every change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from animatch.platform import sqlite
from animatch.platform.slugs import free_slug
from animatch.platform.storages import default_storage
from scoring import names
from scoring.galleries import matrix, portraits
from scoring.galleries.acquaintances import Acquaintances, checked_name
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery, GalleryImport, Person, Portrait
from scoring.galleries.portraits import Face, Likeness
from scoring.galleries.storage_keys import portrait_key


@dataclass(frozen=True)
class Enrolment:
    """A portrait whose picture lies in the storage already, and whose row is still to be written."""

    id: UUID
    name: str
    picture: str
    likeness: Likeness
    added_by: UUID | None = None


class Erased(NamedTuple):
    """How many rows and how many stored pictures were erased."""

    rows: int
    objects: int


def gallery_named(name: str, owner: Any | None) -> Gallery:
    """The owner's gallery of this name, or one that is not saved yet. Without an owner it is public and the house's."""
    name = checked_name(name)
    found = Gallery.objects.filter(name=name, owner=owner).first()
    return found or Gallery(name=name, slug=free_slug(Gallery, name), owner=owner, public=owner is None)


def check_may_add(gallery: Gallery, user: Any | None) -> None:
    """Raises GalleryRefused where guests may not add faces, unless the account owns the gallery."""
    owns = user is not None and user.is_authenticated and gallery.owner_id == user.pk
    if not (gallery.guests_may_add or owns):
        raise GalleryRefused("guests_may_not_add")


def add_portrait(
    person: Person | str, gallery: Gallery, data: bytes, face: Face, added_by: UUID | None, now: datetime
) -> Portrait:
    """Somebody's face, as it was found in the picture, into the gallery; one that is there already stays as it is.

    `person` is one of the gallery's people or a name, and the same name is the same person.
    Raises GalleryRefused or NotJudged.
    """
    portraits.check_numbers(gallery)
    name = person.name if isinstance(person, Person) else checked_name(person)
    known, digest = Acquaintances(gallery), portraits.digest_of(data)
    if known.knows(name, digest):
        return Portrait.objects.get(person__gallery=gallery, person__key=names.key(name), content_hash=digest)
    likeness = portraits.likeness(gallery, data, face)
    known.add(name, likeness)
    new = store(gallery, name, likeness, added_by)
    try:
        return enrol(gallery, [new], now)[0]
    except BaseException:
        default_storage.delete(new.picture)
        raise


def store(gallery: Gallery, name: str, likeness: Likeness, added_by: UUID | None = None) -> Enrolment:
    """Keep a portrait's picture; without a row that names it, it is swept up within a day."""
    new_id = uuid4()
    key = portrait_key(str(gallery.id), str(new_id))
    default_storage.write(key, likeness.picture)
    return Enrolment(new_id, name, key, likeness, added_by)


@transaction.atomic
def enrol(gallery: Gallery, wanted: Iterable[Enrolment], now: datetime) -> list[Portrait]:
    """All of them become rows, and the gallery too if it is new. Raises GalleryRefused where it is gone."""
    if gallery._state.adding:
        gallery.save()
    elif not Gallery.objects.select_for_update().filter(pk=gallery.pk).exists():
        raise GalleryRefused("no_such_gallery")
    rows = [_portrait(gallery, new, now) for new in wanted]
    _changed(gallery.pk)
    return rows


def _portrait(gallery: Gallery, new: Enrolment, now: datetime) -> Portrait:
    key = names.key(new.name)
    person, _ = Person.objects.get_or_create(gallery=gallery, key=key, defaults={"name": new.name})
    if (there := Portrait.objects.filter(person=person, content_hash=new.likeness.digest).first()) is not None:
        # Somebody was faster with the same picture.
        transaction.on_commit(partial(default_storage.delete, new.picture))
        return there
    return Portrait.objects.create(
        id=new.id,
        person=person,
        picture=new.picture,
        content_hash=new.likeness.digest,
        vector=new.likeness.vector.astype("<f4").tobytes(),
        embedder=gallery.embedder,
        quality=dict(new.likeness.quality),
        added_by=new.added_by,
        created_at=now,
    )


def delete_portrait(portrait: Portrait) -> Erased:
    """The portrait's picture and numbers; the person too, if there is no other one of them."""
    return _erase(Portrait.objects.filter(pk=portrait.pk))


def delete_person(person: Person) -> Erased:
    """The person with every portrait of them."""
    return _erase(Portrait.objects.filter(person=person))


@transaction.atomic
def delete_gallery(gallery: Gallery) -> Erased:
    """The gallery with everybody in it."""
    erased = _erase(Portrait.objects.filter(person__gallery=gallery))
    rows = Gallery.objects.filter(pk=gallery.pk).delete()[0]
    _forget_later(gallery.pk)
    return Erased(erased.rows + rows, erased.objects)


def erase_added_by(players: Collection[UUID | str]) -> Erased:
    """The portraits that these players have named, with whoever is left without any."""
    return _erase(Portrait.objects.filter(added_by__in=players))


def erase_account(user: Any) -> Erased:
    """The account's galleries with everybody in them, and its uploads that wait to become some."""
    waiting = GalleryImport.objects.filter(owner=user).exclude(upload="")
    keys = list(waiting.values_list("upload", flat=True))
    _erase_objects(keys)
    erased = [delete_gallery(gallery) for gallery in Gallery.objects.filter(owner=user)]
    rows = GalleryImport.objects.filter(owner=user).delete()[0]
    return Erased(rows + sum(each.rows for each in erased), len(keys) + sum(each.objects for each in erased))


def _erase(rows: QuerySet[Portrait]) -> Erased:
    """Pictures go first: a row without its picture can be erased again, a picture without a row is lost sight of."""
    found = list(rows.values_list("id", "picture", "person_id", "person__gallery_id"))
    pictures = [picture for _, picture, _, _ in found if picture]
    _erase_objects(pictures)
    people = {person for _, _, person, _ in found}
    with transaction.atomic():
        gone = Portrait.objects.filter(id__in=[portrait for portrait, _, _, _ in found]).delete()[0]
        gone += Person.objects.filter(id__in=people, portraits=None).delete()[0]
        for gallery in {gallery for _, _, _, gallery in found}:
            _changed(gallery)
    return Erased(gone, len(pictures))


def _erase_objects(keys: Iterable[str]) -> None:
    for key in keys:
        default_storage.delete(key)


def _changed(gallery: UUID) -> None:
    Gallery.objects.filter(pk=gallery).update(version=F("version") + 1)
    _forget_later(gallery)


def _forget_later(gallery: UUID) -> None:
    """What was read of the gallery's portraits before is out of date, and no copy of it stays anywhere."""
    # Where this fails, a sweep comes by.
    transaction.on_commit(sqlite.empty_log, robust=True)
    transaction.on_commit(partial(matrix.forget, gallery), robust=True)


def is_taken(person: Person, name: str) -> bool:
    """Whether somebody else in the person's gallery has this name."""
    return Person.objects.filter(gallery=person.gallery_id, key=names.key(name)).exclude(pk=person.pk).exists()


def rename(person: Person, text: str) -> None:
    """Raises GalleryRefused, also where the name is taken."""
    name = checked_name(text)
    if is_taken(person, name):
        raise GalleryRefused("name_taken")
    Person.objects.filter(pk=person.pk).update(name=name, key=names.key(name))


def note_answer(gallery: Gallery, winner: str | None) -> None:
    """Count that a face was compared with the gallery, and who was nearest to it."""
    Gallery.objects.filter(pk=gallery.pk).update(asked=F("asked") + 1)
    if winner:
        Person.objects.filter(pk=winner, gallery=gallery).update(wins=F("wins") + 1)
