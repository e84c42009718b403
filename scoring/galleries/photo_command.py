"""What the commands that ask about photos share: arguments, refusals, a line or an object for each photo."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring.children import NotJudged
from scoring.galleries import selectors
from scoring.imports import pictures
from scoring.imports.refusals import Refused


class PhotoCommand(BaseCommand):
    """Ends with 1 where a photo was refused."""

    single: bool
    """Whether the largest face alone is asked about."""
    landmarks = False
    """Whether the faces' landmarks are wanted."""
    what = "gallery"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("photos", nargs="+", metavar="PHOTO", type=Path)
        parser.add_argument(f"--{self.what}", required=True, metavar="NAME", help=f"a {self.what}'s name, or its slug")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def called(self, name: str) -> Any:
        """What is asked. May raise Refused."""
        return selectors.called(name)

    def ask(self, asked: Any, told: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        """What there is to say of a photo, by what a child has told of its faces. May raise Refused."""
        raise NotImplementedError

    def line(self, answer: dict[str, Any]) -> str:
        """The same in words."""
        raise NotImplementedError

    def handle(self, *args: object, **options: Any) -> None:
        try:
            answers = [self._answer(path, options) for path in options["photos"]]
        except NotJudged as error:
            raise CommandError(f"No photo can be opened on this machine. {error}") from error
        for answer in answers:
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else self._words(answer))
        if any("error" in answer for answer in answers):
            raise SystemExit(1)

    def _answer(self, path: Path, options: dict[str, Any]) -> dict[str, Any]:
        try:
            asked = self.called(options[self.what])
            question = {"ask": "faces", "single": self.single, "quick": False, "landmarks": self.landmarks}
            told, _ = pictures.ask(question, path.read_bytes())
            if told["code"] != "seen":
                return _error(path, told)
            return {"file": str(path), "ms": told["ms"], **self.ask(asked, told, options)}
        except Refused as refused:
            return _error(path, {"code": refused.code, "message": refused.message})
        except OSError as error:
            return _error(path, {"code": "no_file", "message": f"This file cannot be read: {error.strerror}."})

    def _words(self, answer: dict[str, Any]) -> str:
        words = answer["error"]["message"] if "error" in answer else f"{self.line(answer)}  ({answer['ms']} ms)"
        return f"{answer['file']}: {words}"


def _error(path: Path, why: dict[str, Any]) -> dict[str, Any]:
    return {"file": str(path), "error": {"code": why["code"], "message": why["message"]}}
