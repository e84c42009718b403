"""Reads: which decks there are to play."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from game.decks.models import Deck, Prompt
from game.engine import errors

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Size(TypedDict):
    """What counting adds to a deck."""

    size: int


def public_decks() -> "QuerySet[WithAnnotations[Deck, Size]]":
    """Decks with at least one prompt that can be played, the default first."""
    return _playable(Q(public=True))


def decks_for(account: Any = None) -> "QuerySet[WithAnnotations[Deck, Size]]":
    """The same, and the account's own; only public ones for whoever has not signed in."""
    return _playable(Q(public=True) | Q(owner__isnull=False, owner=account and account.pk))


def _playable(which: Q) -> "QuerySet[WithAnnotations[Deck, Size]]":
    size = Count("prompts", filter=Q(prompts__labelled=True))
    return Deck.objects.filter(which).annotate(size=size).filter(size__gt=0).order_by("-is_default", "name")


def as_id(text: str) -> int:
    """The id of a row that somebody wrote down; 0, which no row has, where it is none."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def deck_for_new_room(deck_id: str | None, account: Any = None) -> Deck:
    """The deck asked for, public or the account's own, or the default one. Raises RuleViolation where there is none."""
    decks = decks_for(account)
    if deck_id:
        decks = decks.filter(id=as_id(deck_id))
    deck = decks.first()
    if deck is None:
        raise errors.NotEnoughPrompts
    return deck


def prompts_with(ids: Iterable[str]) -> dict[str, Prompt]:
    """Those of these prompts that a deck still holds. What a round made for itself is in none."""
    found = Prompt.objects.filter(id__in=[text for text in ids if _is_id(text)])
    return {str(prompt.id): prompt for prompt in found}


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
