"""What the server tells a screen."""

from typing import Any, Literal

from game.protocol.message import Message
from game.protocol.views import Face, RoomView, You
from game.protocol.visits import Answer


class Happening(Message):
    """Something to animate or announce; the patch beside it holds what changed."""

    kind: str
    seat: str | None = None
    phase: str | None = None


class SnapshotMessage(Message):
    type: Literal["snapshot"] = "snapshot"
    server_time: int
    room: RoomView
    you: You | None = None


class UpdateMessage(Message):
    """`patch` leads from version - 1 to `version`."""

    type: Literal["update"] = "update"
    server_time: int
    version: int
    patch: dict[str, Any]
    events: list[Happening] = []


class YouMessage(Message):
    """Replaces a `you` of an older version. Sent to one seat only."""

    type: Literal["you"] = "you"
    version: int
    you: You


class ReactionMessage(Message):
    type: Literal["reaction"] = "reaction"
    seat: str
    sticker: str


class PosesMessage(Message):
    """To the stage only, while people warm up or pose: the faces that they pull, by seat. Some may get lost."""

    type: Literal["poses"] = "poses"
    faces: dict[str, Face]


class PhotoGoneMessage(Message):
    """Take this photo off the screen, wherever it is shown; the room's own view says so by an update."""

    type: Literal["photo_gone"] = "photo_gone"
    take: str


class ReportedMessage(Message):
    """To the host's panel only: a player wants this photo looked at."""

    type: Literal["reported"] = "reported"
    take: str


class ShownMessage(Message):
    """A guest shows everybody what a booth has answered; `kind` is the booth's name."""

    type: Literal["shown"] = "shown"
    seat: str
    kind: str
    answer: Answer


class PongMessage(Message):
    type: Literal["pong"] = "pong"
    server_time: int
    sent: float


class ErrorMessage(Message):
    """`code` is stable, `message` is for the person. `re` names the message that was refused."""

    type: Literal["error"] = "error"
    code: str
    message: str
    re: str | None = None


class ClosedMessage(Message):
    """It is over for you: removed from the room, or room or visit are erased. Do not reconnect."""

    type: Literal["closed"] = "closed"
    code: str
    message: str


ServerMessage = (
    SnapshotMessage
    | UpdateMessage
    | YouMessage
    | ReactionMessage
    | PosesMessage
    | PhotoGoneMessage
    | ReportedMessage
    | ShownMessage
    | PongMessage
    | ErrorMessage
    | ClosedMessage
)
