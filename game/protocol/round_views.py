"""What a round looks like: prompts, votes, results and the cards of its reveal."""

from game.protocol.message import Message


class PromptView(Message):
    """A picture to copy. Openness is 0 (shut) to 1 (wide open).

    `parts`, where there are any, is what counts besides: smile and brows from 0 to 1 (big, up), tilt and turn of the
    head from -1 (your own right) to 1 (left).
    """

    id: str
    title: str
    picture: str
    left_eye: float
    right_eye: float
    mouth: float
    parts: dict[str, float] | None = None


class PartView(Message):
    """One part of a score: what was read, what was wanted (0..1, or from -1 as in `PromptView`), its cost in percentage
    points; words without numbers, and the numbers.
    """

    read: float
    wanted: float
    cost: float
    words: str
    digits: str = ""


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


class AwardView(Message):
    """Points beside those of a photo, and what for, in words."""

    words: str
    points: int


class ResultView(Judged):
    """What a seat reached in a round; `code` may also be "no_photo". `withdrawn`: its owner took the photo down.

    `points` are all that the round gave, with the `awards` among them. `prompt` is what the photo copied, where not
    everybody copied the same.
    """

    seat: str
    withdrawn: bool = False
    take: str | None = None
    place: int | None = None
    awards: list[AwardView] = []
    prompt: PromptView | None = None


class FrameView(Message):
    """A frame of a photo that holds several, by its number from 0, and how close it came to the face of that number."""

    number: int
    percent: float


class ShotView(Message):
    """A photo as a card or a vote shows it; `overlay` as in `Judged`, or only the face's `frame`.

    Where the photo is a sheet, 4 `frames` wide and 2 high, a card tells of those that hold something.
    """

    take: str
    seat: str
    photo: str | None = None
    percent: float | None = None
    overlay: dict[str, list[tuple[float, float]]] = {}
    frames: list[FrameView] = []


class OptionView(Message):
    """What can be chosen: a prompt, a photo, or only words. `seat` is whom it is about."""

    id: str
    words: str = ""
    prompt: PromptView | None = None
    shot: ShotView | None = None
    seat: str | None = None


class VoteView(Message):
    """What the room is asked in a `turn`, about the photo `about` if there is one; so many (`picks`) options make a
    choice.

    Who has chosen is in each seat's `doing`; what, and which options are `right`, is told in the reveal alone:
    `ballots` by seat.
    """

    turn: int
    question: str
    options: list[OptionView]
    picks: int = 1
    about: ShotView | None = None
    right: list[str] = []
    ballots: dict[str, list[str]] = {}


class CardView(Message):
    """What the reveal shows together for `lasts` milliseconds: the results of these seats, or the standings.

    `show` names how a kind draws it otherwise: with these `shots` in their order, a prompt, and `words` about them.
    """

    seats: list[str]
    lasts: int
    show: str = ""
    shots: list[ShotView] = []
    prompt: PromptView | None = None
    words: str = ""
