"""What is copied: frozen values like all of a room."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


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
