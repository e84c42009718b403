"""Galleries of made-up numbers, as rows and as arrays."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import numpy as np

from scoring.galleries.models import Gallery
from scoring.galleries.ranking import Shelf, leanings

NOW = datetime(2026, 5, 9, 20, 0, tzinfo=UTC)
People = Mapping[str, Sequence[np.ndarray]]


def somebody(seed: int, dimension: int = 128) -> np.ndarray:
    """The numbers of a face, about as far from anybody else's as those of strangers are."""
    return np.random.default_rng(seed).normal(0, 0.55 / np.sqrt(dimension), dimension).astype(np.float32)


def at(vector: np.ndarray, distance: float, seed: int = 0) -> np.ndarray:
    """Numbers so far away from others, in some direction."""
    way = np.random.default_rng([seed, 1]).normal(size=len(vector))
    return (vector + distance * way / np.linalg.norm(way)).astype(np.float32)


def enrolled(people: People, slug: str = "friends", embedder: str = "dlib-resnet-1") -> Gallery:
    """A gallery of these people, by name, with a portrait for each of their vectors."""
    gallery = Gallery.objects.create(slug=slug, name=slug, embedder=embedder)
    for name, vectors in people.items():
        enrol(gallery, name, vectors)
    return gallery


def enrol(gallery: Gallery, name: str, vectors: Sequence[np.ndarray]) -> None:
    person = gallery.people.create(name=name, key=name.casefold(), picture=f"galleries/{name}.jpg")
    for vector in vectors:
        data = vector.astype("<f4").tobytes()
        person.portraits.create(
            picture=f"galleries/{sha256(data).hexdigest()}.jpg",
            content_hash=sha256(data).hexdigest(),
            vector=data,
            embedder=gallery.embedder,
            created_at=NOW,
        )


def shelf(people: Sequence[Sequence[np.ndarray]], leaning: np.ndarray | None = None) -> Shelf:
    """The same as arrays."""
    vectors = np.vstack([vector for portraits in people for vector in portraits])
    first = np.cumsum([0, *map(len, people)])
    return Shelf(
        vectors=vectors,
        half=(vectors**2).sum(axis=1) / 2,
        person=np.repeat(np.arange(len(people), dtype=np.int32), [len(portraits) for portraits in people]),
        first=first,
        leaning=leanings(vectors, first) if leaning is None else leaning,
    )
