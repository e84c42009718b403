"""Who asks over the JSON API, which visit is theirs, and what they are told of it."""

from django.contrib.auth.models import User
from django.http import HttpRequest

from animatch.platform import steady_clock
from game.booths import selectors, services, snapshots
from game.booths.models import Visit
from game.people import players
from game.protocol.visits import VisitView


def account(request: HttpRequest) -> User | None:
    """None for a guest."""
    return request.user if isinstance(request.user, User) else None


def own_visit(request: HttpRequest, visit: str) -> Visit:
    """Raises NoSuchVisit, also where it is somebody else's."""
    return selectors.of_visitor(visit, players.player_id(request.COOKIES), steady_clock.now())


def told(visit: Visit) -> VisitView:
    """The visit for its visitor, who knows by now what it says."""
    services.delivered(visit)
    return snapshots.view(visit)
