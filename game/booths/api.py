"""Booths over the JSON API. A visit is there for the visitor who opened it, and for nobody else."""

from functools import partial
from typing import Literal
from uuid import UUID

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from animatch.platform import steady_clock
from animatch.platform.api import Refusal, refusal
from animatch.platform.http import PutOff, received_at
from game.booths import errors, forgetting, naming, registry, selectors, services, showing, snapshots, uploads, waiting
from game.booths.asking import account, own_visit, told
from game.booths.kinds import practice
from game.booths.kinds.kind import USUAL, Kind, Wishes
from game.booths.models import Visit
from game.engine.errors import NothingArrived
from game.people import players, rate_limits
from game.people.players import Visitor
from game.photos.api import PhotoKind
from game.protocol.message import STRICT
from game.protocol.round_views import PromptView
from game.protocol.visits import CastView, GalleryView, VisitView
from scoring.vision.confidence import Demands

router = Router()

ClipType = Literal["video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "video/x-msvideo"]
Cue = Literal["blink_left", "blink_right", "left_right"]
SLUG = r"^[-a-zA-Z0-9_]{1,50}$"
MOST_MATCHES = 100
MOST_FACES = 1000


class Needs(Schema):
    """What a visit to a booth brings: files by slot, and whom to compare with, where there is a choice."""

    files: list[str]
    galleries: list[GalleryView] = []
    casts: list[CastView] = []


class BoothRow(Schema):
    kind: str
    title: str
    words: str
    on: bool
    needs: Needs


class Chosen(Schema):
    """What the visitor chooses; a booth reads what it knows. `top` is how many matches are told.

    `tolerance` is the distance of two faces at which nobody could tell, `threshold` the confidence from which it is a
    match, `sharpness` what a face needs to count. `cue` is for fun: what the clip is looked through for, too.
    """

    gallery: str | None = Field(None, pattern=SLUG)
    cast: str | None = Field(None, pattern=SLUG)
    prompt: UUID | None = Field(None, strict=False)
    top: int = Field(3, ge=1, le=MOST_MATCHES)
    tolerance: float = Field(USUAL.tolerance, gt=0, lt=1)
    threshold: float = Field(USUAL.threshold, ge=0, le=1)
    sharpness: float = Field(USUAL.sharpness, ge=0, le=1)
    method: Literal["tracks", "classic"] = "tracks"
    cue: Cue | Literal[""] = ""

    def wishes(self) -> Wishes:
        demands = Demands(self.tolerance, self.threshold, self.sharpness)
        prompt = str(self.prompt) if self.prompt else None
        return Wishes(self.gallery, self.cast, prompt, self.top, demands, self.method, self.cue or None)


class NewVisit(PhotoKind, Chosen):
    model_config = STRICT

    clip_type: ClipType = "video/mp4"


class SlotTicket(Schema):
    """Post a form with all `fields`, then the file as `file`, to `url`; then report `upload`, if there is one."""

    slot: str
    url: str
    fields: dict[str, str]
    upload: str | None = None


class VisitOpened(VisitView):
    tickets: list[SlotTicket]


class Veto(Schema):
    """Which face, counted from 0 as in the answer, is not which person."""

    model_config = STRICT

    face: int = Field(ge=0, lt=MOST_FACES)
    person: str


class Shown(Schema):
    """The code of the room in which the visitor sits."""

    room: str


@router.get("/booths", response=list[BoothRow])
def booths(request: HttpRequest) -> list[BoothRow]:
    """The booths that there are, open or not."""
    closed, user = registry.closed(), account(request)
    return [_row(kind, user, is_open=kind.name not in closed) for kind in registry.KINDS.values()]


def _row(kind: Kind, user: User | None, *, is_open: bool) -> BoothRow:
    needs = Needs(files=[slot.name for slot in kind.slots], galleries=kind.galleries(user), casts=kind.casts(user))
    return BoothRow(kind=kind.name, title=kind.title, words=kind.words, on=is_open, needs=needs)


@router.get("/booths/practice/prompt", response={200: PromptView, 409: Refusal}, exclude_none=True)
def practice_prompt(request: HttpRequest) -> PromptView:
    """A face to copy, by chance, out of the default deck."""
    return practice.view(practice.random_prompt())


@router.post(
    "/booths/{kind}/visits",
    response={201: VisitOpened, 404: Refusal, 409: Refusal},
    exclude_none=True,
)
@rate_limits.per_minute(30, together=200)
def open_visit(request: HttpRequest, response: HttpResponse, kind: str, body: NewVisit) -> Status[VisitOpened]:
    """Step into a booth: where to put its files. What becomes of them is told over the WebSocket."""
    registry.open_kind(kind)
    player = players.current_or_nameless(request, response)
    visit = services.open_visit(kind, player, body.wishes(), account(request), steady_clock.now())
    types = {"photo": body.content_type, "clip": body.clip_type}
    tickets = [SlotTicket(**vars(ticket)) for ticket in uploads.tickets(visit, types)]
    return Status(201, VisitOpened(**snapshots.view(visit).model_dump(), tickets=tickets))


@router.post(
    "/booths/visits/{visit}/files",
    response={202: VisitView, 404: Refusal, 409: Refusal, 507: Refusal},
    exclude_none=True,
    url_name="send_file",
)
@rate_limits.per_minute(60, together=400)
def send_file(
    request: HttpRequest,
    visit: str,
    file: UploadedFile | None = File(None),
    upload: str | None = Form(None),
    slot: str = Form("photo"),
) -> Status[VisitView]:
    """One of the visit's files: `file`, or the `upload` of a ticket whose file the bucket has, or both."""
    mine, now = own_visit(request, visit), received_at(request)
    if file is not None:
        mine = uploads.receive(mine, slot, file, now)
    elif upload is not None:
        mine = uploads.report(mine, slot, now)
    else:
        raise NothingArrived
    return Status(202, snapshots.view(mine))


@router.get("/booths/visits/{visit}", response={200: VisitView, 404: Refusal}, exclude_none=True)
def visit(request: HttpRequest, visit: str) -> VisitView:
    """Your visit as it is now."""
    return told(own_visit(request, visit))


@router.delete("/booths/visits/{visit}", response={204: None, 404: Refusal})
def forget_visit(request: HttpRequest, visit: str) -> Status[None]:
    """Forget your visit; with the last one, all before it in the same booth."""
    forgetting.forget(own_visit(request, visit))
    return Status(204, None)


@router.post("/booths/visits/{visit}/show", response={204: None, 404: Refusal, 409: Refusal})
@rate_limits.per_minute(10, together=100)
def show_visit(request: HttpRequest, visit: str, body: Shown) -> Status[None]:
    """Show the answer, once you have seen it, on the screens of the room that you sit in."""
    showing.show(own_visit(request, visit), body.room, Visitor.of(request))
    return Status(204, None)


@router.post(
    "/booths/visits/{visit}/vetoes",
    response={200: VisitView, 404: Refusal, 409: Refusal},
    exclude_none=True,
)
@rate_limits.per_minute(60, together=600)
def veto(request: HttpRequest, visit: str, body: Veto) -> VisitView:
    """Not this person: the face never gets that name again in this visit, and the others are decided anew."""
    return told(naming.veto(own_visit(request, visit), body.face, body.person))


@router.post(
    "/booths/visits/{visit}/names",
    response={202: VisitView, 404: Refusal, 409: Refusal, 507: Refusal},
    exclude_none=True,
)
@rate_limits.per_minute(10, together=100)
def name_face(
    request: HttpRequest,
    visit: str,
    file: UploadedFile = File(...),
    face: int = Form(..., ge=0, lt=MOST_FACES),
    name: str = Form(...),
    consent: bool = Form(False),
) -> Status[VisitView]:
    """Say who somebody is whom nobody knows: `file` is their face, cut out of the photo by the browser.

    With their consent it becomes a portrait of the gallery, where that takes some from you. The name, or why not,
    follows over the WebSocket.
    """
    mine = own_visit(request, visit)
    if not consent:
        raise errors.ConsentNeeded
    naming.ask_to_name(mine, face, name, file, account(request), steady_clock.now())
    return Status(202, snapshots.view(mine))


@router.get("/booths/{kind}/last", response={200: VisitView, 404: Refusal}, exclude_none=True)
def last_visit(request: HttpRequest, kind: str) -> VisitView:
    """Your last answer from this booth."""
    return told(selectors.last(kind, players.player_id(request.COOKIES), steady_clock.now()))


@router.post(
    "/booths/{kind}",
    response={200: VisitView, 202: VisitView, 404: Refusal, 409: Refusal, 507: Refusal},
    exclude_none=True,
)
@rate_limits.per_minute(30, together=200)
def ask(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    body: Form[Chosen],
    file: UploadedFile = File(...),
    clip: UploadedFile | None = File(None),
    wait: bool = False,
) -> HttpResponse:
    """Ask in one request, for programs: `file` is the photo, `clip` goes with it where the booth needs one.

    With `?wait=1` the answer comes in it (200), if it is there within 20 s. Otherwise, or if that takes longer, it is
    the visit (202), which can be looked at for a day.
    """
    files = _files(registry.open_kind(kind), {"photo": file, "clip": clip})
    player, now = players.current_or_nameless(request, response), received_at(request)
    visit = services.open_visit(kind, player, body.wishes(), account(request), steady_clock.now(), may_be_last=False)
    for slot, each in files.items():
        visit = uploads.receive(visit, slot, each, now)
    return _in_one_go(visit, response, wait=wait)


def _files(kind: Kind, sent: dict[str, UploadedFile | None]) -> dict[str, UploadedFile]:
    """The files of a visit, by slot. Raises NothingArrived or PhotoRefused."""
    files = {}
    for slot in kind.slots:
        file = sent[slot.name]
        if file is None:
            raise NothingArrived
        uploads.check_posted(slot, file)
        files[slot.name] = file
    return files


def _in_one_go(visit: Visit, response: HttpResponse, *, wait: bool) -> HttpResponse:
    answer: HttpResponse = _outcome(visit)
    if wait:
        answer = PutOff(answer, partial(waiting.until_over, visit.id), partial(_outcome_of, visit))
    answer.cookies.update(response.cookies)
    return answer


def _outcome_of(visit: Visit) -> HttpResponse:
    as_it_is = Visit.objects.filter(id=visit.id).first()
    if as_it_is is None:
        return refusal(errors.NoSuchVisit.code, errors.NoSuchVisit.message, 404)
    return _outcome(as_it_is)


def _outcome(visit: Visit) -> HttpResponse:
    if visit.state == Visit.State.REFUSED:
        return refusal(visit.code, visit.message, 422)
    view = told(visit).model_dump(mode="json", exclude_none=True)
    return JsonResponse(view, status=200 if visit.state == Visit.State.ANSWERED else 202)
