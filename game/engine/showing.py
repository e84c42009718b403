"""Who may see a photo: what its owner, the guests and the host say of it, as transitions like all others."""

from dataclasses import replace
from datetime import datetime

from game.engine import errors, rules
from game.engine.events import Event, Kind
from game.engine.state import Room, Round
from game.engine.takes import Outcome, Take
from game.engine.transitions import Transition, check_host, settled

REMOVED, REMOVED_WORDS = "removed", "The host has removed this photo."


def moderate(
    room: Room, take_id: str, by: str, now: datetime, *, approved: bool, hidden: bool, keep_score: bool = True
) -> Transition:
    """Let a photo be seen, or take it off every screen, with its score or without. Reports so far are answered by it.

    What its owner took down stays down.
    """
    check_host(room, by)
    round_, take = _find(room, take_id)
    if take.withdrawn and not hidden:
        raise errors.TakenDown
    outcome = take.outcome
    if not keep_score:
        # Also before it is judged: what is removed stays so.
        outcome = replace(outcome or Outcome(REMOVED), code=REMOVED, similarity=None, message=REMOVED_WORDS)
    decided = replace(take, approved=approved, hidden=hidden, outcome=outcome, open_reports=0)
    return settled(room, room.with_round(round_.with_changed(decided)), now, _news(take))


def withdraw(room: Room, take_id: str, by: str, now: datetime) -> Transition:
    """Its owner takes a photo down for good. The score stays."""
    round_, take = _find(room, take_id)
    if take.seat != by:
        raise errors.NotYourPhoto
    if take.withdrawn:
        return Transition(room)
    down = replace(take, hidden=True, withdrawn=True, open_reports=0)
    if take.outcome is not None:
        down = replace(down, outcome=rules.stripped(take.outcome))
    return settled(room, room.with_round(round_.with_changed(down)), now, _news(take))


def report(room: Room, take_id: str, by: str, now: datetime) -> Transition:
    """One more guest says that a photo should not be here. Enough of them hide it until the host has decided."""
    round_, take = _find(room, take_id)
    if take.seat == by:
        raise errors.WrongPhase("That is your own photo. You can take it down.")
    if take.hidden:
        raise errors.WrongPhase("That photo is gone already.")
    reports = take.open_reports + 1
    reported = replace(take, open_reports=reports, hidden=reports >= rules.REPORTS_TO_HIDE)
    return settled(room, room.with_round(round_.with_changed(reported)), now, *[_news(take)] * reported.hidden)


def _find(room: Room, take_id: str) -> tuple[Round, Take]:
    for round_ in room.rounds:
        for take in round_.takes:
            if take.id == take_id:
                return round_, take
    raise errors.WrongPhase("That photo is not part of this game.")


def _news(take: Take) -> Event:
    return Event(Kind.PHOTO_MODERATED, seat=take.seat, take=take.id)
