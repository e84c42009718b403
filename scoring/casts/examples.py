"""Photos that a cast may learn from: how they come in with consent, get their label, and go again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from animatch.platform.storages import default_storage
from scoring.casts import features, selectors, tallies
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast, Character, Example, Feedback, PersonGroup, Prediction
from scoring.casts.sides import Place, Sides, unknown
from scoring.casts.storage_keys import example_key
from scoring.galleries import portraits
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.portraits import Face, Likeness

Source = Example.Source


@dataclass(frozen=True)
class Photo:
    """A photo whose picture lies in the storage already, and whose row is still to be written."""

    id: UUID
    picture: str
    likeness: Likeness
    proportions: np.ndarray


@dataclass(frozen=True)
class Label:
    """What a photo is said to show, and by whom; no character where nobody has said it yet."""

    character: Character | None
    source: str


def keep(
    prediction: UUID | str, data: bytes, face: Face, *, player: UUID, consent: bool, child: bool, now: datetime
) -> Example:
    """The photo of a prediction, for learning, because its visitor says so; once for each prediction.

    Only a small re-encoded part about the face is kept. A like makes it an example of what was shown, "who then?" of
    that; after a mere dislike it waits for a host's review. Raises CastRefused or NotJudged.
    """
    if child or not consent:
        raise CastRefused("no_children" if child else "consent_missing")
    with transaction.atomic():
        told = selectors.held(prediction)
        if (there := Example.objects.filter(prediction=told).first()) is not None:
            return there
        _label(told)
    photo = store(told.cast, data, face)
    try:
        return _enrol(told, photo, player, now)
    except BaseException:
        default_storage.delete(photo.picture)
        raise


@transaction.atomic
def _enrol(told: Prediction, photo: Photo, player: UUID, now: datetime) -> Example:
    cast = hold(told.cast)
    told = selectors.held(told.id)
    if Example.objects.filter(cast=cast, content_hash=photo.likeness.digest).exists():
        raise CastRefused("known_already")
    place = Sides(cast).place(photo.likeness.vector, player, photo.likeness.digest)
    tallies.add_to(told, kept=1)
    return enrol(cast, photo, place, _label(told), now, player=player, prediction=told)


def hold(cast: Cast) -> Cast:
    """The cast, held until the transaction ends: two who come at once are placed one after the other."""
    found = Cast.objects.select_for_update(of=("self",)).filter(pk=cast.pk).first()
    if found is None:
        raise CastRefused("no_such_cast")
    return found


def store(cast: Cast, data: bytes, face: Face) -> Photo:
    """Keep a photo's picture; without a row that names it, it is swept up within a day. Raises CastRefused."""
    _, proportions = features.parts(cast, face)
    try:
        # Every face has the proportions that a demo compares.
        if not cast.demo:
            portraits.check_numbers(cast)
        likeness = portraits.likeness(cast, data, face)
    except GalleryRefused as refused:
        raise CastRefused(refused.code) from refused
    new_id = uuid4()
    key = example_key(str(cast.id), str(new_id))
    default_storage.write(key, likeness.picture)
    return Photo(new_id, key, likeness, proportions)


def enrol(cast: Cast, photo: Photo, place: Place, label: Label, now: datetime, **more: Any) -> Example:
    """The row of a photo; that of the person too, where they are new. Inside of a transaction that holds the cast."""
    if place.new:
        PersonGroup.objects.create(id=place.group, cast=cast, part=place.part, created_at=now)
    example = unsaved(cast, photo, place, label, now, **more)
    example.save(force_insert=True)
    return example


def unsaved(cast: Cast, photo: Photo, place: Place, label: Label, now: datetime, **more: Any) -> Example:
    """The row as it is going to be."""
    return Example(
        id=photo.id,
        cast=cast,
        character=label.character,
        group_id=place.group,
        source=label.source,
        aside=place.aside,
        picture=photo.picture,
        content_hash=photo.likeness.digest,
        vector=photo.likeness.vector.astype("<f4").tobytes(),
        embedder=cast.embedder,
        proportions=photo.proportions.astype("<f4").tobytes(),
        quality=dict(photo.likeness.quality),
        created_at=now,
        **more,
    )


def _label(told: Prediction) -> Label:
    said = Feedback.objects.select_related("who").filter(prediction=told).first()
    if said is None:
        raise CastRefused("say_first")
    if said.liked:
        return Label(told.winner, Source.LIKED)
    return Label(said.who, Source.NAMED) if said.who else Label(None, Source.DISLIKED)


def follow(told: Prediction) -> None:
    """Let the photo of a prediction go by what is said of it now, unless a host has said more."""
    label = _label(told)
    kept = Example.objects.filter(prediction=told).exclude(source=Source.REVIEWED)
    kept.update(character=label.character, source=label.source)


def to_review(cast: Cast) -> QuerySet[Example]:
    """The photos that wait for a host's word."""
    return Example.objects.filter(cast=cast, character=None)


def review(example: Example, character: Character) -> None:
    """A host's word about whom a photo resembles. Raises CastRefused("no_such_character")."""
    if character.cast_id != example.cast_id:
        raise CastRefused("no_such_character")
    Example.objects.filter(pk=example.pk).update(character=character, source=Source.REVIEWED)


@dataclass(frozen=True)
class Synthetic:
    """A made-up face. `person`: any word, the same for those who are to be one person.

    The character is whom it is said to resemble, none where nobody has said it yet; `source` and `prediction` are
    there where a made-up visitor let it be kept.
    """

    character: Character | None
    person: str
    proportions: np.ndarray
    source: str = Source.SYNTHETIC
    prediction: Prediction | None = None


@transaction.atomic
def add_synthetic(cast: Cast, faces: Iterable[Synthetic], now: datetime) -> int:
    """Examples without a photo, for a demo: so many came in. Those that are there already stay as they are."""
    places: dict[str, Place] = {}
    cast, before = hold(cast), Example.objects.filter(cast=cast).count()
    rows = [_synthetic(cast, face, places, now) for face in faces]
    new = [place for place in places.values() if place.new]
    groups = [PersonGroup(id=place.group, cast=cast, part=place.part, created_at=now) for place in new]
    PersonGroup.objects.bulk_create(groups)
    Example.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    PersonGroup.objects.filter(cast=cast, examples=None).delete()
    return Example.objects.filter(cast=cast).count() - before


def _synthetic(cast: Cast, face: Synthetic, places: dict[str, Place], now: datetime) -> Example:
    numbers = face.proportions.astype("<f4").tobytes()
    if face.person not in places:
        places[face.person] = unknown(cast, face.person)
    return Example(
        cast=cast,
        character=face.character,
        group_id=places[face.person].group,
        source=face.source,
        prediction=face.prediction,
        content_hash=sha256(f"{face.character and face.character.pk} {face.person} ".encode() + numbers).hexdigest(),
        vector=numbers,
        embedder=cast.embedder,
        proportions=numbers,
        created_at=now,
    )


def of_player(player: UUID | str) -> QuerySet[Example]:
    """What a visitor lets us keep."""
    return Example.objects.filter(player=player)


def grouped(ids: bytes) -> Iterator[bytes]:
    """The ids of a version's members, 16 bytes each."""
    return (ids[first : first + 16] for first in range(0, len(ids), 16))
