from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from channels.layers import channel_layers
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from pytest_django.fixtures import Settings

from animatch.platform import steady_clock
from game import models
from game.decks.starter_deck import load_starter_deck


def pytest_configure() -> None:
    # Hashing a password slowly, as it should be, takes a third of a second.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 5, 9, 20, 0, tzinfo=UTC)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The clock stands still: what is counted by the minute does not begin anew in the middle of a test."""
    moment = steady_clock.now()
    monkeypatch.setattr(steady_clock, "now", lambda: moment)
    return moment


@pytest.fixture
def deck(db: None) -> models.Deck:
    return load_starter_deck()


def _use(settings: Settings, options: dict[str, object], backend: str | None = None) -> None:
    storage = settings.STORAGES["default"]
    storage = {"BACKEND": backend or storage["BACKEND"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


@pytest.fixture
def own_folder(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder for storage that no other test looks into, also where the storage is a bucket."""
    _use(settings, {"location": tmp_path_factory.mktemp("media")}, "animatch.platform.storages.LocalPhotoStorage")


@pytest.fixture
def own_storage(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same, but a bucket where the storage is one."""
    if not settings.S3_BUCKET:
        _use(settings, {"location": tmp_path_factory.mktemp("media")})
        return
    bucket = f"test-{uuid4().hex}"
    default_storage.client.create_bucket(Bucket=bucket)
    _use(settings, {**settings.STORAGES["default"]["OPTIONS"], "bucket_name": bucket})


@pytest.fixture(autouse=True)
def _fresh_process_state() -> Iterator[None]:
    """What one process keeps between requests must not leak from one test into the next."""
    yield
    channel_layers.backends = {}
    cache.clear()
