"""What goes through the pipes between a worker and its children: a line of JSON, then the bytes that it announces.

Never pickles: whoever has broken into a child can answer numbers and bytes, and nothing that is run.
"""

import json
from typing import IO, Any

LONGEST_LINE = 1_000_000
LARGEST = 32_000_000


class Garbled(Exception):
    """This is no frame."""


def write(stream: IO[bytes], head: dict[str, Any], *blobs: bytes) -> None:
    """One frame. Raises OSError where nobody reads any more."""
    stream.write(json.dumps(head | {"sizes": [len(blob) for blob in blobs]}).encode() + b"\n")
    for blob in blobs:
        stream.write(blob)
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
