"""Why a file, or a whole source, cannot become part of a deck: a stable code and words for the host."""

from typing import Any

REASONS = {
    "unsafe_path": "The name leads out of the archive. Pack the pictures again, without ../ or absolute paths.",
    "link": "This is a link and not a picture. Put the picture itself there.",
    "encrypted": "This file is locked with a password. Pack it again without one.",
    "duplicate_name": "A file of this name came before. Rename one of the two.",
    "too_large": "This picture is over 15 MB. Make it smaller.",
    "too_many_pixels": "This picture has too many pixels. Make it smaller.",
    "empty": "This file is empty.",
    "unreadable": "This picture is damaged or incomplete.",
    "unusual": "This picture is built in an unusual way. Save it anew as a plain JPEG or PNG.",
    "unsupported_format": "This is no picture that we take: JPEG, PNG or WebP.",
    "svg_refused": "SVG drawings are programs and stay outside. Save it as PNG.",
    "unknown_label": "The folder's name is no label. Use CECM, CEOM, OECM or OEOM.",
    "bad_target": "The line in targets.csv is wrong: openness is a number from 0 to 1.",
    "missing_file": "targets.csv names this file, but it is not there.",
    "too_many_files": "More than 2,000 files at once. Split the deck.",
    "too_much": "Unpacked, this is over 1 GB. Split the deck, or make the pictures smaller.",
    "bomb": "This archive unpacks to far more than a picture could hold. It was not opened.",
    "not_a_zip": "This is no zip archive, or a damaged one.",
    "no_such_source": "There is nothing at this place.",
    "nothing_found": "There is no picture in there. Put them into folders named CECM, CEOM, OECM and OEOM.",
    "bad_targets_file": "targets.csv needs a header with file, and left_eye, right_eye and mouth, or label.",
    "unexpected": "Something went wrong with this upload, and nothing of it was taken. Try again, or with fewer files.",
    "storage": "The storage did not answer. Try again.",
}


class FileRefused(Exception):
    """One file stays outside."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = f"{REASONS[code]} {detail}".strip()

    def line(self, file: str) -> dict[str, Any]:
        return {"file": file, "code": self.code, "message": self.message}


class SourceRefused(FileRefused):
    """Nothing of the source can be taken."""
