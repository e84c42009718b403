"""All portraits of a gallery as one matrix on the disk, which every process of a machine maps and none copies.

It is made from the rows by whoever needs it first, for the version that the gallery then has. Whatever has another
version is overwritten with noughts where it lies, so that every mapping of it is blank at once, and removed: by
`forget`, which each deletion calls when it is committed, and by `sweep`, which every process that works off
a queue calls every few seconds, for matrices of other machines.
"""

import logging
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import F

from animatch.platform import freed_memory
from scoring.galleries import codes
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery, Portrait
from scoring.galleries.ranking import Shelf, leanings

log = logging.getLogger(__name__)

SWEEP_SECONDS = 10.0
ABANDONED_SECONDS = 3600
MOST_TRIES = 5
_VECTORS, _PORTRAITS, _PEOPLE, _CODES = "vectors.npy", "portraits.npy", "people.npy", "codes.faiss"
_PORTRAIT = np.dtype([("id", "V16"), ("person", "<i4"), ("half", "<f4")])
_PERSON = np.dtype([("id", "V16"), ("first", "<i8"), ("leaning", "<f4")])
_ZEROS = bytes(1 << 20)

Row = tuple[uuid.UUID, uuid.UUID, bytes]
"""A portrait, its person and its vector."""


@dataclass(frozen=True)
class Matrix:
    """A gallery's portraits in one of its versions, mapped from the disk."""

    gallery: uuid.UUID
    version: int
    shelf: Shelf
    portraits: np.ndarray
    people: np.ndarray

    def portrait_id(self, row: int) -> uuid.UUID:
        return uuid.UUID(bytes=bytes(self.portraits[row]))

    def person_id(self, number: int) -> uuid.UUID:
        return uuid.UUID(bytes=bytes(self.people[number]))


def of(gallery_id: uuid.UUID) -> Matrix:
    """The gallery's matrix as it is now. Raises GalleryRefused: no_such_gallery, gallery_empty, gallery_busy."""
    for _ in range(MOST_TRIES):
        version = _version(gallery_id)
        with _lock:
            matrix = _opened.get(gallery_id)
            if matrix is None or matrix.version != version:
                matrix = _open(gallery_id, version) or _built(gallery_id, version)
            if matrix is not None:
                _opened[gallery_id] = matrix
                return matrix
    raise GalleryRefused("gallery_busy")


def is_current(matrix: Matrix) -> bool:
    """Whether the gallery is still as the matrix has it, so that what was read in it was no nought.

    Nothing is blanked before the change that asks for it is committed.
    """
    return Gallery.objects.filter(id=matrix.gallery, version=matrix.version).exists()


def forget(gallery_id: uuid.UUID | str) -> None:
    """Blank and remove what is on this machine of the gallery's former versions, or of all if there is none left.

    To be called once the change is committed.
    """
    gallery_id = uuid.UUID(str(gallery_id))
    version = Gallery.objects.filter(id=gallery_id).values_list("version", flat=True).first()
    matrix = _opened.get(gallery_id)
    if matrix is not None and matrix.version != version:
        _opened.pop(gallery_id, None)
    for folder in _inside(_folder(gallery_id)):
        if folder.name.partition(".")[0] != str(version) or _abandoned(folder):
            _wipe(folder)
    if version is None:
        shutil.rmtree(_folder(gallery_id), ignore_errors=True)


def sweep() -> None:
    """Forget all that is not as the rows say, of every gallery on this machine; later, if the database is away."""
    close_old_connections()
    try:
        for folder in _inside(_root()):
            with suppress(ValueError):
                forget(uuid.UUID(folder.name))
    except DatabaseError as error:
        log.warning("Nobody can say which portraits are still there: %s", error)
    finally:
        close_old_connections()


_lock = threading.Lock()
_opened: dict[uuid.UUID, Matrix] = {}


def _version(gallery_id: uuid.UUID) -> int:
    version = Gallery.objects.filter(id=gallery_id).values_list("version", flat=True).first()
    if version is None:
        raise GalleryRefused("no_such_gallery")
    return version


def _open(gallery_id: uuid.UUID, version: int) -> Matrix | None:
    """What somebody has made already."""
    try:
        return opened(_folder(gallery_id) / str(version), gallery_id, version)
    except (FileNotFoundError, ValueError):
        return None


def opened(folder: Path, gallery_id: uuid.UUID, version: int) -> Matrix:
    """The matrix that was laid down in a folder. Raises FileNotFoundError or ValueError."""
    vectors, portraits, people = (np.load(folder / name, mmap_mode="r") for name in (_VECTORS, _PORTRAITS, _PEOPLE))
    shelf = Shelf(
        vectors=vectors.view(np.ndarray),
        half=np.ascontiguousarray(portraits["half"]),
        person=np.ascontiguousarray(portraits["person"]),
        first=np.append(people["first"], len(portraits)),
        leaning=np.ascontiguousarray(people["leaning"]),
        sieve=codes.Codes.opened(folder / _CODES),
    )
    return Matrix(gallery_id, version, shelf, portraits["id"], people["id"])


def _built(gallery_id: uuid.UUID, version: int) -> Matrix | None:
    """A new one; None where the gallery was changed meanwhile."""
    folder = _folder(gallery_id)
    unfinished, finished = folder / f"{version}.{uuid.uuid4().hex}", folder / str(version)
    _root().mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished.mkdir(parents=True)
    try:
        with freed_memory.overwriting():
            try:
                lay_down(unfinished, *_rows(gallery_id))
            finally:
                _close_connections()
        unfinished.rename(finished)
    except OSError:
        # Another process was faster, or a deletion was; what is wrong with the disk is wrong the next time, too.
        _wipe(unfinished)
        if not finished.is_dir() and _version(gallery_id) == version:
            raise
    except BaseException:
        _wipe(unfinished)
        raise
    if _version(gallery_id) != version:
        # Rows of two versions, or none that may be left lying any more.
        _wipe(finished)
        return None
    return _open(gallery_id, version)


def _rows(gallery_id: uuid.UUID) -> tuple[int, Iterator[Row]]:
    theirs = Portrait.objects.filter(person__gallery_id=gallery_id, embedder=F("person__gallery__embedder"))
    portraits = theirs.order_by("person_id", "created_at", "id")
    rows = portraits.values_list("id", "person_id", "vector")
    return portraits.count(), ((one, person, bytes(vector)) for one, person, vector in rows.iterator(2000))


def _close_connections() -> None:
    """The last rows are in the buffers of the database's connections still."""
    if connection.in_atomic_block:
        return
    if pool := getattr(connection, "pool", None):
        # Whoever comes back to it now is closed, and not only put aside.
        pool.drain()
    connection.close()


def _abandoned(folder: Path) -> bool:
    """Whether somebody began with this matrix long ago, and never came to the end."""
    with suppress(FileNotFoundError):
        return "." in folder.name and time.time() - folder.stat().st_mtime > ABANDONED_SECONDS
    return False


def lay_down(folder: Path, count: int, rows: Iterable[Row]) -> None:
    """Write a matrix of so many portraits into a folder, those of one person one after the other.

    Raises GalleryRefused("gallery_empty"), and OSError where there are fewer rows or more.
    """
    rows = iter(rows)
    head = next(rows, None)
    if head is None:
        raise GalleryRefused("gallery_empty")
    shape = (count, len(head[2]) // 4)
    vectors = np.lib.format.open_memmap(folder / _VECTORS, mode="w+", dtype=np.dtype("<f4"), shape=shape)
    portraits = np.zeros(count, _PORTRAIT)
    people: list[tuple[bytes, int, float]] = []
    at = -1
    for at, (portrait, person, vector) in enumerate(chain([head], rows)):
        if at == count:
            break
        if not people or people[-1][0] != person.bytes:
            people.append((person.bytes, at, 0.0))
        vectors[at] = np.frombuffer(vector, "<f4")
        portraits[at] = portrait.bytes, len(people) - 1, 0.0
    if at != count - 1:
        raise _Changed
    _finish(folder, vectors, portraits, np.array(people, _PERSON))


def _finish(folder: Path, vectors: np.ndarray, portraits: np.ndarray, people: np.ndarray) -> None:
    portraits["half"] = np.einsum("ij,ij->i", vectors, vectors) / 2
    people["leaning"] = leanings(vectors, np.append(people["first"], len(vectors)))
    np.save(folder / _PORTRAITS, portraits)
    np.save(folder / _PEOPLE, people)
    codes.write(folder / _CODES, vectors)


class _Changed(OSError):
    """Rows came or went while they were read."""


def _wipe(folder: Path) -> None:
    """Overwrite with noughts in place, which whoever has it mapped sees, and remove."""
    for path in _inside(folder):
        with suppress(FileNotFoundError):
            _blank(path)
    shutil.rmtree(folder, ignore_errors=True)


def _blank(path: Path) -> None:
    size = path.stat().st_size
    with open(path, "r+b", buffering=0) as file:
        for start in range(0, size, len(_ZEROS)):
            file.write(_ZEROS[: size - start])
        os.fsync(file.fileno())


def _root() -> Path:
    return Path(settings.DATA_DIR) / "galleries"


def _folder(gallery_id: uuid.UUID) -> Path:
    return _root() / str(gallery_id)


def _inside(folder: Path) -> list[Path]:
    """What is in a folder; nothing, if there is none."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
