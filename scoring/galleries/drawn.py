"""Galleries of drawn characters, who are compared by how their faces are built, and whom nobody has to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

import numpy as np
from django.db import transaction
from django.db.models import F

from scoring import names
from scoring.galleries import matrix
from scoring.galleries.models import Gallery, Person, Portrait
from scoring.vision.identity import label
from scoring.vision.proportions import FacialProportions, Proportions, population, standing

EMBEDDER = label(FacialProportions)


@dataclass(frozen=True)
class DrawnFace:
    """A character: the name, the address of the picture, and how the face is built."""

    name: str
    picture: str
    proportions: Proportions


def load(slug: str, name: str, faces: Sequence[DrawnFace], now: datetime) -> Gallery:
    """The gallery of these characters, each by where it stands among all of them; as they are, if they are there.

    Two faces at least, which differ in every proportion.
    """
    usual = population([face.proportions for face in faces])
    wanted = {
        _digest(face, vector): (face, vector) for face in faces for vector in [standing(face.proportions, *usual)]
    }
    with transaction.atomic():
        gallery, _ = Gallery.objects.get_or_create(slug=slug, defaults={"name": name, "embedder": EMBEDDER})
        Gallery.objects.select_for_update().get(pk=gallery.pk)
        known = set(Portrait.objects.filter(person__gallery=gallery).values_list("content_hash", flat=True))
        if known != wanted.keys():
            gallery.people.exclude(key__in=[names.key(face.name) for face in faces]).delete()
            for digest, (face, vector) in wanted.items():
                _draw(gallery, face, digest, vector, now)
            Gallery.objects.filter(pk=gallery.pk).update(version=F("version") + 1)
            transaction.on_commit(partial(matrix.forget, gallery.pk))
    return gallery


def _draw(gallery: Gallery, face: DrawnFace, digest: str, vector: np.ndarray, now: datetime) -> None:
    """The one portrait of a character, whose picture is nobody's and lies in no storage."""
    shown = {"name": face.name, "picture": face.picture}
    person, _ = Person.objects.update_or_create(gallery=gallery, key=names.key(face.name), defaults=shown)
    person.portraits.exclude(content_hash=digest).delete()
    values = {"vector": vector.astype("<f4").tobytes(), "embedder": EMBEDDER, "created_at": now}
    Portrait.objects.update_or_create(person=person, content_hash=digest, defaults=values)


def _digest(face: DrawnFace, vector: np.ndarray) -> str:
    return sha256(repr((face.name, face.picture)).encode() + vector.astype("<f4").tobytes()).hexdigest()
