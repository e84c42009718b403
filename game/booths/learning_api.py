"""What visitors say to a character over the JSON API, and the photos that they let it learn from."""

from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from animatch.platform import steady_clock
from animatch.platform.api import Refusal
from game.booths import learning, snapshots
from game.booths.asking import own_visit, told
from game.people import players, rate_limits
from game.protocol.message import STRICT
from game.protocol.visits import VisitView
from scoring.casts.models import Example
from scoring.casts.withdrawing import Withdrawn

router = Router()


class Said(Schema):
    """Whether you like the answer. `character`, after a dislike: who then, by its id in the answer."""

    model_config = STRICT

    liked: bool
    character: UUID | None = Field(None, strict=False)


class Kept(Schema):
    """A photo that you let us keep. Without a `character` a host has yet to say whom it resembles."""

    id: UUID
    cast: str
    character: str | None = None
    at: int


class TakenBack(Schema):
    """How many photos are erased, and how many versions had learned from them."""

    photos: int
    versions: int


@router.post(
    "/booths/visits/{visit}/feedback",
    response={200: VisitView, 404: Refusal, 409: Refusal},
    exclude_none=True,
)
@rate_limits.per_minute(60, together=600)
def say(request: HttpRequest, visit: str, body: Said) -> VisitView:
    """Like or dislike which character you are; whoever says it again has changed their mind."""
    character = str(body.character) if body.character else None
    return told(learning.say(own_visit(request, visit), body.liked, character, steady_clock.now()))


@router.post(
    "/booths/visits/{visit}/examples",
    response={202: VisitView, 404: Refusal, 409: Refusal, 507: Refusal},
    exclude_none=True,
)
@rate_limits.per_minute(10, together=100)
def keep(
    request: HttpRequest,
    visit: str,
    file: UploadedFile = File(...),
    consent: bool = Form(False),
    adult: bool = Form(False),
) -> Status[VisitView]:
    """Let us keep the photo of the answer, which is sent again, to learn from it; after you have said what you think.

    `adult`: nobody on it is a child. A small part about the face stays, until you take it back. That it is kept, or
    why not, follows over the WebSocket.
    """
    mine = own_visit(request, visit)
    learning.ask_to_keep(mine, file, steady_clock.now(), consent=consent, adult=adult)
    return Status(202, snapshots.view(mine))


@router.get("/booths/character/examples", response=list[Kept], exclude_none=True)
def kept(request: HttpRequest) -> list[Kept]:
    """The photos that you let us keep, the newest first."""
    return [_row(example) for example in learning.kept_by(players.player_id(request.COOKIES))]


def _row(example: Example) -> Kept:
    at = round(example.created_at.timestamp() * 1000)
    shown = example.character.name if example.character else None
    return Kept(id=example.id, cast=example.cast.name, character=shown, at=at)


@router.delete("/booths/character/examples", response=TakenBack)
def take_all_back(request: HttpRequest) -> TakenBack:
    """Take back every photo that you let us keep: photo and numbers are erased at once."""
    player = players.player_id(request.COOKIES)
    return _taken(learning.withdraw(player, learning.kept_by(player)) if player else Withdrawn(0, 0, 0))


@router.delete("/booths/character/examples/{example}", response={200: TakenBack, 404: Refusal})
def take_back(request: HttpRequest, example: UUID) -> TakenBack:
    """Take back one of them."""
    return _taken(learning.withdraw_one(players.player_id(request.COOKIES), example))


def _taken(gone: Withdrawn) -> TakenBack:
    return TakenBack(photos=gone.objects, versions=gone.versions)
