"""The starter deck comes with the game, and changes under people who have played it."""

from datetime import datetime

import pytest

from game import models
from game.art.starter import STARTER
from game.decks import starter_deck
from game.decks.starter_deck import load_starter_deck
from game.engine.state import Settings
from game.rooms import services

pytestmark = pytest.mark.django_db


def rows(deck: models.Deck) -> list[tuple[object, ...]]:
    return list(deck.prompts.order_by("position").values_list("id", "title", "picture", "left_eye", "mouth"))


def test_loading_it_again_changes_nothing(deck: models.Deck) -> None:
    before = rows(deck)
    assert rows(load_starter_deck()) == before
    assert [row[1] for row in before] == [card.title for card in STARTER]


def test_an_installation_with_an_older_deck_loses_nothing_that_was_played(
    deck: models.Deck, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two cards were drawn differently before, one had another title, and most were not there."""
    with monkeypatch.context() as before:
        before.setattr(starter_deck, "STARTER", STARTER[:9])
        load_starter_deck()
    redrawn, renamed, untouched = deck.prompts.order_by("position")[:3]
    models.Prompt.objects.filter(id=redrawn.id).update(content_hash="as it was", mouth=0.5)
    models.Prompt.objects.filter(id=renamed.id).update(title="As a host called it")
    room = services.open_room(Settings(), deck, now)
    for number, prompt in enumerate((redrawn, renamed, untouched), start=1):
        models.Round.objects.create(room_id=room.id, game=1, number=number, prompt=prompt, started_at=now)
        models.PromptDay.objects.create(day=now.date(), host=0, prompt=prompt, takes=1, percents=50)
    load_starter_deck()
    assert deck.prompts.count() == len(STARTER)
    played = models.Round.objects.order_by("number").values_list("prompt__title", "prompt__mouth")
    assert list(played) == [(card.title, card.mouth) for card in STARTER[:3]]
    assert models.PromptDay.objects.count() == 3
