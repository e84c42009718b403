"""A full disk is told from other trouble, and photos leave what the database needs."""

import errno
import sqlite3
from pathlib import Path
from typing import IO

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.test import AsyncClient, RequestFactory

from animatch.platform import bodies, disk, error_pages, hashing, health, http, patience, storages
from animatch.platform.storages import LocalPhotoStorage
from game.people.models import Player


@pytest.fixture
def nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free", lambda folder: disk.RESERVE - 1)


def test_a_photo_leaves_the_reserve_alone(nearly_full: None, tmp_path: Path) -> None:
    storage = LocalPhotoStorage(location=tmp_path)
    with pytest.raises(disk.DiskFull):
        storage.write("rooms/1/a.jpg", b"photo")
    with pytest.raises(disk.DiskFull):
        storage.save("rooms/1/a.jpg", ContentFile(b"photo"))
    assert list(tmp_path.rglob("*.jpg")) == []


def test_half_a_photo_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(source: IO[bytes], target: IO[bytes], length: int) -> None:
        target.write(source.read(1))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storages, "copyfileobj", cut)
    with pytest.raises(OSError, match="No space"):
        LocalPhotoStorage(location=tmp_path).write("rooms/1/a.jpg", b"photo")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_is_not_there_yet_is_on_its_parents_disk(tmp_path: Path) -> None:
    assert disk.free(tmp_path / "not" / "yet") > 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite says so by its code")
def test_a_database_without_room_is_a_full_disk_and_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience.time, "sleep", lambda seconds: pytest.fail("waited"))
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        most = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")
        try:
            with pytest.raises(OperationalError) as refused:
                patience.outlasting(lambda: [Player.objects.create(nickname="x" * 24) for _ in range(500)])()
        finally:
            cursor.execute(f"PRAGMA max_page_count={most}")
    assert disk.is_full(refused.value)
    assert patience.refusal(refused.value) == ("disk_full", disk.DiskFull.text)


def test_other_trouble_is_none_of_it() -> None:
    for error in (OSError(errno.EACCES, "no"), OperationalError("locked"), sqlite3.OperationalError("locked")):
        assert not disk.is_full(error)
        assert patience.refusal(error)[0] == patience.TRY_AGAIN


@pytest.mark.parametrize(
    ("error", "status", "words"), [(disk.DiskFull(), 507, disk.DiskFull.text), (hashing.Busy(), 503, hashing.Busy.text)]
)
def test_a_page_says_it_in_words(error: Exception, status: int, words: str) -> None:
    try:
        raise error
    except Exception:
        answer = error_pages.broken(RequestFactory().get("/"))
    assert (answer.status_code, answer.content.decode()) == (status, words)


async def test_a_body_that_finds_no_place_to_rest_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(body: bodies.Body, part: bytearray) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bodies.Body, "_write", full)
    sent = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b"-" * 2 * bodies.IN_MEMORY, "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    await http.Handler()({"type": "http", "path": "/", "headers": []}, receive, send)
    assert sent[0]["status"] == 507
    assert b"disk_full" in sent[1]["body"]


@pytest.mark.django_db(transaction=True)
async def test_a_party_says_that_it_is_not_ready(
    async_client: AsyncClient, nearly_full: None, settings: object
) -> None:
    settings.EMBEDDED = True  # type: ignore[attr-defined]
    part = (await async_client.get("/readyz")).json()["parts"]["disk"]
    assert (part["ok"], part["message"]) == (
        False,
        "The disk has 67 MB left: photos are refused until some space is freed.",
    )
    settings.EMBEDDED = False  # type: ignore[attr-defined]
    assert "disk" not in (await async_client.get("/readyz")).json()["parts"]


def test_health_looks_at_the_disk(nearly_full: None) -> None:
    with pytest.raises(health.NotReady):
        health.space()
