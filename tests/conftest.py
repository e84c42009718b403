from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from channels.layers import channel_layers
from django.conf import settings
from django.core.cache import cache

from game import models
from game.decks.starter_deck import load_starter_deck


def pytest_configure() -> None:
    # Hashing a password slowly, as it should be, takes a third of a second.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 5, 9, 20, 0, tzinfo=UTC)


@pytest.fixture
def deck(db: None) -> models.Deck:
    return load_starter_deck()


@pytest.fixture(autouse=True)
def _fresh_process_state() -> Iterator[None]:
    """What one process keeps between requests must not leak from one test into the next."""
    yield
    channel_layers.backends = {}
    cache.clear()
