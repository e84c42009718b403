"""Every message on /ws/rooms/CODE/, both ways, and the shapes that HTTP shares with it.

Closed sets: an unknown type or field is refused with a code. A snapshot is the whole room at
one version; an update is an RFC 7396 merge patch from one version to the next, so that a
client needs one rule for all changes: apply the patch when its version follows, else ask for
a snapshot. Fields without a value are left out, never null. Times are milliseconds since 1970.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from game.engine.rules import LIMITS


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def text(self) -> str:
        return self.model_dump_json(exclude_none=True)


# What a room looks like


class RoomSettings(Message):
    """What the host chooses; durations are seconds."""

    rounds: int = Field(5, ge=LIMITS["rounds"][0], le=LIMITS["rounds"][1])
    get_ready: int = Field(3, ge=LIMITS["get_ready"][0], le=LIMITS["get_ready"][1])
    capture: int = Field(30, ge=LIMITS["capture"][0], le=LIMITS["capture"][1])
    judging: int = Field(15, ge=LIMITS["judging"][0], le=LIMITS["judging"][1])
    reveal: int = Field(14, ge=LIMITS["reveal"][0], le=LIMITS["reveal"][1])
    max_players: int = Field(12, ge=LIMITS["max_players"][0], le=LIMITS["max_players"][1])
    spectators: bool = True
    locked: bool = False
    approve_photos: bool = False


class DeckView(Message):
    id: str
    name: str


class PromptView(Message):
    """A picture to copy. Openness is 0 (shut) to 1 (wide open)."""

    id: str
    title: str
    picture: str
    left_eye: float
    right_eye: float
    mouth: float


class SeatView(Message):
    """A person's place. `doing` tells what the round waits for: posing, sent, done, or resting."""

    id: str
    nickname: str
    avatar: str
    connected: bool
    host: bool
    plays: bool
    doing: Literal["posing", "sent", "done", "resting"] = "resting"
    takes: int = 0
    points: int = 0


class PartView(Message):
    """One part of a score: what was read, what was wanted (0..1), its cost in percentage points, and words."""

    read: float
    wanted: float
    cost: float
    words: str


class Judged(Message):
    """What became of a photo. `code` is "scored", "judging" or a refusal's code; the overlay's points are 0 to 1."""

    code: str
    message: str = ""
    percent: float | None = None
    points: int = 0
    photo: str | None = None
    parts: dict[str, PartView] = {}
    overlay: dict[str, list[tuple[float, float]]] = {}
    note: str | None = None


class ResultView(Judged):
    """What a seat reached in a round; `code` may also be "no_photo"."""

    seat: str
    take: str | None = None
    place: int | None = None


class StandingView(Message):
    seat: str
    points: int
    place: int


class Superlative(Message):
    """A title won over the whole game, e.g. "Widest mouth"."""

    title: str
    seat: str
    value: str
    photo: str | None = None


class RoomView(Message):
    """The public side of a room: what every phone, spectator and stage may know at this version."""

    code: str
    version: int
    phase: Literal["lobby", "get_ready", "capture", "judging", "reveal", "podium"]
    game: int
    round: int
    rounds: int
    paused: bool
    phase_started_at: int | None = None
    deadline: int | None = None
    time_left: int | None = None
    host: str | None = None
    second_host: str | None = None
    host_gone_at: int | None = None
    settings: RoomSettings
    deck: DeckView
    prompt: PromptView | None = None
    seats: dict[str, SeatView]
    results: dict[str, ResultView] = {}
    standings: dict[str, StandingView] = {}
    superlatives: dict[str, Superlative] = {}


class TakeView(Judged):
    """One of your own photos in this round."""

    id: str
    number: int


class You(Message):
    """What only you may know: your seat, and your takes of the round being played."""

    seat: str
    host: bool
    takes: list[TakeView] = []
    takes_left: int = 0
    done: bool = False
    calibration: dict[str, float] | None = None


# From the server


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


class PhotoGoneMessage(Message):
    """Take this photo off the screen, wherever it is shown; the room's own view follows by an update."""

    type: Literal["photo_gone"] = "photo_gone"
    take: str


class ReportedMessage(Message):
    """To the host's panel only: a player wants this photo looked at."""

    type: Literal["reported"] = "reported"
    take: str


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
    """The room is over for you: removed, or expired. Do not reconnect."""

    type: Literal["closed"] = "closed"
    code: str
    message: str


ServerMessage = (
    SnapshotMessage
    | UpdateMessage
    | YouMessage
    | ReactionMessage
    | PhotoGoneMessage
    | ReportedMessage
    | PongMessage
    | ErrorMessage
    | ClosedMessage
)


# From a client


class Ping(Message):
    """`sent` comes back as it was; a client measures its clock's offset with it."""

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
    """Host: end this phase now."""

    type: Literal["skip"]


class End(Message):
    """Host: go to the podium now."""

    type: Literal["end"]


class Again(Message):
    """Host: from the podium back to the lobby."""

    type: Literal["again"]


class Kick(Message):
    """Host: remove a seat for good."""

    type: Literal["kick"]
    seat: str


class NameHost(Message):
    """Host: hand the room to another seat."""

    type: Literal["name_host"]
    seat: str


class NameSecondHost(Message):
    """Host: let another seat steer the room too; without a seat, nobody but the host."""

    type: Literal["name_second_host"]
    seat: str | None = None


class Configure(Message):
    """Host: change settings and deck."""

    type: Literal["configure"]
    settings: RoomSettings
    deck: str


class Moderate(Message):
    """Host: let a photo be seen (approved) or take it off every screen (hidden)."""

    type: Literal["moderate"]
    take: str
    approved: bool
    hidden: bool
    keep_score: bool = True


class TakeOver(Message):
    """Become the host of a room whose host has been away for a minute."""

    type: Literal["take_over"]


class Done(Message):
    """You are happy with your takes of this round."""

    type: Literal["done"]


class Leave(Message):
    """Give your seat up. Joining again gives it back."""

    type: Literal["leave"]


class Play(Message):
    """Take part in the rounds, or only watch and host."""

    type: Literal["play"]
    plays: bool


class React(Message):
    """Throw a sticker onto everybody's screen."""

    type: Literal["react"]
    sticker: Literal["laugh", "heart", "fire", "wow", "clap"]


class Report(Message):
    """Tell the host that a photo should not be here."""

    type: Literal["report"]
    take: str


ClientMessage = Annotated[
    Ping
    | Resync
    | Start
    | Pause
    | Resume
    | Skip
    | End
    | Again
    | Kick
    | NameHost
    | NameSecondHost
    | Configure
    | Moderate
    | TakeOver
    | Done
    | Leave
    | Play
    | React
    | Report,
    Field(discriminator="type"),
]
client_message: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)
