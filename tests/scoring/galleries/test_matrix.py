"""One matrix for all, made once, and blank everywhere as soon as somebody is gone."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.db import DatabaseError

from scoring.galleries import matrix, services
from scoring.galleries.models import Gallery, Portrait
from scoring.galleries.search import lookalikes
from tests import process_memory
from tests.scoring.galleries.crowds import enrol, enrolled, somebody

pytestmark = pytest.mark.django_db(transaction=True)
ANN, BEN = somebody(0), somebody(1)
ROOT = Path(settings.DATA_DIR) / "galleries"


@pytest.fixture
def friends() -> Iterator[Gallery]:
    shutil.rmtree(ROOT, ignore_errors=True)
    yield enrolled({"Ann": [ANN], "Ben": [BEN]})
    matrix._opened.clear()
    shutil.rmtree(ROOT, ignore_errors=True)


def files(gallery: Gallery) -> list[Path]:
    return [path for path in (ROOT / str(gallery.id)).rglob("*") if path.is_file()]


def anywhere(folder: Path, numbers: np.ndarray) -> list[Path]:
    """Files with a face's numbers in them, or with a few of those."""
    return [path for path in folder.rglob("*") if path.is_file() and numbers[40:44].tobytes() in path.read_bytes()]


def test_it_is_made_once_and_mapped_by_everybody(friends: Gallery) -> None:
    first = matrix.of(friends.id)
    before = {path: path.stat().st_mtime_ns for path in files(friends)}
    assert matrix.of(friends.id) is first
    matrix._opened.clear()
    again = matrix.of(friends.id)
    assert again is not first
    assert {path: path.stat().st_mtime_ns for path in files(friends)} == before
    assert isinstance(first.shelf.vectors.base, np.memmap)
    assert not first.shelf.vectors.flags.writeable


def test_nobody_else_on_the_machine_may_look(friends: Gallery) -> None:
    matrix.of(friends.id)
    assert ROOT.stat().st_mode & 0o077 == 0


def test_whoever_is_gone_is_gone_from_rows_files_and_mappings(friends: Gallery) -> None:
    held = matrix.of(friends.id)
    assert anywhere(ROOT, ANN)
    assert (held.shelf.vectors == ANN).all(axis=1).any()
    services.delete_person(friends.people.get(name="Ann"))
    assert not Portrait.objects.filter(vector=ANN.tobytes()).exists()
    assert not anywhere(ROOT, ANN)
    assert not held.shelf.vectors.any()
    assert friends.id not in matrix._opened
    assert [one.name for one in lookalikes(Gallery.objects.get(), ANN)] == ["Ben"]
    assert not anywhere(ROOT, ANN)


def test_nothing_is_left_of_a_deleted_gallery(friends: Gallery) -> None:
    held = matrix.of(friends.id)
    services.delete_gallery(friends)
    assert not held.shelf.vectors.any()
    assert not (ROOT / str(friends.id)).exists()


WORKER = """
import sys
import django
django.setup()
import numpy as np
from scoring.galleries import codes, matrix
from scoring.galleries.models import Gallery
from scoring.galleries.search import with_parents
codes.FROM = 1
with_parents(Gallery.objects.get(id=sys.argv[1]), np.full(128, 0.02, np.float32))
print("searched", flush=True)
sys.stdin.readline()
matrix.sweep()
print("swept", flush=True)
sys.stdin.readline()
"""


MARK = np.array([0.0123, -0.0234, 0.0345, -0.0456], np.float32)
"""In the faces of those who go, so that all of them are looked for at once: ..."""
FORMS = (MARK.tobytes(), MARK.astype(float).tobytes(), MARK.tobytes().hex().encode())
"""... as they are searched, summed up, and sent by Postgres."""


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory as Linux shows it")
def test_a_worker_that_has_laid_it_down_and_searched_has_nobody_in_its_memory_who_is_gone(friends: Gallery) -> None:
    for number in range(100, 400):
        vector = somebody(number)
        if number % 15 == 0:
            vector[40:44] = MARK
        enrol(friends, f"Gone {number}" if number % 15 == 0 else f"P{number}", [vector])
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "animatch.settings", **database()}
    command = [sys.executable, "-c", WORKER, str(friends.id)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, text=True) as worker:
        assert worker.stdin is not None and worker.stdout is not None
        assert worker.stdout.readline() == "searched\n"
        assert mapped(worker.pid).count(FORMS[0]) == 20
        coded = codes_of(friends, ANN)
        assert coded is None or coded in mapped(worker.pid)
        services.delete_person(friends.people.get(name="Ann"))
        assert not mapped(worker.pid).strip(b"\0")
        for person in friends.people.filter(name__startswith="Gone"):
            services.delete_person(person)
        worker.stdin.write("\n")
        worker.stdin.flush()
        assert worker.stdout.readline() == "swept\n"
        parts = process_memory.parts(worker.pid, lambda access, name: "w" in access or name.startswith(str(ROOT)))
        assert [sum(part.count(form) for form in FORMS) for part in parts if any(form in part for form in FORMS)] == []
        worker.send_signal(signal.SIGKILL)


def mapped(pid: int) -> bytes:
    """All that a process has mapped of the galleries' folder, removed files included."""
    parts = list(process_memory.parts(pid, lambda access, name: name.startswith(str(ROOT))))
    assert parts, "nothing is mapped"
    return b"".join(parts)


def codes_of(gallery: Gallery, vector: np.ndarray) -> bytes | None:
    """How somebody stands in the codes; None where faiss is not here."""
    held = matrix.of(gallery.id)
    if held.shelf.sieve is None:
        return None
    row = int((held.shelf.vectors == vector).all(axis=1).argmax())
    index = held.shelf.sieve.index
    return index.sa_encode(index.reconstruct_n(row, 1)).tobytes()


def database() -> dict[str, str]:
    """Where the tests' own database is, for another process."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite database is in this process's memory")
    server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return {"DATABASE_URL": f"{server}/{name}"}


def test_a_sweep_forgets_what_another_machine_has_deleted(friends: Gallery) -> None:
    held = matrix.of(friends.id)
    friends.people.get(name="Ann").delete()
    Gallery.objects.filter(id=friends.id).update(version=1)
    matrix.sweep()
    assert not held.shelf.vectors.any()
    assert not anywhere(ROOT, ANN)


def test_a_sweep_leaves_what_is_current(friends: Gallery) -> None:
    held = matrix.of(friends.id)
    matrix.sweep()
    assert held.shelf.vectors.any()
    assert matrix.of(friends.id) is held


def test_a_sweep_waits_for_a_database_that_is_away(friends: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    held = matrix.of(friends.id)

    def away(gallery_id: object) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(matrix, "forget", away)
    matrix.sweep()
    assert held.shelf.vectors.any()


def test_half_a_matrix_of_a_killed_process_is_swept_and_a_growing_one_is_not(friends: Gallery) -> None:
    matrix.of(friends.id)
    growing, abandoned, former = (ROOT / str(friends.id) / name for name in ("0.a", "0.b", "-1.c"))
    for folder in (growing, abandoned, former):
        folder.mkdir()
        (folder / "vectors.npy").write_bytes(ANN.tobytes())
    long_ago = time.time() - 2 * matrix.ABANDONED_SECONDS
    os.utime(abandoned, (long_ago, long_ago))
    matrix.sweep()
    assert growing.exists()
    assert not abandoned.exists()
    assert not former.exists()


def test_two_who_make_the_same_one_end_with_one(friends: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = matrix.lay_down

    def slowly(*args: object) -> None:
        whole(*args)
        monkeypatch.setattr(matrix, "lay_down", whole)
        matrix._built(friends.id, 0)

    monkeypatch.setattr(matrix, "lay_down", slowly)
    held = matrix.of(friends.id)
    assert held.shelf.vectors.any()
    assert [path.name for path in (ROOT / str(friends.id)).iterdir()] == ["0"]


def test_one_that_is_out_of_date_when_it_is_done_is_not_left_lying(
    friends: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = matrix.lay_down

    def slowly(*args: object) -> None:
        whole(*args)
        monkeypatch.setattr(matrix, "lay_down", whole)
        services.delete_person(friends.people.get(name="Ann"))

    monkeypatch.setattr(matrix, "lay_down", slowly)
    held = matrix.of(friends.id)
    assert len(held.shelf.vectors) == 1
    assert not anywhere(ROOT, ANN)


def test_a_full_disk_is_an_error_and_leaves_nothing(friends: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, *rest: object) -> None:
        (folder / "vectors.npy").write_bytes(ANN.tobytes())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(matrix, "lay_down", full)
    with pytest.raises(OSError, match="No space left"):
        matrix.of(friends.id)
    assert files(friends) == []


def test_a_gallery_that_never_was_has_nothing_to_forget() -> None:
    matrix.forget(uuid.uuid4())
