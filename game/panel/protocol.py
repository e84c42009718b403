"""What the panel's socket speaks beyond `game.protocol`: it sees every take, and steers for the house."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from game.protocol.from_client import Steering
from game.protocol.message import Message
from game.protocol.views import RemovedView


class PanelTake(Message):
    """One photo as the host sees it, hidden or not. `waited` is from its arrival to its outcome, in ms."""

    id: str
    seat: str
    round: int
    number: int
    code: str
    message: str = ""
    percent: float | None = None
    eyes: float | None = None
    mouth: float | None = None
    photo: str | None = None
    approved: bool
    hidden: bool
    submitted_at: int
    waited: int | None = None
    reports: int = 0


class PanelMessage(Message):
    """What no other screen is told: the takes of the game being played, newest first; who was removed from the room
    and may be let back in; and how many photos wait to be judged in all rooms.
    """

    type: Literal["panel"] = "panel"
    takes: list[PanelTake]
    removed: list[RemovedView] = []
    waiting: int
    longest_wait: int = 0


class Ban(Message):
    """Remove a seat and keep its player out of every room of this host."""

    type: Literal["ban"]
    seat: str


class EraseSeat(Message):
    """Erase a person's seat and photos in this room, and what the leaderboard holds of them."""

    type: Literal["erase_seat"]
    seat: str


class Close(Message):
    """End the room for good and erase everything in it."""

    type: Literal["close"]


PanelCommand = Annotated[Steering | Ban | EraseSeat | Close, Field(discriminator="type")]
panel_command: TypeAdapter[PanelCommand] = TypeAdapter(PanelCommand)
