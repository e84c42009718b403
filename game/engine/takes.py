"""Photos of a round, and what became of them: frozen values like all of a room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """What became of a take: `code` is "scored" or a refusal's code; similarity is 0..1.

    `detail` is what the vision side reported, kept for the reveal and not looked into here.
    """

    code: str
    similarity: float | None = None
    message: str = ""
    photo: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Take:
    """One uploaded photo, in a turn of its round. It is being judged for as long as it has no outcome.

    `number` counts the seat's takes of the round; `prompt` is the id of what it copies, a prompt's or another take's,
    where seats differ in that.
    `approved` and `hidden` are the host's word; `withdrawn` is its owner's, which stands above it; `open_reports`
    counts the guests who have reported it since the host last said something about it.
    """

    id: str
    seat: str
    number: int
    submitted_at: datetime
    outcome: Outcome | None = None
    judged_at: datetime | None = None
    approved: bool = True
    hidden: bool = False
    withdrawn: bool = False
    open_reports: int = 0
    turn: int = 0
    prompt: str = ""

    @property
    def similarity(self) -> float | None:
        return self.outcome.similarity if self.outcome else None

    @property
    def order(self) -> tuple[float, datetime, int]:
        """The most similar first, the earlier of equals."""
        return (-(self.similarity or 0.0), self.submitted_at, self.number)


def closest(takes: Iterable[Take]) -> Take | None:
    """The one of them that counts: most similar, then earliest; None if none scored."""
    scored = (take for take in takes if take.similarity is not None)
    return min(scored, key=lambda take: take.order, default=None)
