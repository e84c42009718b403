"""Finding or making the deck that an import goes into, and taking decks apart again."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from animatch.platform.slugs import free_slug
from animatch.platform.storages import default_storage
from game.decks import models


def deck_named(name: str, owner: Any | None) -> tuple[models.Deck, bool]:
    """The owner's deck of this name, and whether it was made now. Without an owner it is public and the house's."""
    name = name.strip()
    deck = models.Deck.objects.filter(name=name, owner=owner).first()
    if deck is not None:
        return deck, False
    slug = free_slug(models.Deck, name)
    return models.Deck.objects.create(name=name, slug=slug, owner=owner, public=owner is None), True


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
