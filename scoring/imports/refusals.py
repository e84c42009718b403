"""Why a file, or a whole source, stays outside: a stable code and words for the host who sent it."""

from collections.abc import Mapping
from typing import Any, ClassVar

REASONS = {
    "unsafe_path": "The name leads out of the archive. Pack the pictures again, without ../ or absolute paths.",
    "link": "This is a link and not a picture. Put the picture itself there.",
    "encrypted": "This file is locked with a password. Pack it again without one.",
    "duplicate_name": "A file of this name came before. Rename one of the two.",
    "too_large": "This picture is over 15 MB. Make it smaller.",
    "too_many_pixels": "This picture has too many pixels. Make it smaller.",
    "too_heavy": "This picture takes too much memory to open. Make it smaller.",
    "took_too_long": "This picture took too long to open. Make it smaller, or save it anew as a plain JPEG.",
    "empty": "This file is empty.",
    "unreadable": "This picture is damaged or incomplete.",
    "unusual": "This picture is built in an unusual way. Save it anew as a plain JPEG or PNG.",
    "too_many_files": "More than 2,000 files at once. Split them.",
    "too_much": "Unpacked, this is over 1 GB. Split it, or make the pictures smaller.",
    "bomb": "This archive unpacks to far more than a picture could hold. It was not opened.",
    "not_a_zip": "This is no zip archive, or a damaged one.",
    "no_such_source": "There is nothing at this place.",
    "unexpected": "Something went wrong with this upload, and nothing of it was taken. Try again, or with fewer files.",
    "storage": "The storage did not answer. Try again.",
}


class Refused(Exception):
    """Something stays outside. `reasons` are the words for every code that there can be."""

    reasons: ClassVar[Mapping[str, str]] = REASONS

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = f"{self.reasons[code]} {detail}".strip()

    def line(self, file: str) -> dict[str, Any]:
        return {"file": file, "code": self.code, "message": self.message}


class FileRefused(Refused):
    """One file stays outside."""


class SourceRefused(FileRefused):
    """Nothing of the source can be taken."""
