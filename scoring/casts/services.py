"""The one way by which casts and their characters come and go."""

from functools import partial
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import transaction

from animatch.platform.slugs import free_slug
from animatch.platform.storages import default_storage
from scoring import names
from scoring.casts import features, withdrawing
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast, CastImport, Character, Example, ModelVersion
from scoring.casts.storage_keys import CASTS, picture_key
from scoring.galleries.acquaintances import checked_name
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import current_embedder
from scoring.imports import pictures

LONGEST_PICTURE = 512


class Erased(NamedTuple):
    """How many rows and how many stored objects were erased."""

    rows: int
    objects: int


def checked(name: str) -> str:
    """The name as it is shown. Raises CastRefused."""
    try:
        return checked_name(name)
    except GalleryRefused as refused:
        raise CastRefused(refused.code) from None


def cast_named(name: str, owner: Any | None) -> Cast:
    """The owner's cast of this name, or one that is not saved yet. Without an owner it is public and the house's."""
    name = checked(name)
    found = Cast.objects.filter(name=name, owner=owner, demo=False).first()
    return found or Cast(name=name, slug=free_slug(Cast, name), owner=owner, public=owner is None)


def make_cast(name: str, owner: Any | None = None, *, demo: bool = False, slug: str = "") -> Cast:
    """A new cast; a demo's characters are drawn, and it learns from proportions alone. Raises CastRefused."""
    name = checked(name)
    embedder = features.PROPORTIONS if demo else current_embedder()
    return Cast.objects.create(
        name=name, slug=slug or free_slug(Cast, name), owner=owner, public=owner is None, demo=demo, embedder=embedder
    )


def add_character(cast: Cast, name: str, *, words: str = "", picture: str = "") -> Character:
    """The character of this name, as it is if it is there; what is said of it, or shown, becomes the new one's.

    `picture` is a key in the storage, or the address of a drawing. Raises CastRefused.
    """
    name = checked(name)
    found, _ = Character.objects.get_or_create(cast=cast, key=names.key(name), defaults={"name": name})
    changes = {field: value for field, value in {"words": words, "picture": picture}.items() if value}
    if changes:
        old = found.picture if picture else ""
        Character.objects.filter(pk=found.pk).update(**changes)
        # Not before it is certain that no row names it any more; where this fails, it is a stray and swept up.
        transaction.on_commit(partial(_forget_picture, old), robust=True)
        found.refresh_from_db()
    return found


def store_picture(cast: Cast, data: bytes) -> str:
    """Keep a small clean copy of a character's picture; gives its key. Raises CastRefused or NotJudged."""
    told, clean = pictures.clean(data, longest=LONGEST_PICTURE)
    if not clean:
        raise CastRefused(told["code"])
    key = picture_key(str(cast.id), str(uuid4()))
    default_storage.write(key, clean)
    return key


def is_taken(character: Character, name: str) -> bool:
    """Whether another character of the cast has this name."""
    return Character.objects.filter(cast=character.cast_id, key=names.key(name)).exclude(pk=character.pk).exists()


def rename(character: Character, text: str, words: str) -> None:
    """Raises CastRefused, also where the name is taken."""
    name = checked(text)
    if is_taken(character, name):
        raise CastRefused("name_taken")
    Character.objects.filter(pk=character.pk).update(name=name, key=names.key(name), words=words)


def delete_character(character: Character) -> Erased:
    """The character with its examples, its predictions and its picture."""
    gone = withdrawing.withdraw(Example.objects.filter(character=character))
    objects = gone.objects + _forget_picture(character.picture)
    return Erased(gone.rows + Character.objects.filter(pk=character.pk).delete()[0], objects)


def delete_cast(cast: Cast) -> Erased:
    """The cast with everything that it has, was told and has learned."""
    gone = withdrawing.withdraw(Example.objects.filter(cast=cast))
    objects = gone.objects
    for key in ModelVersion.objects.filter(cast=cast).exclude(weights="").values_list("weights", flat=True):
        default_storage.delete(key)
        objects += 1
    for picture in Character.objects.filter(cast=cast).values_list("picture", flat=True):
        objects += _forget_picture(picture)
    return Erased(gone.rows + Cast.objects.filter(pk=cast.pk).delete()[0], objects)


def erase_account(user: Any) -> Erased:
    """The account's casts with everything in them, and its uploads that wait to become some."""
    waiting = list(CastImport.objects.filter(owner=user).exclude(upload="").values_list("upload", flat=True))
    for key in waiting:
        default_storage.delete(key)
    erased = [delete_cast(cast) for cast in Cast.objects.filter(owner=user)]
    rows = CastImport.objects.filter(owner=user).delete()[0]
    return Erased(rows + sum(each.rows for each in erased), len(waiting) + sum(each.objects for each in erased))


def _forget_picture(picture: str) -> int:
    """A character's picture, if it is none of the drawings that everybody has; gives how many objects went."""
    if not picture.startswith(CASTS):
        return 0
    default_storage.delete(picture)
    return 1
