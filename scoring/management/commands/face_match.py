"""`manage.py face_match PHOTO CLIP`: whether the person in the photo is the one in the clip."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring.children import Children, NotJudged
from scoring.frames import OnDisk
from scoring.tasks import CLIP_WORDS
from scoring.vision.clip_verdict import METHODS
from scoring.vision.confidence import Demands
from scoring.vision.cue import CUES
from scoring.vision.errors import PhotoRefused

USUAL = Demands()


class Command(BaseCommand):
    help = "Tell whether the person in a photo is the one in a clip. Ends with 1 where one of them was refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("photo", metavar="PHOTO", type=Path)
        parser.add_argument("clip", metavar="CLIP", type=Path)
        parser.add_argument("--tolerance", type=float, default=USUAL.tolerance, help="distance, over 0 and under 1")
        parser.add_argument("--threshold", type=float, default=USUAL.threshold, help="confidence, 0 to 1")
        parser.add_argument("--sharpness", type=float, default=USUAL.sharpness, help="what a face needs, 0 to 1")
        parser.add_argument("--method", choices=METHODS, default=METHODS[0])
        parser.add_argument("--cue", choices=CUES, help="for fun: whether the clip shows this, too; it proves nothing")
        parser.add_argument("--json", action="store_true", help="the whole answer, as one JSON object")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            question = {"demands": _demands(options), "method": options["method"], "cue": options["cue"]}
            told = _asked(options["photo"], options["clip"], question)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from error
        except NotJudged as error:
            raise CommandError(f"No clip can be opened on this machine. {error}") from error
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _words(told))
        if told["code"] != "seen":
            raise SystemExit(1)


def _demands(options: dict[str, Any]) -> dict[str, float]:
    try:
        return vars(Demands(options["tolerance"], options["threshold"], options["sharpness"]))
    except ValueError as error:
        raise CommandError(str(error)) from error


def _asked(photo: Path, clip: Path, question: dict[str, Any]) -> dict[str, Any]:
    data = photo.read_bytes()
    clip.stat()
    children = Children()
    try:
        told, _ = children.ask({"ask": "match", **question}, data, clip=OnDisk(clip))
    finally:
        children.close()
    return PhotoRefused(CLIP_WORDS[told["code"]]).as_dict() if told["code"] in CLIP_WORDS else told


def _words(told: dict[str, Any]) -> str:
    if told["code"] != "seen":
        return str(told["message"])
    verdict = {True: "Yes.", False: "No.", None: "Can't tell."}[told["is_match"]]
    sure = "" if told["confidence"] is None else f" Confidence {told['confidence']:.1%}."
    cue = f"\nFor fun, {told['cue']['words']!r}: {told['cue']['reason']}" if told["cue"] else ""
    return f"{verdict}{sure} {told['reason']}  ({told['ms']} ms){cue}"
