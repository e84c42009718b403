"""Decks over the JSON API."""

from django.http import HttpRequest
from ninja import Router, Schema

from game.decks import selectors

router = Router()


class DeckRow(Schema):
    id: str
    name: str
    prompts: int


@router.get("/decks", response=list[DeckRow])
def decks(request: HttpRequest) -> list[DeckRow]:
    """The decks that any room can play, and for a host who has signed in, their own."""
    return [DeckRow(id=str(row.id), name=row.name, prompts=row.size) for row in selectors.decks_for(request.user)]
