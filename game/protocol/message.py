"""What every message and every shape in one has in common."""

from typing import Protocol

from pydantic import BaseModel, ConfigDict

STRICT = ConfigDict(strict=True)
"""JSON as it is described: 1 is no true, and "5" no 5."""


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def text(self) -> str:
        return self.model_dump_json(exclude_none=True)


class Command(Protocol):
    """Any message from a client; `type` says what it asks for."""

    @property
    def type(self) -> str: ...
