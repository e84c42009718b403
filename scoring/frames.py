"""What goes through the pipes between a worker and its children: a line of JSON, then the bytes that it announces.

Never pickles: whoever has broken into a child can answer numbers and bytes, and nothing that is run. What is too large
for memory is attached: it goes from wherever it comes into a file without a name, a part at a time.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Protocol

LONGEST_LINE = 1_000_000
LARGEST = 32_000_000
LARGEST_ATTACHED = 128_000_000
PART = 256 * 1024
UNDER_WAY = "under_way"
"""The code of what a child says before its answer: how many frames of how many it has looked at."""


class Garbled(Exception):
    """This is no frame."""


class Attachment(Protocol):
    """Something large that can be had as often as it is asked for."""

    def parts(self) -> tuple[int, Iterator[bytes]]:
        """Its size in bytes, and all of them, some at a time. What either raises must be no OSError."""


class OnDisk:
    """An attachment that is a file here."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def parts(self) -> tuple[int, Iterator[bytes]]:
        return self._path.stat().st_size, self._read()

    def _read(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while part := file.read(PART):
                yield part


def write(stream: IO[bytes], head: dict[str, Any], *blobs: bytes, attached: Attachment | None = None) -> None:
    """One frame. Raises OSError where nobody reads any more, or what the attachment raises."""
    size, parts = attached.parts() if attached else (0, iter(()))
    more = {"attached": size} if attached else {}
    stream.write(json.dumps(head | more | {"sizes": [len(blob) for blob in blobs]}).encode() + b"\n")
    for blob in blobs:
        stream.write(blob)
    for part in parts:
        stream.write(part)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next frame's head and bytes; None at the end. Raises Garbled."""
    line = stream.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        return None
    try:
        head = json.loads(line)
        sizes = [int(size) for size in head.pop("sizes")]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Garbled from error
    if min(sizes, default=0) < 0 or sum(sizes) > LARGEST:
        raise Garbled
    blobs = [stream.read(size) for size in sizes]
    return (head, blobs) if [len(blob) for blob in blobs] == sizes else None


def attached(stream: IO[bytes], size: int) -> IO[bytes]:
    """What is attached to the frame that was just read, in a file without a name. Raises Garbled, or OSError."""
    if not 0 <= size <= LARGEST_ATTACHED:
        raise Garbled
    file = TemporaryFile()  # noqa: SIM115  whoever asked closes it
    while size:
        part = stream.read(min(size, PART))
        if not part:
            file.close()
            raise Garbled
        file.write(part)
        size -= len(part)
    file.seek(0)
    return file
