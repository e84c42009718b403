"""What a visitor says to the names in a photo: "not this person", and who somebody is whom nobody knows."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from celery import signature
from django.contrib.auth.models import User
from django.core.files.base import File

from game.booths import errors, second_looks, services
from game.booths.kinds import galleries, who
from game.booths.models import Visit
from game.protocol.visits import WhoAnswer
from scoring.galleries import naming
from scoring.galleries import services as enrolment
from scoring.galleries.acquaintances import checked_name
from scoring.galleries.models import Portrait

NAME_FACE = "game.tasks.name_face"


def veto(visit: Visit, face: int, person: str) -> Visit:
    """Never call this face by that name again; the others are decided anew. Raises NotAnswered or NoSuchFace."""
    _check_face(visit, face)
    return services.change_answer(visit.id, partial(_veto, face=face, person=person))


def _veto(answer: dict[str, Any], numbers: dict[str, Any], face: int, person: str) -> None:
    near = numbers["candidates"]["faces"][face] or []
    if person not in [one["person"] for one in near]:
        raise errors.NoSuchFace
    if [face, person] not in numbers["vetoes"]:
        numbers["vetoes"].append([face, person])
    _decide_again(answer, numbers)


def _decide_again(answer: dict[str, Any], numbers: dict[str, Any]) -> None:
    """Names by the stored numbers, and over them those that the visitor has given."""
    named = naming.again(numbers["candidates"], [(face, person) for face, person in numbers["vetoes"]])
    given = {int(face): person for face, person in numbers.get("given", {}).items()}
    found = WhoAnswer.model_validate(
        answer | {"faces": who.faces(answer["faces"], named.faces), "absent": named.absent}
    ).model_dump(mode="json", exclude_none=True)
    for face, person in given.items():
        found["faces"][face] |= person | {"zone": "is"}
    present = {face.get("person") for face in found["faces"]}
    found["absent"] = [person for person in found["absent"] if person["person"] not in present]
    answer.update(found)


def ask_to_name(visit: Visit, face: int, name: str, crop: File, user: User | None, now: datetime) -> None:
    """Have a face of the photo, cut out by the browser, become a portrait of the gallery.

    What comes of it is told over the visit's socket. Raises NotAnswered, NoSuchFace, PhotoRefused or GalleryRefused.
    """
    _check_face(visit, face)
    enrolment.check_may_add(galleries.still_there(visit.options["gallery"]), user)
    then = signature(NAME_FACE, args=(str(visit.id), face, checked_name(name)))
    second_looks.ask(visit, _crop(face), crop, then, now)


def _check_face(visit: Visit, face: int) -> None:
    if visit.answer is None:
        raise errors.NotAnswered
    if visit.kind != who.WHO.name or face >= len(visit.answer["faces"]):
        raise errors.NoSuchFace


def _crop(face: int) -> str:
    return f"face-{face}"


def name_face(visit_id: UUID, face: int, name: str, seen: Mapping[str, Any], now: datetime) -> None:
    """Add what was seen in the cut-out face to the gallery, and tell the visitor. Raises NotJudged."""

    def enrol(visit: Visit, data: bytes) -> None:
        gallery = galleries.still_there(visit.options["gallery"])
        _tell(visit, face, enrolment.add_portrait(name, gallery, data, seen["faces"][0], visit.player_id, now))

    second_looks.take_in(visit_id, _crop(face), seen, enrol)


def _tell(visit: Visit, face: int, portrait: Portrait) -> None:
    person = {"person": str(portrait.person_id), "name": portrait.person.name}

    def give(answer: dict[str, Any], numbers: dict[str, Any]) -> None:
        numbers.setdefault("given", {})[str(face)] = person
        _decide_again(answer, numbers)

    try:
        services.change_answer(visit.id, give)
    except errors.NoSuchVisit:
        # Forgotten, or the visitor erased, in the meantime.
        if portrait.added_by == visit.player_id:
            enrolment.delete_portrait(portrait)
