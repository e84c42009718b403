"""What a visit to a booth and its answer look like, in messages and over HTTP."""

from typing import Any, Literal

from game.protocol.message import Message
from game.protocol.round_views import PartView, PromptView

Zone = Literal["is", "might_be", "unknown"]


class GalleryView(Message):
    """People whom a face is compared with. `drawn`: characters, by the proportions of their faces.

    `takes_names`: whether you may name a face that nobody knows.
    """

    slug: str
    name: str
    drawn: bool = False
    takes_names: bool = False


class QualityView(Message):
    """How well a face was seen.

    Pixels between the eyes, sharpness 0 to 1, degrees that it is turned; and why nobody can tell whose it is, if so.
    """

    eyes_apart: float
    sharpness: float
    yaw: float
    pitch: float
    refusal: str | None = None
    message: str | None = None


class MatchView(Message):
    """A person of the gallery. `closer_than`: of 100 strangers so many are farther away; absent where nobody can tell.

    `is_match`: the distance is below the bar for one and the same person. `picture` is an address.
    """

    person: str
    name: str
    picture: str = ""
    distance: float
    closer_than: int | None = None
    is_match: bool


class ParentsView(Message):
    """The two people whose mixture comes closest; `share` of the first one, 0 to 1."""

    first: MatchView
    second: MatchView
    share: float


class LookalikeAnswer(Message):
    """The people who look most like the face, the best first: always at least one. `faces`: how many were seen."""

    gallery: GalleryView
    quality: QualityView
    matches: list[MatchView]
    parents: ParentsView | None = None
    faces: int
    ms: float


class NamedFace(Message):
    """A face in the photo, and who it is as far as one can tell. `box` is x, y, width and height, 0 to 1.

    `margin`: how much farther away the next person is.
    """

    box: tuple[float, float, float, float]
    person: str | None = None
    name: str | None = None
    zone: Zone
    distance: float | None = None
    closer_than: int | None = None
    margin: float | None = None
    quality: QualityView


class AbsentView(Message):
    """Somebody of the gallery who is not in the photo."""

    person: str
    name: str


class WhoAnswer(Message):
    """Every face of the photo, the largest first, and who is missing."""

    gallery: GalleryView
    faces: list[NamedFace]
    absent: list[AbsentView] = []
    ms: float


class CastView(Message):
    """Characters, and what was learned from photos of people who resemble them. `trained`: whether it can answer.

    `demo`: it has learned from made-up faces around drawn characters, and from no photo of anybody.
    """

    slug: str
    name: str
    demo: bool = False
    trained: bool = True


class BarView(Message):
    """A character, and how probable it is, 0 to 1; those of all characters sum to 1. `picture` is an address."""

    character: str
    name: str
    words: str = ""
    picture: str = ""
    probability: float


class SaidView(Message):
    """What you said to an answer; `character` is your answer to "who then?" after a dislike."""

    liked: bool
    character: str | None = None


class CharacterAnswer(Message):
    """How probable each character of a cast is, in the order in which to show it: for one visitor in ten by chance.

    `landmarks`: the 478 points that were seen of the face, x and y, 0 to 1; they are forgotten after a quarter of an
    hour. `kept`: whether you let us keep the photo to learn from it. `version`: of what was learned.
    """

    cast: CastView
    quality: QualityView
    winner: BarView
    bars: list[BarView]
    shuffled: bool = False
    version: int
    faces: int
    landmarks: list[tuple[float, float]] | None = None
    said: SaidView | None = None
    kept: bool = False
    ms: float


class PracticeAnswer(Message):
    """An explained score. `best_today`: the visitor's best percentage since midnight (UTC), this one with it."""

    prompt: PromptView
    percent: float
    parts: dict[str, PartView]
    reading: dict[str, Any]
    overlay: dict[str, list[tuple[float, float]]]
    note: str | None = None
    best_today: float


class FramesView(Message):
    """How many frames of a clip were looked at, in how many there was a face, and in how many one that matches."""

    sampled: int
    with_face: int
    matched: int


class SharpnessView(Message):
    """How sharp the faces that were compared are, 0 to 1; absent where there is none."""

    image: float | None = None
    video: float | None = None


class MomentView(Message):
    """A frame, `t` seconds after the first, and the confidence in its face; absent where one cannot tell."""

    t: float
    confidence: float | None = None


class OtherMethodView(Message):
    """What the other method says of the same frames."""

    method: str
    is_match: bool | None = None
    confidence: float | None = None


class CueView(Message):
    """A cue, for fun: what was asked for in `words`, whether the clip shows it, and why. It proves nothing.

    `at`: seconds at which its steps were seen, up to the first that was not.
    """

    cue: str
    words: str
    verdict: Literal["seen", "not_seen", "cannot_tell"]
    at: list[float]
    reason: str


class FaceMatchAnswer(Message):
    """Whether the face of a photo is one of a clip's. `is_match` is absent where nobody can tell: that is no "no".

    `confidence`: 0 to 1, absent where a face is missing or is seen too poorly; `reason` says it in words. `people`: how
    many were seen. `timeline`: the frames that were looked at; `best_frame`: the one that resembles the photo most.
    `cue`: there if one was asked for.
    """

    face_found_in_image: bool
    face_found_in_video: bool
    is_match: bool | None = None
    confidence: float | None = None
    reason: str
    method: str
    other: OtherMethodView
    frames: FramesView
    people: int
    sharpness: SharpnessView
    best_frame: MomentView | None = None
    timeline: list[MomentView]
    cue: CueView | None = None
    ms: float


Answer = LookalikeAnswer | CharacterAnswer | WhoAnswer | FaceMatchAnswer | PracticeAnswer


class VisitView(Message):
    """A visit as its visitor sees it.

    `step` of `steps`, of which `done` of `of` frames are over, and `words` for it: "2 of 3: looking for faces". `code`
    and `message` say why it was refused. After `ends_at` (milliseconds since 1970) nothing of it is left.
    """

    id: str
    kind: str
    state: Literal["waiting", "queued", "answered", "refused"]
    step: int
    steps: int
    done: int = 0
    of: int = 0
    words: str
    options: dict[str, Any] = {}
    answer: Answer | None = None
    code: str | None = None
    message: str | None = None
    ends_at: int
