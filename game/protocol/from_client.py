"""What a phone, a stage or the panel asks of the server."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from game.protocol.message import Message
from game.protocol.views import Face, RoomSettings


class Ping(Message):
    """`sent` comes back as it was; a client measures its clock's offset with it."""

    # What JSON has no word for could not come back.
    model_config = ConfigDict(allow_inf_nan=False)

    type: Literal["ping"]
    sent: float


class Resync(Message):
    """Ask for a snapshot: a version was missed."""

    type: Literal["resync"]


class Start(Message):
    """Host: begin a game."""

    type: Literal["start"]


class Pause(Message):
    """Host: stop the clock."""

    type: Literal["pause"]


class Resume(Message):
    """Host: let the clock run again."""

    type: Literal["resume"]


class Skip(Message):
    """Host: end this phase of this round's turn now, or only this `card` of the reveal (from 0). Does nothing if that
    is over already, as after a second tap.
    """

    type: Literal["skip"]
    phase: Literal["get_ready", "capture", "judging", "vote", "reveal"]
    round: int
    turn: int = 0
    card: int | None = None


class End(Message):
    """Host: go to the podium now."""

    type: Literal["end"]


class Again(Message):
    """Host: from the podium back to the lobby."""

    type: Literal["again"]


class Kick(Message):
    """Host: remove a seat. Its player stays out until they are let back."""

    type: Literal["kick"]
    seat: str


class LetBack(Message):
    """Whose room it is: let somebody who was removed sit down again."""

    type: Literal["let_back"]
    seat: str


class NameHost(Message):
    """Host: hand the room to another seat, to keep until they go or the owner takes it back."""

    type: Literal["name_host"]
    seat: str


class NameSecondHost(Message):
    """Host: let another seat steer the room too; without a seat, nobody but the host."""

    type: Literal["name_second_host"]
    seat: str | None = None


class ChangeTeam(Message):
    """Host: put a seat into another team, in the lobby."""

    type: Literal["change_team"]
    seat: str
    team: int


class Configure(Message):
    """Host: change settings and deck."""

    type: Literal["configure"]
    settings: RoomSettings
    deck: str


class SetPassword(Message):
    """Host: ask whoever has no seat for this password; blank asks for none. No screen is ever told it."""

    type: Literal["set_password"]
    password: Annotated[str, Field(max_length=60)]


class Moderate(Message):
    """Host: let a photo be seen (approved) or take it off every screen (hidden)."""

    type: Literal["moderate"]
    take: str
    approved: bool
    hidden: bool
    keep_score: bool = True


class TakeOver(Message):
    """Become the host of a room whose host has been away for a minute; its owner may at any time."""

    type: Literal["take_over"]


class Done(Message):
    """You are happy with your takes of this round."""

    type: Literal["done"]


class Vote(Message):
    """You choose these options in the vote of this round and turn, instead of what you chose before."""

    type: Literal["vote"]
    round: int
    turn: int
    choice: list[str]


class Leave(Message):
    """Give your seat up. Joining again gives it back."""

    type: Literal["leave"]


class Play(Message):
    """Take part in the rounds, or only watch and host."""

    type: Literal["play"]
    plays: bool


class Celebrate(Message):
    """Let your photos be seen after their reveal too, on podium and poster, in titles and recap; or not."""

    type: Literal["celebrate"]
    celebrated: bool


class React(Message):
    """Throw a sticker onto everybody's screen."""

    type: Literal["react"]
    sticker: Literal["laugh", "heart", "fire", "wow", "clap"]


class Pose(Message):
    """What your face does while you warm up or pose, ten times a second at most.

    The stage alone is told, and nothing is kept. Whatever is too much is dropped without a word.
    """

    type: Literal["pose"]
    face: Face


class MakeFace(Message):
    """Between games: your own character is drawn with this face (its tilt does not count), and a round of the next game
    has the others copy it. It takes the place of one that you have made before.
    """

    type: Literal["make_face"]
    face: Face


class DropFace(Message):
    """Take your face back before it is played."""

    type: Literal["drop_face"]


class Report(Message):
    """Tell the host that a photo should not be here."""

    type: Literal["report"]
    take: str


Steering = (
    Ping
    | Resync
    | Start
    | Pause
    | Resume
    | Skip
    | End
    | Again
    | Kick
    | LetBack
    | NameHost
    | NameSecondHost
    | ChangeTeam
    | Configure
    | SetPassword
    | Moderate
)
"""What a host's screen says, at a seat or in the panel."""

ClientMessage = Annotated[
    Steering | TakeOver | Done | Vote | Leave | Play | Celebrate | React | Pose | MakeFace | DropFace | Report,
    Field(discriminator="type"),
]
client_message: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)
