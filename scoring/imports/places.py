"""From what somebody wrote down to the source that is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scoring.imports.buckets import SCHEME, Bucket
from scoring.imports.refusals import SourceRefused
from scoring.imports.sources import Folder, Source
from scoring.imports.zips import Zip


@contextmanager
def open_source(place: str) -> Iterator[Source]:
    """A folder, a zip file or s3://BUCKET/PREFIX. Raises SourceRefused."""
    path = Path(place)
    if place.startswith(SCHEME):
        yield Bucket(place)
    elif path.is_dir():
        yield Folder(path)
    elif path.is_file():
        with path.open("rb") as file:
            yield Zip(file)
    else:
        raise SourceRefused("no_such_source", f"Looked at {place}.")
