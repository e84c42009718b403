"""The recap's page."""

from django.http import HttpRequest, HttpResponse

from game.people.players import Visitor
from game.photos import recaps
from game.rooms import admission
from game.rooms.views import in_room, of_a_room


@of_a_room
def recap(request: HttpRequest, code: str) -> HttpResponse:
    """The photos of the last finished game beside their prompts, for as long as the room lives."""
    visitor = Visitor.of(request)
    found = admission.find(code, visitor)
    return in_room(request, found, "photos/recap.html", recap=recaps.recap(found, visitor.player))
