"""What makes one booth different from the next: what it takes, which task looks at it, and what is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from celery import Signature
from django.contrib.auth.models import User

from game.booths.models import Visit
from game.photos.uploads import check_arrived
from game.protocol.visits import Answer, CastView, GalleryView
from scoring.vision import clip_frames
from scoring.vision.confidence import Demands
from scoring.vision.formats import MAX_BYTES, MAX_CLIP_BYTES

USUAL = Demands()


@dataclass(frozen=True)
class Wishes:
    """What a visitor may choose; each booth reads its own."""

    gallery: str | None = None
    cast: str | None = None
    prompt: str | None = None
    top: int = 3
    demands: Demands = USUAL
    method: str = "tracks"
    cue: str | None = None


@dataclass(frozen=True)
class Slot:
    """One of a visit's files. `check` raises PhotoRefused by a file's size and its first bytes."""

    name: str
    most_bytes: int
    check: Callable[[int, bytes], object]


PHOTO = Slot("photo", MAX_BYTES, check_arrived)
CLIP = Slot("clip", MAX_CLIP_BYTES, clip_frames.check_arrived)


@dataclass(frozen=True)
class Found:
    """An answer, and the numbers by which a later wish of the visitor's is decided."""

    answer: Answer
    numbers: dict[str, Any] | None = None


@dataclass(frozen=True)
class Kind:
    """A booth. `slots` are its files, and `steps` says what is done while the visitor waits.

    options: what is remembered of the wishes of somebody with this account, or of a guest. Raises RuleViolation,
    GalleryRefused or CastRefused where they cannot be met.
    question: a task of the vision queue about the uploads, by slot; it sends `began` off when it begins, and may
    send it again with {"done", "of"} while it goes on.
    answer: what the visit's visitor is told about that task's result, which is {"code", ...} of something found.
    Raises PhotoRefused, GalleryRefused or CastRefused.
    galleries, casts: those that somebody with this account, or a guest, may choose from.
    """

    name: str
    title: str
    words: str
    slots: tuple[Slot, ...]
    steps: tuple[str, ...]
    options: Callable[[Wishes, User | None], dict[str, Any]]
    question: Callable[[Visit, Mapping[str, str], Signature], Signature]
    answer: Callable[[Visit, dict[str, Any], datetime], Found]
    galleries: Callable[[User | None], list[GalleryView]] = lambda user: []
    casts: Callable[[User | None], list[CastView]] = lambda user: []

    def slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)
