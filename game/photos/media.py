"""Photos over HTTP, for those who hold their signed link, and for the host who is asked about them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from animatch.platform.media import BRIEFLY, sent, stored
from game.engine import playing, rules
from game.engine.errors import RuleViolation
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.rooms import admission, repository, selectors
from game.rooms.models import Take
from game.rooms.photo_links import own_photo_signature, photo_signature

NOT_KEPT = "private, no-store"


def photo(request: HttpRequest, code: str, take_id: UUID) -> HttpResponseBase:
    """A take's photo, for whoever got its signed link from the room: its own player, or everybody while they may."""
    signature = request.GET.get("s", "")
    take = get_object_or_404(Take.objects.select_related("round"), id=take_id, round__room__code=code, hidden=False)
    own = constant_time_compare(signature, own_photo_signature(str(take_id)))
    shown = constant_time_compare(signature, photo_signature(str(take_id))) and _is_shown(code, take)
    if not own and not shown:
        raise Http404
    return stored(take.photo, BRIEFLY)


def _is_shown(code: str, take: Take) -> bool:
    """Whether everybody may see it: until its round is over, and from then on where all whose it is let it be shown."""
    if not take.approved:
        return False
    room = repository.get(code)
    if room.phase.in_round and room.round is not None and room.round.id == str(take.round_id):
        return True
    return playing.are_celebrated(room, repository.round_alone(take.round), str(take.seat_id))


def photo_for_host(request: HttpRequest, code: str, take_id: UUID) -> HttpResponseBase:
    """A photo that waits for the host's word, for whose cookie hosts the room now. No link to it works elsewhere."""
    visitor = Visitor.of(request)
    try:
        room = admission.find(code, visitor)
    except (repository.NoSuchRoom, RuleViolation, TooMany):
        raise Http404 from None
    asked = {take.id: take.outcome.photo for take in rules.to_decide(room) if take.outcome}
    if not selectors.hosts(room, visitor.player) or str(take_id) not in asked:
        raise Http404
    return sent(asked[str(take_id)], NOT_KEPT)
