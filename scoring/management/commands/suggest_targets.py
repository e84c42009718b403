"""`manage.py suggest_targets FOLDER…`: a first guess at the targets of a deck's pictures."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring.vision.anime import suggest
from scoring.vision.drawn_faces import DrawnNetsMissing, thread_nets
from scoring.vision.errors import PhotoRefused
from scoring.vision.images import decode

LONGEST = 1280


class Command(BaseCommand):
    help = "Suggest eyes, mouth and label for every picture in folders of drawings. A person confirms them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", nargs="+", metavar="FOLDER", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            thread_nets()
        except DrawnNetsMissing as missing:
            raise CommandError(missing.message) from missing
        for path in _files(options["folders"]):
            answer = _answer(path)
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else _line(answer))


def _files(folders: list[Path]) -> Iterator[Path]:
    """Every visible file below the folders, in order; a file stands for itself."""
    for folder in folders:
        if not folder.exists():
            raise CommandError(f"There is no {folder}.")
        below = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        yield from (path for path in below if path.is_file() and not path.name.startswith("."))


def _answer(path: Path) -> dict:
    try:
        found = suggest(decode(path.read_bytes(), longest=LONGEST))
    except PhotoRefused as refused:
        return {"file": str(path), "error": {"code": refused.code, "message": refused.message}}
    return {"file": str(path), "suggestion": found.as_dict() if found else None}


def _line(answer: dict) -> str:
    if "error" in answer:
        return f"{answer['file']}: {answer['error']['message']}"
    found = answer["suggestion"]
    if found is None:
        return f"{answer['file']}: no face"
    parts = f"eyes {found['eyes']} mouth {found['mouth']}"
    return f"{answer['file']}: {found['label']}  {parts}  ({found['confidence']:.0%} sure)"
