"""Casts for the tests: of people who are nothing but numbers, around characters who are too."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import numpy as np

from animatch.platform.storages import default_storage
from scoring.casts import examples, services, training
from scoring.casts.examples import Label, Photo
from scoring.casts.models import Cast, CastImport, Character, Example, ModelVersion, PersonGroup
from scoring.casts.sides import Sides
from scoring.casts.storage_keys import example_key, picture_key, weights_key
from scoring.galleries.portraits import Likeness
from tests.support.galleries import SEEN, SQUARE

NOW = datetime(2026, 5, 9, 20, 0, tzinfo=UTC)
NAMES = ("Hana", "Kenji", "Miko")
KEY = b"the same sides in every run".ljust(32)
APART, ALIKE = 0.055, 0.01
"""Deviation of a number between two people, 0.88 apart in all, and between two photos of one, 0.16 apart."""


def cast(name: str = "Heroes", *names: str, least: int = 4) -> Cast:
    made = services.make_cast(name)
    # Whom the exam asks is by chance else, and with so few people it matters who that is.
    Cast.objects.filter(pk=made.pk).update(least_new=least, key=KEY)
    for each in names or NAMES:
        services.add_character(made, each)
    return Cast.objects.get(pk=made.pk)


def character(of: Cast, name: str) -> Character:
    return Character.objects.get(cast=of, name=name)


def centre(name: str) -> np.ndarray:
    """What those who resemble a character have in common."""
    return np.random.default_rng([*name.encode()]).normal(size=128) * 0.012


def person(like: str, number: int) -> np.ndarray:
    return centre(like) + np.random.default_rng([number, *like.encode()]).normal(size=128) * APART


def photo_of(someone: np.ndarray, number: int = 0) -> np.ndarray:
    seed = abs(int(someone[0] * 1e9)) + number
    return (someone + np.random.default_rng(seed).normal(size=128) * ALIKE).astype(np.float32)


def face(vector: np.ndarray, proportions: np.ndarray | None = None) -> dict[str, Any]:
    """As `find_faces` would tell of it."""
    numbers = {"dlib-resnet-1": vector, "proportions-1": vector[:5] if proportions is None else proportions}
    packed = {name: base64.b64encode(row.astype("<f4").tobytes()).decode() for name, row in numbers.items()}
    return {"box": [0.2, 0.2, 0.5, 0.5], "quality": dict(SEEN), "vectors": packed}


def add(
    to: Cast,
    vectors: Sequence[np.ndarray],
    shown: str | None,
    *,
    source: str = Example.Source.GIVEN,
    now: datetime = NOW,
    player: UUID | None = None,
    proportions: Sequence[np.ndarray] | None = None,
) -> list[Example]:
    """Examples without a picture, placed as those that come with one."""
    sides, rows, groups = Sides(to), [], []
    label = Label(character(to, shown) if shown else None, source)
    for number, vector in enumerate(vectors):
        digest = str(np.asarray(vector).tobytes().hex())[:64]
        likeness = Likeness(digest, np.asarray(vector, np.float32), SEEN, b"")
        built = proportions[number] if proportions else likeness.vector[:5]
        photo = Photo(UUID(bytes=np.random.default_rng().bytes(16)), "", likeness, built)
        place = sides.place(likeness.vector, player, digest)
        if place.new:
            groups.append(PersonGroup(id=place.group, cast=to, part=place.part, created_at=now))
        rows.append(examples.unsaved(to, photo, place, label, now, player=player))
    PersonGroup.objects.bulk_create(groups)
    return Example.objects.bulk_create(rows)


def people(like: str, numbers: Sequence[int]) -> list[np.ndarray]:
    return [photo_of(person(like, number)) for number in numbers]


def fill(to: Cast, numbers: Sequence[int], *, now: datetime = NOW, wrong: dict[str, str] | None = None) -> None:
    """A photo of each of so many people for every character; of those in `wrong` the label is another's."""
    for name in NAMES:
        add(to, people(name, numbers), (wrong or {}).get(name, name), now=now)


def of_host(owner: Any, name: str) -> Cast:
    """A cast with one of everything, and pictures of a grey square."""
    made = services.make_cast(name, owner)
    key = picture_key(str(made.pk), "square")
    default_storage.write(key, SQUARE)
    services.add_character(made, f"Dai, {name}", picture=key)
    [example] = add(made, people("Dai", [1]), f"Dai, {name}")
    photo = example_key(str(made.pk), str(example.pk))
    default_storage.write(photo, SQUARE)
    Example.objects.filter(pk=example.pk).update(picture=photo)
    learned = weights_key(str(made.pk), "digest", "training")
    default_storage.write(learned, b"numbers")
    ModelVersion.objects.create(
        cast=made,
        number=1,
        status="retired",
        why=name,
        weights=learned,
        seed=1,
        by="command",
        data_to=NOW,
        created_at=NOW,
    )
    CastImport.objects.create(owner=owner, name=name, may=True, cast=made, created_at=NOW)
    return made


def train(of: Cast, now: datetime = NOW, **options: Any) -> ModelVersion:
    return training.train_now(of, "command", None, now, **{"force": True, **options})


def champion(of: Cast) -> ModelVersion | None:
    return ModelVersion.objects.filter(cast=of, status="champion").first()


def beginner() -> Cast:
    """A cast that was trained with few, wrongly labelled in part, and has an exam of many."""
    heroes = cast()
    fill(heroes, range(12), wrong={"Hana": "Kenji", "Kenji": "Hana"})
    train(heroes)
    Example.objects.filter(cast=heroes).exclude(character__name="Miko").delete()
    return heroes
