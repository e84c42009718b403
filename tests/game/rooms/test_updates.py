"""A snapshot and every update since are together what a fresh snapshot shows."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings

from game.engine import hosting, seating, showing, transitions, turning
from game.engine.events import Kind
from game.engine.kinds import registry
from game.engine.state import Phase
from game.engine.transitions import Transition
from game.rooms import services, snapshots
from tests.game.engine.machine import STEADY, AnyEvening
from tests.support.parties import posing
from tests.support.screens import apply_patch


def _joins(party):
    party.sit_down("Cleo")


def _changes_a_seat(party):
    party.do(seating.set_plays, party.seats["Ben"], False)
    party.do(seating.set_celebrated, party.seats["Ben"], False)
    party.do(seating.calibrate, party.seats["Mia"], {"eyes_open": 0.7})


def _vanishes(party):
    party.do(seating.disconnect, party.seats["Mia"], "socket of Mia")


def _comes_back(party):
    _vanishes(party)
    party.do(seating.connect, party.seats["Mia"], "another socket")


def _leaves(party):
    party.do(seating.leave, party.seats["Ben"])


def _is_kicked(party):
    party.do(seating.kick, party.seats["Ben"], party.host)


def _is_let_back(party):
    _is_kicked(party)
    party.do(seating.let_back, party.seats["Ben"], party.host)


def _hands_the_room_over(party):
    party.do(hosting.name_second_host, party.seats["Ben"], party.host)
    party.do(hosting.name_host, party.seats["Ben"], party.host)


def _changes_settings(party):
    approving = replace(party.room.settings, approve_photos=True)
    services.configure(party.code, approving, party.room.deck.id, party.host, party.now)
    services.set_password(party.code, "sesame", party.host, party.now)


def _plays_to_the_lobby_again(party):
    party.shoot("Ben")
    while party.room.deadline:
        party.let_time_pass()
    party.do(transitions.again, party.host)


def _turns_a_card(party):
    party.shoot("Ben")
    party.go_to(Phase.REVEAL)
    party.do(turning.turn_card, 0, 1, party.host, new_id=services.new_id)


def _pauses(party):
    party.do(transitions.pause, party.host)


def _resumes(party):
    _pauses(party)
    party.wait(5)
    party.do(transitions.resume, party.host)


def _sends(party):
    party.send("Ben")


def _is_judged(party):
    late = party.send("Ben")
    party.shoot("Mia")
    party.go_to(Phase.REVEAL)
    party.judge(late)


def _is_done(party):
    party.do(transitions.finish_posing, party.seats["Ben"])


def _votes(party):
    """On a photo that everybody is asked about."""
    party.sit_down("Cleo")
    party.play("charades")
    party.go_to(Phase.CAPTURE)
    party.shoot(party.name_of(party.room.round.dealt[0].seat))
    party.go_to(Phase.VOTE)
    vote = registry.now(party.room).vote(party.room, party.room.round, 0)
    voters = [seat for seat in party.room.present if seat.id != vote.about.seat]
    for voter, choice in zip(voters, (vote.options[0].id, vote.right[0]), strict=True):
        party.vote(party.name_of(voter.id), choice)
    party.go_to(Phase.PODIUM)


def _is_moderated(party):
    take = party.shoot("Ben")
    party.go_to(Phase.REVEAL)
    party.do(showing.moderate, take, party.host, approved=True, hidden=True)
    party.do(showing.moderate, take, party.host, approved=False, hidden=True, keep_score=False)


HAPPENINGS = {
    Kind.SEAT_JOINED: _joins,
    Kind.SEAT_CHANGED: _changes_a_seat,
    Kind.SEAT_CONNECTED: _comes_back,
    Kind.SEAT_DISCONNECTED: _vanishes,
    Kind.SEAT_LEFT: _leaves,
    Kind.SEAT_KICKED: _is_kicked,
    Kind.SEAT_LET_BACK: _is_let_back,
    Kind.HOST_CHANGED: _hands_the_room_over,
    Kind.SETTINGS_CHANGED: _changes_settings,
    Kind.PHASE_CHANGED: _plays_to_the_lobby_again,
    Kind.CARD_TURNED: _turns_a_card,
    Kind.PAUSED: _pauses,
    Kind.RESUMED: _resumes,
    Kind.TAKE_SUBMITTED: _sends,
    Kind.TAKE_JUDGED: _is_judged,
    Kind.SEAT_DONE: _is_done,
    Kind.VOTED: _votes,
    Kind.PHOTO_MODERATED: _is_moderated,
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", Kind)
def test_updates_lead_every_screen_to_what_a_fresh_snapshot_shows(kind, small_deck, now, screens):
    party = posing(small_deck, now, "Mia", "Ben", rounds=2)
    screens.look(party.code)
    first = party.room.version
    HAPPENINGS[kind](party)
    assert kind in screens.kinds
    assert screens.versions[-1] == party.room.version
    assert [v for v in screens.versions if v > first] == list(range(first + 1, party.room.version + 1))
    screens.check_up_to_date()


class Watched(AnyEvening):
    """Any evening, watched by every seat and a stage."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = _wire(snapshots.room_view(self.evening.room))
        self.own: dict[str, Any] = {}

    def attempt(self, transition, *args, **more):
        before = self.evening.room
        changed = super().attempt(transition, *args, **more)
        if changed:
            self.follow(before, self.evening.room)
        return changed

    def follow(self, before, after):
        update, private = services.news(
            before, snapshots.room_json(before), Transition(after, self.evening.events), self.evening.now
        )
        self.stage = apply_patch(self.stage, _wire(update)["patch"])
        assert self.stage == _wire(snapshots.room_view(after))
        self.own |= {seat: _wire(message)["you"] for seat, message in private.items()}
        for seat in after.present:
            assert self.own[seat.id] == _wire(snapshots.you(after, seat))
        assert not {seat.id for seat in after.seats if seat not in after.present} & set(private)


def _wire(message):
    return json.loads(message.text())


TestUpdatesOfAnyEvening = Watched.TestCase
TestUpdatesOfAnyEvening.settings = settings(STEADY, max_examples=25)


def test_no_kind_of_event_is_forgotten():
    assert set(HAPPENINGS) == set(Kind)
