"""What is to be found in the memory of a running process, as Linux shows it to its owner."""

from collections.abc import Callable, Iterator
from pathlib import Path


def parts(
    pid: int, wanted: Callable[[str, str], bool] = lambda access, name: access.startswith("rw")
) -> Iterator[bytes]:
    """What is in each mapping that is wanted by its rights and its file's name, "" where it has none."""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, access, _, _, _, *name = line.split(maxsplit=5)
            if wanted(access, *(name or [""])):
                start, end = (int(place, 16) for place in span.split("-"))
                memory.seek(start)
                yield memory.read(end - start)
