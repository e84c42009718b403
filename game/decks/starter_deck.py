"""Decks: the starter deck that comes with the game."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction

from animatch.platform.storages import default_storage
from game.art.starter import STARTER, StarterPrompt
from game.decks import models
from game.decks.storage_keys import DECKS

STARTER_SLUG = "starter"


def load_starter_deck() -> models.Deck:
    """The starter deck, drawn and stored where it is missing or was drawn differently before.

    A card keeps its row by its title, so that what was played with it, its rounds and its statistics, stays.
    """
    deck, made = models.Deck.objects.get_or_create(slug=STARTER_SLUG, defaults={"name": "Starter deck"})
    if made and not models.Deck.objects.filter(is_default=True).exists():
        models.Deck.objects.filter(id=deck.id).update(is_default=True)
    pictures = [(card, card.svg().encode()) for card in STARTER]
    wanted = {sha256(svg).hexdigest() for _, svg in pictures}
    known = set(deck.prompts.values_list("content_hash", flat=True))
    if wanted != known:
        with transaction.atomic():
            for position, (card, svg) in enumerate(pictures):
                _store(deck, position, card, svg)
            deck.prompts.exclude(content_hash__in=wanted).delete()
    return deck


def _store(deck: models.Deck, position: int, card: StarterPrompt, svg: bytes) -> None:
    digest = sha256(svg).hexdigest()
    key = f"{DECKS}{deck.slug}/{digest[:32]}.svg"
    if not default_storage.exists(key):
        default_storage.save(key, ContentFile(svg))
    row = _row_of(deck, card, digest)
    row.title, row.picture, row.content_hash = card.title, key, digest
    row.left_eye, row.right_eye, row.mouth = card.left_eye, card.right_eye, card.mouth
    row.parts, row.position, row.labelled = dict(card.parts) or None, position, True
    row.save()


def _row_of(deck: models.Deck, card: StarterPrompt, digest: str) -> models.Prompt:
    """The card's row: by its drawing, or by its title where it was drawn differently before; or a new one."""
    same = deck.prompts.filter(content_hash=digest).first() or deck.prompts.filter(title=card.title).first()
    return same or models.Prompt(deck=deck)
