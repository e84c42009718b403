"""The files that pages load: as they lie for who works on them, and published for guests.

Published are fewer of them (bundles.py), compressed once, under an address that names what is in all of them, so that
a browser keeps them for good: `/static/0123456789ab/js/pages/room.js`. Under their plain names they are there too.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles import storage
from django.contrib.staticfiles.finders import get_finders
from servestatic import ServeStaticASGI
from servestatic.compress import Compressor

from animatch.platform import bundles

# What others made stays as it is.
OURS = re.compile(r"(?:css|js|panel)/.+\.(?:css|js)")
DIGITS = 12


class Storage(storage.StaticFilesStorage):
    """What `{% static %}` asks for addresses."""

    published = ""
    """What is published, in so many hexadecimal digits."""

    def url(self, name: str | None) -> str:
        return super().url(f"{self.published}/{name}" if self.published else name)


class StaticFiles(ServeStaticASGI):  # type: ignore[misc]  # it has no types
    """The application, behind the files that Django's finders know."""

    def __init__(self, application: Callable[..., Any]) -> None:
        super().__init__(
            application,
            autorefresh=settings.DEBUG,
            add_headers_function=_as_declared,
            immutable_file_test=lambda path, url: (
                bool(Storage.published) and url.startswith(settings.STATIC_URL + Storage.published)
            ),
        )
        self._other = re.compile(rf"{settings.STATIC_URL}[0-9a-f]{{{DIGITS}}}/")
        for name, file in found().items():
            url = settings.STATIC_URL + name
            root = str(file)[: -len(name)]
            self.add_file_to_dictionary(url, str(file), root=root)
            self.insert_directory(root, settings.STATIC_URL)

    def publish(self, folder: Path) -> None:
        """From now on serve what `publish` makes in the folder."""
        if settings.DEBUG:
            return
        made = publish(folder)
        self.files.clear()
        Storage.published = made.name
        for prefix in ("", f"{made.name}/"):
            self.add_files(made, settings.STATIC_URL + prefix)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] not in self.files:
            # Of a page that another version of us has made, while one takes the other's place.
            scope = {**scope, "path": self._other.sub(settings.STATIC_URL, scope["path"], count=1)}
        await super().__call__(scope, receive, send)


def found() -> dict[str, Path]:
    """Every file by its name, as `{% static %}` is told it."""
    files: dict[str, Path] = {}
    for name, place in chain.from_iterable(finder.list([]) for finder in get_finders()):
        files.setdefault(Path(name).as_posix(), Path(place.path(name)))
    return files


def publish(folder: Path) -> Path:
    """Make what is to be served, a folder in `folder` named by what is in it; one of before goes.

    Takes two seconds, and a twentieth of one where it is there already. Several processes may do so at once.
    """
    files = found()
    made = folder / _digest(files)
    if not made.exists():
        new = folder / f"{made.name}.{os.getpid()}"
        _fill(new, files)
        try:
            new.rename(made)
        except OSError:
            # Another process was quicker.
            shutil.rmtree(new)
    for old in folder.iterdir():
        if len(old.name) == DIGITS and old != made:
            shutil.rmtree(old, ignore_errors=True)
    return made


def _digest(files: Mapping[str, Path]) -> str:
    whole = hashlib.sha256(Path(bundles.__file__).read_bytes())
    for name in sorted(files):
        whole.update(f"{name}\0".encode() + hashlib.sha256(files[name].read_bytes()).digest())
    return whole.hexdigest()[:DIGITS]


def _fill(folder: Path, files: Mapping[str, Path]) -> None:
    for name, file in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / name)
    ours = filter(OURS.fullmatch, files)
    for name, text in bundles.bundles(ours, lambda name: files[name].read_text("utf-8")).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    compressor = Compressor(use_brotli=False, use_zstd=False, quiet=True)
    for name in filter(compressor.should_compress, files):
        compressor.compress(folder / name)


def _as_declared(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
