"""`manage.py score PHOTO…`: what a photo would earn, without a party around it."""

import json
import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import MeshMissing
from scoring.vision.photo import judge, warm_up
from scoring.vision.similarity import Target

LABELS = ("CECM", "CEOM", "OECM", "OEOM")


def openness(text: str) -> float:
    """0 shut .. 1 open."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text} is not a number from 0 (shut) to 1 (open)")
    return value


class Command(BaseCommand):
    help = "Score photos against a target: a similarity, what was read, and what each part cost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("photos", nargs="+", metavar="PHOTO", type=Path)
        parser.add_argument("--label", choices=LABELS, help="closed/open eyes, closed/open mouth (default: OECM)")
        parser.add_argument("--eyes", type=openness, help="0 shut .. 1 open, instead of a label")
        parser.add_argument("--mouth", type=openness, help="0 shut .. 1 open, instead of a label")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: object, **options: Any) -> None:
        target = _target(options["label"], options["eyes"], options["mouth"])
        try:
            warm_up()
        except MeshMissing as missing:
            raise CommandError(missing.message) from missing
        answers = [_answer(path, target) for path in options["photos"]]
        for answer in answers:
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else _line(answer))
        if any("error" in answer for answer in answers):
            raise SystemExit(1)


def _target(label: str | None, eyes: float | None, mouth: float | None) -> Target:
    if label is not None and (eyes, mouth) != (None, None):
        raise CommandError("Give either --label or --eyes and --mouth, not both.")
    base = Target.from_label(label or "OECM")
    eyes, mouth = base.eyes if eyes is None else eyes, base.mouth if mouth is None else mouth
    return Target(eyes, eyes, mouth)


def _answer(path: Path, target: Target) -> dict:
    try:
        data, began = path.read_bytes(), time.perf_counter()
        told = judge(data, target).as_dict()
        return {"file": str(path), **told, "ms": round((time.perf_counter() - began) * 1000, 1)}
    except PhotoRefused as refused:
        return _error(path, refused.code, refused.message)
    except OSError as error:
        return _error(path, "no_file", f"This file cannot be read: {error.strerror}.")


def _error(path: Path, code: str, message: str) -> dict:
    return {"file": str(path), "error": {"code": code, "message": message}}


def _line(answer: dict) -> str:
    if "error" in answer:
        return f"{answer['file']}: {answer['error']['message']}"
    words = "; ".join(part["digits"] for part in answer["parts"].values())
    note = f" {answer['note']}" if "note" in answer else ""
    return f"{answer['file']}: {answer['similarity']:.2%}  {words}{note}  ({answer['ms']} ms)"
