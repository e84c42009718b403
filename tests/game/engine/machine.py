"""An evening in which anybody does anything at any time, beside a simple count of what has to come out."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from game.engine import faces, hosting, seating, showing, transitions, turning, voting
from game.engine.errors import RuleViolation
from game.engine.kinds import registry
from game.engine.prompts import Deck, OwnFace
from game.engine.state import Phase, Settings
from game.engine.takes import Outcome
from game.engine.transitions import THE_HOUSE, Transition
from tests.game.engine.evening import DECK, FOLLOWS, plan, seat
from tests.game.engine.watched import Watched

STEADY = settings(
    derandomize=True,
    deadline=None,
    max_examples=80,
    stateful_step_count=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
NAMES = ["Mia", "Ben", "Cleo", "Dan"]
SEATS = st.sampled_from([name.lower() for name in NAMES])
KINDS = st.lists(st.sampled_from(sorted(registry.KINDS)), max_size=3)
STEERING = st.sampled_from([THE_HOUSE] * 4 + [name.lower() for name in NAMES])


class AnyEvening(Watched):
    def attempt(self, transition: Callable[..., Transition], *args: Any, may_end: bool = False, **more: Any) -> bool:
        """Whether the rules allowed it and something changed."""
        before = self.evening.room
        try:
            after = self.evening.do(transition, *args, **more)
        except RuleViolation:
            assert self.evening.room is before
            return False
        if after is before:
            return False
        self.changes += 1
        if (after.step, len(after.rounds)) != (before.step, len(before.rounds)):
            if before.phase is Phase.CAPTURE:
                self.ended = min(self.evening.now, before.deadline or self.evening.now)
            assert after.phase in FOLLOWS[before.phase] or (may_end and after.phase is Phase.PODIUM)
        if (after.deadline, after.time_left) != (before.deadline, before.time_left):
            assert after.clock > before.clock
        return True

    @property
    def phase(self) -> Phase:
        return self.evening.room.phase

    @initialize(begun=KINDS)
    def somebody_is_here(self, begun):
        for name in NAMES[:3]:
            self.sit_down(name)
        if begun:
            self.start(THE_HOUSE, begun)
            self.let_time_pass()

    # People

    @rule(name=st.sampled_from(NAMES))
    def sit_down(self, name):
        self.attempt(seating.join, seat(name))
        if name.lower() not in self.kicked and self.evening.room.seat(name.lower()):
            self.attempt(seating.connect, name.lower(), self.evening.new_id())

    @rule(who=SEATS)
    def vanish(self, who):
        known = self.evening.room.seat(who)
        self.attempt(seating.disconnect, who, (known and known.connection) or "an old one")

    @rule()
    def lose_everybody(self):
        phase = self.evening.room.phase
        self.attempt(seating.lose_everybody)
        assert self.evening.room.phase is phase

    @rule(who=SEATS)
    def leave(self, who):
        self.attempt(seating.leave, who)

    @rule(who=SEATS, by=STEERING)
    def kick(self, who, by):
        theirs = (self.evening.room.host, self.evening.room.owner)
        if self.attempt(seating.kick, who, by):
            assert by == THE_HOUSE or who not in theirs
            self.kicked.add(who)

    @rule(who=SEATS, by=STEERING)
    def let_back(self, who, by):
        if self.attempt(seating.let_back, who, by):
            self.kicked.remove(who)

    @rule(who=SEATS, plays=st.booleans())
    def set_plays(self, who, plays):
        self.attempt(seating.set_plays, who, plays)

    @rule(who=SEATS, celebrated=st.booleans())
    def speak_of_a_face(self, who, celebrated):
        self.attempt(seating.calibrate, who, {"eyes_open": 0.7})
        self.attempt(seating.set_celebrated, who, celebrated)

    @rule(who=SEATS, openness=st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * 3))
    def make_a_face(self, who, openness):
        if self.attempt(faces.make, OwnFace(f"made-{self.evening.new_id()}", who, *openness)):
            assert not self.phase.in_round
            assert next(face for face in self.evening.room.faces if face.seat == who).mouth == openness[2]

    @rule(who=SEATS)
    def take_a_face_back(self, who):
        self.attempt(faces.drop, who)

    @rule(who=SEATS, by=STEERING, act=st.sampled_from([hosting.name_host, hosting.name_second_host]))
    def share_the_steering(self, who, by, act):
        self.attempt(act, who, by)

    @rule(who=SEATS)
    def take_over(self, who):
        self.attempt(hosting.take_over, who)

    # The evening

    @precondition(lambda self: self.phase in (Phase.LOBBY, Phase.PODIUM))
    @rule(by=STEERING, kinds=KINDS)
    def start(self, by, kinds):
        self.attempt(transitions.again, by)
        if self.attempt(transitions.start, plan(*kinds), by, new_id=self.evening.new_id):
            self.worth = {}

    @precondition(lambda self: self.phase.in_round)
    @rule(by=STEERING, act=st.sampled_from([transitions.pause, transitions.resume]))
    def steer(self, by, act):
        self.attempt(act, by)

    @precondition(lambda self: self.phase.in_round)
    @rule(by=STEERING)
    def skip(self, by):
        meant = (self.evening.room.step, self.evening.round.number)
        skipped = self.attempt(transitions.skip, *meant, by, new_id=self.evening.new_id)
        assert not (skipped and self.attempt(transitions.skip, *meant, by, new_id=self.evening.new_id))

    @precondition(lambda self: self.phase is Phase.REVEAL)
    @rule(by=STEERING, card=st.integers(0, 2))
    def turn_a_card(self, by, card):
        self.attempt(turning.turn_card, card, self.evening.round.number, by, new_id=self.evening.new_id)

    @rule(by=SEATS)
    def end(self, by):
        self.attempt(transitions.end, by, may_end=True)

    @rule(by=STEERING, approve=st.booleans(), deck=st.sampled_from([DECK, Deck("2", "Other deck")]))
    def configure(self, by, approve, deck):
        self.attempt(transitions.configure, Settings(approve_photos=approve, rounds=2), deck, by)

    @rule(seconds=st.integers(0, 70))
    def wait(self, seconds):
        self.evening.wait(seconds)

    @rule(age=st.integers(0, 3))
    def a_deadline_comes(self, age):
        before = self.evening.room
        clock = before.clock - age
        due = age == 0 and before.deadline is not None and self.evening.now >= before.deadline
        assert self.attempt(transitions.close_phase, clock, new_id=self.evening.new_id) is due

    @precondition(lambda self: self.evening.room.deadline is not None)
    @rule()
    def let_time_pass(self):
        self.evening.now = max(self.evening.now, self.evening.room.deadline)
        assert self.attempt(transitions.close_phase, self.evening.room.clock, new_id=self.evening.new_id)

    # Photos

    @precondition(lambda self: self.phase is Phase.CAPTURE)
    @rule(who=SEATS)
    def finish_posing(self, who):
        self.attempt(transitions.finish_posing, who)

    @precondition(lambda self: self.phase is Phase.CAPTURE)
    @rule(shots=st.lists(st.tuples(SEATS, st.none() | st.integers(0, 1000)), min_size=1, max_size=6))
    def pose(self, shots):
        """Photos, each judged at once unless it has no points yet."""
        for who, points in shots:
            take = self.evening.new_id()
            if not self.attempt(transitions.submit, take, who):
                continue
            assert not self.attempt(transitions.submit, take, who)
            takes = self.worth.setdefault((self.evening.round.number, who), {})
            takes[take] = points
            if points is not None:
                assert self.attempt(transitions.record, take, Outcome("scored", points / 1000, photo="a photo"))

    @precondition(lambda self: self.phase is Phase.VOTE)
    @rule(who=SEATS, tap=st.integers(0, 20), late=st.booleans())
    def vote(self, who, tap, late):
        """A tap on some of the options, for the vote that goes on or for one that is over."""
        room, round_ = self.evening.room, self.evening.round
        question = registry.of(round_).vote(room, round_, round_.turn)
        options = [option.id for option in question.options] if question else ["nothing"]
        picks = question.picks if question else 1
        choice = tuple(options[(tap + n) % len(options)] for n in range(picks))
        ballot = (who, round_.number, round_.turn - late, choice)
        if self.attempt(voting.vote, *ballot):
            assert not late and question
            assert self.evening.round.ballot(who, round_.turn).choice == tuple(sorted(choice))
            assert not self.attempt(voting.vote, *ballot)

    @precondition(lambda self: self.phase in (Phase.CAPTURE, Phase.JUDGING, Phase.VOTE, Phase.REVEAL))
    @rule(who=SEATS, age=st.sampled_from([0.1, 1, 20]))
    def a_photo_is_taken_in_late(self, who, age):
        self.evening.wait(-age)
        take, came, ends = self.evening.new_id(), self.evening.now, self.evening.room.deadline
        if self.phase is not Phase.CAPTURE:
            ends = self.ended
        if self.attempt(transitions.submit, take, who):
            assert came < ends
            self.worth.setdefault((self.evening.round.number, who), {})[take] = None
        self.evening.wait(age)

    @precondition(lambda self: any(None in takes.values() for takes in self.worth.values()))
    @rule(data=st.data(), similarity=st.one_of(st.none(), st.integers(0, 1000)))
    def judge(self, data, similarity):
        waiting = [(takes, t) for takes in self.worth.values() for t, worth in takes.items() if worth is None]
        takes, take = data.draw(st.sampled_from(waiting))
        outcome = Outcome("scored", similarity / 1000) if similarity is not None else Outcome("no_face")
        judged = self.attempt(transitions.record, take, outcome)
        assert judged is bool(self.evening.room.rounds)
        takes[take] = similarity or 0
        assert not self.attempt(transitions.record, take, Outcome("scored", 1.0))

    @precondition(lambda self: self.worth)
    @rule(data=st.data(), by=STEERING, hidden=st.booleans(), keep_score=st.booleans())
    def moderate(self, data, by, hidden, keep_score):
        takes = data.draw(st.sampled_from(list(self.worth.values())))
        take = data.draw(st.sampled_from(list(takes)))
        done = self.attempt(showing.moderate, take, by, approved=True, hidden=hidden, keep_score=keep_score)
        if done and not keep_score:
            takes[take] = 0

    @precondition(lambda self: self.worth)
    @rule(data=st.data(), by=SEATS, act=st.sampled_from([showing.report, showing.report, showing.withdraw]))
    def say_no_to_a_photo(self, data, by, act):
        takes = data.draw(st.sampled_from(list(self.worth.values())))
        self.attempt(act, data.draw(st.sampled_from(list(takes))), by)
