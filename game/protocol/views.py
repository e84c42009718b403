"""What a room, a person in it and a result look like, in messages and over HTTP."""

from typing import Literal

from pydantic import Field

from game.engine.rules import LIMITS
from game.protocol.message import STRICT, Message
from game.protocol.round_views import (
    CardView,
    Judged,
    PromptView,
    ResultView,
    ShotView,
    VoteView,
)


class RoomSettings(Message):
    """What the host chooses; durations are seconds, `reveal` for each photo in it.

    `code_alone`: when the letters open the room without a link. `scores_at_once`: whether a photo's own player is told
    its score before the reveal. `programme`: "classic" (copy alone), "mixed", or the kinds of its rounds in turn, with
    commas between them. `classic_parts`: whether eyes and mouth alone count, whatever else a picture asks for.
    `teams`: how many play against each other, or 0.
    """

    model_config = STRICT

    rounds: int = Field(5, ge=LIMITS["rounds"][0], le=LIMITS["rounds"][1])
    get_ready: int = Field(3, ge=LIMITS["get_ready"][0], le=LIMITS["get_ready"][1])
    capture: int = Field(30, ge=LIMITS["capture"][0], le=LIMITS["capture"][1])
    judging: int = Field(15, ge=LIMITS["judging"][0], le=LIMITS["judging"][1])
    reveal: int = Field(4, ge=LIMITS["reveal"][0], le=LIMITS["reveal"][1])
    max_players: int = Field(12, ge=LIMITS["max_players"][0], le=LIMITS["max_players"][1])
    spectators: bool = True
    locked: bool = False
    code_alone: Literal["lobby", "always", "never"] = "lobby"
    approve_photos: bool = False
    stage_sound: bool = True
    scores_at_once: bool = False
    programme: str = Field("mixed", max_length=120)
    classic_parts: bool = False
    teams: Literal[0, 2, 3, 4] = 0


class DeckView(Message):
    id: str
    name: str


class SeatView(Message):
    """A person's place. `doing` tells what the round waits for: posing, sent, done, voting, voted, or resting.

    `role` is what everybody may know of what the person does in this round, in its kind's word. Who has `played` may
    take over from a host who is away. `team` is the number of theirs, if the room has teams.
    """

    id: str
    nickname: str
    avatar: str
    connected: bool
    host: bool
    plays: bool
    doing: Literal["posing", "sent", "done", "voting", "voted", "resting"] = "resting"
    role: str | None = None
    takes: int = 0
    points: int = 0
    played: bool = False
    team: int | None = None


class Face(Message):
    """What the live meter reads in a face: openness of each part in percent, your left eye being your own left.

    The tilt as in `PromptView`, in percent, too; who does not know it leaves it out.
    """

    left_eye: int = Field(ge=0, le=100)
    right_eye: int = Field(ge=0, le=100)
    mouth: int = Field(ge=0, le=100)
    tilt: int | None = Field(None, ge=-100, le=100)


class BestView(Message):
    """The best photo that a guest sent in a game, with its contours as in `Judged`."""

    photo: str
    percent: float
    overlay: dict[str, list[tuple[float, float]]] = {}


class StandingView(Message):
    """A place. On the podium `best` is there for the first three, where they let their photos be shown."""

    seat: str
    points: int
    place: int
    best: BestView | None = None


class TeamView(Message):
    """A team, its number and its name. Its `points` are the mean of its members' in each round, those of the round that
    is being revealed (`gain`) among them; equals share a place.
    """

    team: int
    name: str
    points: int = 0
    gain: int = 0
    place: int = 1


class Superlative(Message):
    """A title won over the whole game, e.g. "Mighty mouth"."""

    title: str
    seat: str
    value: str
    photo: str | None = None


class RoomView(Message):
    """The public side of a room: what every phone, spectator and stage may know at this version.

    `cards` follow each other in a reveal and end together at its deadline.

    `code_opens`: whether the five letters alone, without the link's key, let a stranger in now.

    `programme`: the kind of each round, as it is or would be if the game began now. `kind` and `turn` say where the
    round is, `explanation` what it is about, when that has to be said; `lasts` is how many milliseconds the phase has
    in all. `prompt` is what everybody copies, the first of `prompts` where there are several; a face that only some may
    see is in their own `you`. `votes`: the one that goes on, or in a reveal those that were.

    `faces`: in the lobby, those that guests have made for the others to copy, by seat and in the order made.
    """

    code: str
    version: int
    phase: Literal["lobby", "get_ready", "capture", "judging", "vote", "reveal", "podium"]
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
    has_password: bool = False
    code_opens: bool = True
    deck: DeckView
    programme: list[str] = []
    kind: str = "copy"
    turn: int = 0
    explanation: str | None = None
    lasts: int | None = None
    prompt: PromptView | None = None
    prompts: list[PromptView] = []
    votes: list[VoteView] = []
    faces: dict[str, PromptView] = {}
    seats: dict[str, SeatView]
    results: dict[str, ResultView] = {}
    cards: list[CardView] = []
    standings: dict[str, StandingView] = {}
    teams: list[TeamView] = []
    superlatives: dict[str, Superlative] = {}


class TakeView(Judged):
    """One of your own photos in this round. Before the reveal it has no numbers unless the room `scores_at_once`:
    only `advice` what to do better, and whether it is the `best` of yours so far.
    """

    id: str
    number: int
    advice: str | None = None
    best: bool = False


class RemovedView(Message):
    """Somebody who was removed, and can be let back in."""

    seat: str
    nickname: str
    avatar: str


class HeldView(Message):
    """A photo that waits for the host's word, which `moderate` says; its link opens for who hosts and nobody else.

    `reports` guests want it gone, `hidden` until the host decides; with none, it was held back until it is shown.
    """

    take: str
    seat: str
    preview: str
    reports: int = 0
    hidden: bool = False


class OwnVote(Message):
    """Your part in the vote that goes on: what you have chosen so far, and what you cannot choose (`barred`)."""

    choice: list[str] = []
    barred: list[str] = []


class You(Message):
    """What only you may know: your seat, and your takes of this turn of the round. An owner may always `take_over`.

    `role` is what you do in this turn, with your `mates` in it; `prompt` is the face that you copy, where not everybody
    may see it, `photo` the one that you copy instead. With a `vote` you may choose.

    For who hosts: `stage` is the big screen's link, `to_decide` what they are asked about. For whose room it is:
    `removed` is who may be let back in. Who is `celebrated` lets their photos be shown after their reveal, too.
    """

    seat: str
    host: bool
    owner: bool = False
    stage: str | None = None
    removed: list[RemovedView] = []
    to_decide: list[HeldView] = []
    role: str | None = None
    mates: list[str] = []
    prompt: PromptView | None = None
    photo: ShotView | None = None
    vote: OwnVote | None = None
    takes: list[TakeView] = []
    takes_left: int = 0
    done: bool = False
    celebrated: bool = True
    calibration: dict[str, float] | None = None
