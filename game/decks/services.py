"""Finding or making the deck that an import goes into, and taking decks apart again."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from animatch.platform.storages import default_storage
from game.decks import models


def deck_named(name: str, owner: Any | None) -> tuple[models.Deck, bool]:
    """The owner's deck of this name, and whether it was made now. Without an owner it is public and the house's."""
    name = name.strip()
    deck = models.Deck.objects.filter(name=name, owner=owner).first()
    if deck is not None:
        return deck, False
    return models.Deck.objects.create(name=name, slug=free_slug(name), owner=owner, public=owner is None), True


def free_slug(name: str) -> str:
    """A slug that no deck has, as near to the name as ASCII allows."""
    stem = slugify(name)[:40] or "deck"
    taken = set(models.Deck.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in _candidates(stem) if slug not in taken)


def _candidates(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def erase_prompts(prompts: Iterable[models.Prompt]) -> None:
    """Erase prompts, and their pictures once nothing can go wrong any more."""
    rows = list(prompts)
    keys = [key for row in rows for key in (row.picture, row.original, row.thumbnail) if key]
    with transaction.atomic():
        models.Prompt.objects.filter(pk__in=[row.pk for row in rows]).delete()
        transaction.on_commit(lambda: _erase(keys))


def _erase(keys: list[str]) -> None:
    for key in keys:
        default_storage.delete(key)


def erase_deck(deck: models.Deck) -> None:
    """Raises ProtectedError while a room plays it."""
    with transaction.atomic():
        prompts = list(deck.prompts.all())
        keys = [key for row in prompts for key in (row.picture, row.original, row.thumbnail) if key]
        deck.delete()
        transaction.on_commit(lambda: _erase(keys))
