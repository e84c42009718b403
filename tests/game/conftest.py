from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django.fixtures import Settings

from game import models
from game.rooms import broadcast
from tests.support.live import Phone, Server
from tests.support.screens import Screens

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>'


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
