"""Every message on /ws/booths/VISIT/, both ways.

A visit is one question asked in a booth. Its answer is told to the browsers of the visitor who asked, and to nobody
else. There is no version and no patch: each `visit` is the whole visit as it is now.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from game.protocol.from_client import Ping, Resync
from game.protocol.from_server import ClosedMessage, ErrorMessage, PongMessage
from game.protocol.message import Message
from game.protocol.visits import VisitView


class VisitMessage(Message):
    """The visit as it is now: first, and at every change."""

    type: Literal["visit"] = "visit"
    visit: VisitView


BoothMessage = VisitMessage | PongMessage | ErrorMessage | ClosedMessage
"""What the server tells a browser in a booth."""

BoothCommand = Annotated[Ping | Resync, Field(discriminator="type")]
booth_command: TypeAdapter[BoothCommand] = TypeAdapter(BoothCommand)
"""What a browser in a booth says."""
