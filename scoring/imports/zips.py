"""A zip from a stranger: nothing is unpacked to disk, and no header is believed."""

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from scoring.imports.refusals import FileRefused, SourceRefused
from scoring.imports.sources import Entry, check_size, clean_name, is_clutter
from scoring.vision.formats import MAX_BYTES

# Pictures are packed already; a deflated photo never shrinks like this.
BOMB_RATIO = 200
BOMB_BYTES = 50_000_000
UTF8_NAME = 0x800
ENCRYPTED = 0x1
# RuntimeError: a password; NotImplementedError: a way of packing that Python does not know.
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, NotImplementedError)


class Zip:
    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def entries(self) -> Iterator[Entry]:
        try:
            archive = zipfile.ZipFile(self.file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise SourceRefused("not_a_zip") from None
        infos = [info for info in archive.infolist() if not info.is_dir() and not is_clutter(info.filename)]
        _check(infos)
        return self._checked(archive, infos)

    def _checked(self, archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Entry]:
        seen: set[str] = set()
        for info in infos:
            entry = _entry(archive, info)
            if entry.refused is None and entry.name in seen:
                entry = Entry(entry.name, refused=FileRefused("duplicate_name"))
            seen.add(entry.name)
            yield entry


def _check(infos: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    if unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * max(packed, 1):
        raise SourceRefused("bomb")
    check_size(len(infos), unpacked)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Entry:
    name = _name(info)
    try:
        _check_kind(info)
        return Entry(clean_name(name), info.file_size, lambda: _read(archive, info))
    except FileRefused as refusal:
        return Entry(name, refused=refusal)


def _check_kind(info: zipfile.ZipInfo) -> None:
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise FileRefused("link")
    if info.flag_bits & ENCRYPTED:
        raise FileRefused("encrypted")
    if info.file_size > BOMB_RATIO * max(info.compress_size, 1) and info.file_size > MAX_BYTES:
        raise FileRefused("bomb")


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: many programs write UTF-8 without saying so."""
    if info.flag_bits & UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as file:
            data = file.read(MAX_BYTES + 1)
    except UNREADABLE:
        raise FileRefused("unreadable") from None
    if len(data) > MAX_BYTES:
        raise FileRefused("too_large")
    return data
