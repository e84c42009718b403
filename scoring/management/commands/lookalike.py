"""`manage.py lookalike PHOTO… --gallery G`: whom a face looks like, without a booth around it."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from scoring.galleries import search, vectors
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery
from scoring.galleries.photo_command import PhotoCommand


def top(text: str) -> int:
    """1 .. 100."""
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= search.MOST_ASKED:
        raise ArgumentTypeError(f"{text} is not a number from 1 to {search.MOST_ASKED}")
    return number


class Command(PhotoCommand):
    help = "Who of a gallery the largest face of a photo looks like: at least one, the nearest first."
    single = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--top", type=top, default=3, help="how many people (default: 3)")
        parser.add_argument("--threshold", type=float, help="distance up to which it is a match (default: measured)")

    def ask(self, gallery: Gallery, told: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        face = told["faces"][0]
        vector = vectors.of(face, gallery)
        if vector is None:
            raise GalleryRefused(face["quality"]["refusal"])
        found = search.lookalikes(gallery, vector, options["top"], options["threshold"])
        return {"faces": told["count"], "matches": [_match(match) for match in found]}

    def line(self, answer: dict[str, Any]) -> str:
        return ", ".join(map(_words, answer["matches"]))


def _match(match: search.Match) -> dict[str, Any]:
    told = match.as_dict()
    return {"person": match.name, **{name: told[name] for name in ("distance", "closer_than", "is_match")}}


def _words(match: dict[str, Any]) -> str:
    closer = "" if match["closer_than"] is None else f", closer than {match['closer_than']} of 100 strangers"
    return f"{match['person']} {match['distance']:.3f}{closer}{' (match)' if match['is_match'] else ''}"
