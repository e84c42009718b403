"""The JSON API's door, /api/v1/: each domain keeps its endpoints in its `api.py`; here errors become answers."""

import logging

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from kombu.exceptions import OperationalError as QueueAway
from ninja.errors import HttpError, ValidationError
from redis.exceptions import RedisError

from animatch.platform import disk, patience, steady_clock
from animatch.platform.api import DescribedAPI, JsonParser, NotJson, refusal
from animatch.platform.patience import DATABASE_AWAY
from animatch.platform.storages import BUCKET_AWAY
from game.booths import errors as booth_errors
from game.booths.api import router as booths
from game.booths.cast_statistics import router as cast_statistics
from game.booths.learning_api import router as learning
from game.decks.api import router as decks
from game.engine import errors
from game.engine.errors import RuleViolation
from game.people.rate_limits import TooMany
from game.photos.api import router as photos
from game.rooms import repository, round_counts
from game.rooms.api import router as rooms
from game.scores.api import router as scores
from scoring.imports.refusals import Refused
from scoring.vision.errors import PhotoRefused

log = logging.getLogger(__name__)

api = DescribedAPI(title="AniMatch", version="1", urls_namespace="api", docs_url="/docs", parser=JsonParser())

STATUS = {
    errors.NotYourSeat.code: 403,
    errors.Kicked.code: 403,
    errors.NotHost.code: 403,
    errors.NotYourPhoto.code: 403,
    errors.Banned.code: 403,
    errors.PasswordNeeded.code: 403,
    errors.LinkNeeded.code: 403,
    errors.PlayersOnly.code: 403,
    errors.TooManySeats.code: 429,
    errors.NicknameInvalid.code: 422,
    errors.AvatarUnknown.code: 422,
    errors.SettingsInvalid.code: 422,
    booth_errors.NoSuchBooth.code: 404,
    booth_errors.NoSuchVisit.code: 404,
    booth_errors.NoVisitYet.code: 404,
    booth_errors.NoSuchPrompt.code: 404,
    booth_errors.NoSuchSlot.code: 422,
    booth_errors.ConsentNeeded.code: 422,
    booth_errors.NoSuchExample.code: 404,
    # Of galleries and casts; what else they refuse is 409.
    "no_such_gallery": 404,
    "no_such_cast": 404,
    "no_such_prediction": 404,
    "no_such_character": 422,
    "consent_missing": 422,
    "no_children": 422,
    "guests_may_not_add": 403,
    "name_empty": 422,
    "name_too_long": 422,
    "name_unusual": 422,
}


@api.exception_handler(RuleViolation)
def _rule_violation(request: HttpRequest, error: RuleViolation) -> HttpResponse:
    # Who only asks for a ticket has no photo yet that could be late.
    if isinstance(error, errors.TooLate) and request.resolver_match and request.resolver_match.url_name == "send_take":
        round_counts.count_late(request.resolver_match.kwargs["code"], steady_clock.now())
    return refusal(error.code, error.text, STATUS.get(error.code, 409))


@api.exception_handler(PhotoRefused)
def _photo_refused(request: HttpRequest, error: PhotoRefused) -> HttpResponse:
    return refusal(error.code, error.message, 413 if error.code == "too_large" else 422)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return refusal(error.code, error.message, STATUS.get(error.code, 409))


@api.exception_handler(repository.NoSuchRoom)
def _no_such_room(request: HttpRequest, error: repository.NoSuchRoom) -> HttpResponse:
    return refusal(error.code, error.text, 404)


def _away(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("A part is away: %s", type(error).__name__)
    code, words = patience.refusal(error)
    return refusal(code, words, 503 if code == patience.TRY_AGAIN else 507)


for part in (*DATABASE_AWAY, *BUCKET_AWAY, RedisError, QueueAway):
    api.exception_handler(part)(_away)


@api.exception_handler(OSError)
def _system(request: HttpRequest, error: OSError) -> HttpResponse:
    if not disk.is_full(error):
        raise error
    return _away(request, error)


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    return refusal(error.code, error.text, 429)


@api.exception_handler(HttpError)
def _not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that the parser refused, which Ninja hides as the cause of an error of its own."""
    if isinstance(error.__cause__, NotJson):
        return refusal(NotJson.code, NotJson.text, 415)
    return refusal("unreadable", "Send one well-formed object of JSON.", error.status_code)


def _no_form(request: HttpRequest, error: Exception) -> HttpResponse:
    """Django's word for a form that it cannot take apart, or does not want to: names too long, too many fields."""
    return refusal("unreadable", "Send one well-formed form, with the fields that are described.", 400)


for unread in (MultiPartParserError, SuspiciousOperation):
    api.exception_handler(unread)(_no_form)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = ", ".join(dict.fromkeys(str(part["loc"][-1]) for part in error.errors))
    return refusal("invalid", f"Something is missing or out of range: {fields}.", 422)


for router in (rooms, photos, booths, learning, cast_statistics, decks, scores):
    api.add_router("", router)
