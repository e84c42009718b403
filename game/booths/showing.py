"""An answer on a room's screens: only when the visitor wants it, and has seen it first."""

from game.booths import errors
from game.booths.models import Visit
from game.engine import transitions
from game.engine.errors import NotYourSeat
from game.people.players import Visitor
from game.protocol.from_server import ShownMessage
from game.rooms import admission, broadcast, selectors

NOBODY_ELSES = frozenset({"landmarks", "said", "kept"})
"""Parts of an answer that the room does not get: the shape of a face, and what its visitor did with the answer."""


def show(visit: Visit, code: str, visitor: Visitor) -> None:
    """Raises NotAnswered, NotSeenYet, NoSuchRoom, TooMany, or RuleViolation for whoever has no seat there."""
    if visit.state != Visit.State.ANSWERED:
        raise errors.NotAnswered
    if not visit.seen:
        raise errors.NotSeenYet
    room = admission.at_the_door(code, visitor)
    seat = selectors.seat_of(room, visitor.player)
    if seat is None:
        raise NotYourSeat
    transitions.check_seat(room, seat.id)
    answer = {key: told for key, told in (visit.answer or {}).items() if key not in NOBODY_ELSES}
    shown = {"seat": seat.id, "kind": visit.kind, "answer": answer}
    broadcast.to_room(room.code, ShownMessage.model_validate(shown))
