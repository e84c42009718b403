"""A deck as a zip: the pictures as they were imported, and a targets.csv, so that it can be imported again."""

import csv
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import IO

from animatch.platform.storages import default_storage
from game.decks import models
from game.decks.targets import CSV_NAME
from scoring.vision.parts import KINDS

COLUMNS = ["file", "title", "left_eye", "right_eye", "mouth", "labelled", *KINDS]
FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def export(deck: models.Deck, into: IO[bytes]) -> None:
    """Write the zip. Pictures are packed already, so they are only stored."""
    sheet = io.StringIO()
    lines = csv.writer(sheet, lineterminator="\n")
    lines.writerow(COLUMNS)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for number, prompt in enumerate(deck.prompts.all(), start=1):
            key = prompt.original or prompt.picture
            name = f"pictures/{number:04d} {_safe(prompt.title)}{PurePosixPath(key).suffix}"
            with default_storage.open(key) as file:
                archive.writestr(name, file.read())
            target = [prompt.left_eye, prompt.right_eye, prompt.mouth]
            parts = [(prompt.parts or {}).get(part, "") for part in KINDS]
            lines.writerow([name, prompt.title, *target, int(prompt.labelled), *parts])
        archive.writestr(CSV_NAME, "\ufeff" + sheet.getvalue())


def _safe(title: str) -> str:
    return FORBIDDEN.sub(" ", title).strip(" .")[:60] or "untitled"
