"""Where pictures come from: a folder, a zip, or a prefix in a bucket. All give the same entries."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from scoring.imports.refusals import FileRefused, SourceRefused
from scoring.vision.formats import MAX_BYTES

MOST_FILES = 2000
MOST_BYTES = 1_000_000_000
# What systems leave lying about; nobody means to import it.
CLUTTER = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini", "@eadir"}


@dataclass(frozen=True)
class Entry:
    """A file by its name in the source, with slashes. Either it can be read, or `refused` says why not."""

    name: str
    size: int = 0
    open: Callable[[], bytes] = bytes
    refused: FileRefused | None = None

    def read(self) -> bytes:
        """The bytes, at most MAX_BYTES. Raises FileRefused."""
        if self.refused:
            raise self.refused
        if self.size > MAX_BYTES:
            raise FileRefused("too_large")
        return self.open()


class Source(Protocol):
    """Raises SourceRefused where nothing of it can be taken."""

    def entries(self) -> Iterator[Entry]: ...


def clean_name(name: str) -> str:
    """The name in NFC with forward slashes. Raises FileRefused where it leads elsewhere."""
    path = unicodedata.normalize("NFC", name.replace("\\", "/"))
    parts = path.split("/")
    drive = len(parts[0]) == 2 and parts[0][1] == ":"
    if path.startswith("/") or drive or ".." in parts or "\0" in path:
        raise FileRefused("unsafe_path")
    return "/".join(part for part in parts if part not in ("", "."))


def is_clutter(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.lower() in CLUTTER or part.startswith("._") for part in parts)


def check_size(files: int, size: int) -> None:
    if files > MOST_FILES:
        raise SourceRefused("too_many_files")
    if size > MOST_BYTES:
        raise SourceRefused("too_much")


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def entries(self) -> Iterator[Entry]:
        paths = sorted(path for path in self.root.rglob("*") if path.is_symlink() or path.is_file())
        paths = [path for path in paths if not is_clutter(self._name(path))]
        check_size(len(paths), sum(path.lstat().st_size for path in paths))
        return map(self._entry, paths)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _entry(self, path: Path) -> Entry:
        name = unicodedata.normalize("NFC", self._name(path))
        if path.is_symlink():
            return Entry(name, refused=FileRefused("link"))
        return Entry(name, path.stat().st_size, lambda: _read(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise FileRefused("unreadable") from None
