"""Reads: which galleries somebody may ask, and what of theirs lies in the storage."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery, GalleryImport, Portrait


def visible(user: Any | None) -> QuerySet[Gallery]:
    """Public galleries, and the account's own."""
    mine = Q(owner=user.pk) if user is not None and user.is_authenticated else Q()
    return Gallery.objects.filter(Q(public=True) | mine)


def named(slug: str, user: Any | None) -> Gallery:
    """The gallery with this slug that the account may ask. Raises GalleryRefused("no_such_gallery")."""
    found = visible(user).filter(slug=slug).first()
    if found is None:
        raise GalleryRefused("no_such_gallery")
    return found


def called(text: str) -> Gallery:
    """Any gallery by its slug or its name, for whoever has the server. Raises GalleryRefused("no_such_gallery")."""
    found = Gallery.objects.filter(slug=text).first() or Gallery.objects.filter(name=text).first()
    if found is None:
        raise GalleryRefused("no_such_gallery")
    return found


def promised_keys() -> Iterator[str]:
    """The key of every picture that a portrait promises."""
    return Portrait.objects.exclude(picture="").values_list("picture", flat=True).iterator()


def keys() -> Iterator[str]:
    """The key of every object that a row stands for: pictures, and uploads that wait to be imported."""
    waiting = GalleryImport.objects.exclude(upload="").values_list("upload", flat=True)
    return chain(promised_keys(), waiting.iterator())
