"""`manage.py who PHOTO… --gallery G`: everybody in a photo by name, and who is missing."""

from typing import Any

from scoring.galleries import naming, vectors
from scoring.galleries.models import Gallery
from scoring.galleries.photo_command import PhotoCommand

ZONES = {"is": "is", "might_be": "might be", "unknown": "is nobody who is known"}


class Command(PhotoCommand):
    help = "Name every face of a photo from a gallery, nobody twice, and list who is not in it."
    single = False

    def ask(self, gallery: Gallery, told: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        named = naming.name_faces(gallery, [vectors.of(face, gallery) for face in told["faces"]])
        faces = [_face(face, one) for face, one in zip(told["faces"], named.faces, strict=True)]
        return {"faces": faces, "absent": [each["name"] for each in named.absent]}

    def line(self, answer: dict[str, Any]) -> str:
        faces = [_words(number, face) for number, face in enumerate(answer["faces"], start=1)]
        missing = f"; absent: {', '.join(answer['absent'])}" if answer["absent"] else ""
        return ", ".join(faces) + missing


def _face(face: dict[str, Any], named: naming.Named) -> dict[str, Any]:
    return {
        "box": face["box"],
        "person": named.name,
        "zone": named.zone,
        "distance": named.distance,
        "quality": face["quality"],
    }


def _words(number: int, face: dict[str, Any]) -> str:
    if face["quality"]["message"]:
        return f"{number}: {face['quality']['message']}"
    return " ".join(filter(None, [f"{number} {ZONES[face['zone']]}", face["person"]]))
