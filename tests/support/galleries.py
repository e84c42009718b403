"""Galleries for the tests: of real faces, and of people who are nothing but numbers."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from scoring.galleries import services
from scoring.galleries.importer import Report, import_named
from scoring.galleries.models import Gallery, Portrait
from scoring.galleries.portraits import Likeness
from scoring.imports.places import open_source
from scoring.vision import images

NOW = datetime(2026, 5, 9, 20, 0, tzinfo=UTC)
SQUARE = images.encode(np.full((40, 40, 3), 180, np.uint8))
SEEN = {"eyes_apart": 60.0, "sharpness": 0.9, "yaw": 0.0, "pitch": 0.0, "refusal": None, "message": None}


def put(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def load(root: Path, name: str = "Friends", owner: Any = None, **options: bool) -> Report:
    with open_source(str(root)) as source:
        return import_named(source, name, owner, NOW, **options)


def somebody(gallery: Gallery, name: str, number: int = 0, added_by: UUID | None = None) -> Portrait:
    """A portrait of a person of whom there are numbers and a grey square."""
    vector = np.random.default_rng([number, *name.encode()]).normal(size=128).astype(np.float32)
    likeness = Likeness(f"{name} {number}", vector, SEEN, SQUARE)
    return services.enrol(gallery, [services.store(gallery, name, likeness, added_by)], NOW)[0]


def gallery(name: str = "Friends", owner: Any = None, *people: str) -> Gallery:
    made = services.gallery_named(name, owner)
    made.save()
    for person in people:
        somebody(made, person)
    return made
