"""A disk that is full: noticed while the database still has room for a whole evening, and said in words."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from django.conf import settings

PAGE = 64 * 1024
RESERVE = 64 * 1024 * 1024
"""Bytes that photos leave free: rounds, scores and erasures need a little, and go on."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class DiskFull(OSError):
    """Nothing was written, so that there is room for what matters more."""

    code = "disk_full"
    text = "The party's disk is full, so nothing new can be kept. Ask your host to free some space, then try again."

    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, self.text)


def free(folder: PathLike[str] | str) -> int:
    """Bytes that are left on the disk that holds this folder, or is going to."""
    path = Path(folder)
    while not path.exists() and path != path.parent:
        path = path.parent
    return shutil.disk_usage(path).free


def check_room(folder: PathLike[str] | str) -> None:
    """Raise DiskFull where a photo would take from the reserve."""
    if free(folder) < RESERVE:
        raise DiskFull


def is_full(error: BaseException) -> bool:
    """Whether a full disk is what is behind an error of the database's or the system's."""
    return any(map(_says_so, _behind(error)))


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _says_so(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        # What lies beside the database fails to grow as a mere I/O error.
        return code == sqlite3.SQLITE_FULL or (code & 0xFF == sqlite3.SQLITE_IOERR and free(settings.DATA_DIR) < PAGE)
    return isinstance(error, OSError) and error.errno in FULL
