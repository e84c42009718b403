from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from game import models
from game.rooms import broadcast
from tests.support.live import Phone, Server
from tests.support.screens import Screens

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>'


@pytest.fixture
def small_deck(db: None) -> models.Deck:
    """Four prompts that take no time to draw: each classic label once."""
    deck = models.Deck.objects.create(slug="small", name="Small deck", is_default=True)
    for position, (eyes, mouth) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
        key = f"decks/small/{position}.svg"
        if not default_storage.exists(key):
            default_storage.save(key, ContentFile(DOT))
        target = {"left_eye": eyes, "right_eye": eyes, "mouth": mouth}
        title = f"Face {position}"
        models.Prompt.objects.create(
            deck=deck, title=title, picture=key, content_hash=str(position), position=position, **target
        )
    return deck


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screens]:
    """What would be sent to screens, in order, instead of sending it."""
    seen = Screens()

    def note(code: str, message: dict) -> None:
        seen.receive(code, message)

    monkeypatch.setattr(broadcast, "_send", note)
    yield seen


@pytest.fixture
def server(small_deck: models.Deck) -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def phones(server: Server) -> Iterator[Callable[..., Phone]]:
    """Makes phones, and hangs up at the end."""
    made = []

    def phone(nickname: str = "") -> Phone:
        made.append(Phone(server.url, nickname))
        return made[-1]

    yield phone
    for one in made:
        one.close()
        one.http.close()


@pytest.fixture
def real_now() -> datetime:
    """For what goes by the clock itself."""
    return timezone.now()
