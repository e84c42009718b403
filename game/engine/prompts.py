"""What is copied: frozen values like all of a room."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

FACE_PICTURE = "/art/faces/{}/{}-{}-{}.svg"
"""A drawn face by its character and by how far left eye, right eye and mouth are open, in percent."""


@dataclass(frozen=True)
class Deck:
    id: str
    name: str


class HasTarget(Protocol):
    """A prompt, of a game or of a deck: openness 0..1, and what else counts."""

    @property
    def left_eye(self) -> float: ...

    @property
    def right_eye(self) -> float: ...

    @property
    def mouth(self) -> float: ...

    @property
    def parts(self) -> Mapping[str, float] | None: ...


@dataclass(frozen=True)
class Prompt:
    """A picture to copy, with its target: openness 0..1 of both eyes and of the mouth, and what else it asks for.

    `parts` are some of scoring/vision/parts.py; none where only eyes and mouth count.
    """

    id: str
    title: str
    picture: str
    left_eye: float
    right_eye: float
    mouth: float
    parts: Mapping[str, float] | None = None


@dataclass(frozen=True)
class OwnFace:
    """A face that a guest has made, for the others to copy: openness 0..1 of each part. Its prompt has the same id."""

    id: str
    seat: str
    left_eye: float
    right_eye: float
    mouth: float


def drawn_face(face: OwnFace, nickname: str, avatar: str) -> Prompt:
    """The guest's own character, doing what the guest did."""
    openness = (face.left_eye, face.right_eye, face.mouth)
    picture = FACE_PICTURE.format(avatar, *(round(100 * part) for part in openness))
    return Prompt(face.id, f"{nickname}'s face", picture, *openness)
