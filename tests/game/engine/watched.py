"""What holds at every moment of an evening, whatever anybody does."""

from datetime import datetime, timedelta

from hypothesis.stateful import RuleBasedStateMachine, invariant

from game.engine import playing, rules
from game.engine.kinds import registry
from game.engine.state import Phase, Presence
from tests.game.engine.evening import Evening


class Watched(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.evening = Evening()
        self.changes, self.kicked = 0, set[str]()
        # When the last photo of the round had to be here, once that is over.
        self.ended: datetime | None = None
        # What each take of this game is worth in points: (round, seat) -> take -> points, None while it is judged.
        self.worth: dict[tuple[int, str], dict[str, int | None]] = {}

    @invariant()
    def each_change_raises_the_version_by_one(self):
        assert self.evening.room.version == self.changes

    @invariant()
    def who_was_removed_stays_out(self):
        for who in self.kicked:
            assert self.evening.seat(who).presence is Presence.KICKED
            assert not self.evening.seat(who).connected

    @invariant()
    def those_who_steer_have_had_a_seat(self):
        room = self.evening.room
        for who in (room.owner, room.host, room.named_host, room.second_host):
            assert who is None or room.seat(who) is not None

    @invariant()
    def nobody_is_their_own_second_host(self):
        room = self.evening.room
        assert room.second_host is None or room.second_host != room.host

    @invariant()
    def a_timed_phase_has_either_a_deadline_or_time_left(self):
        room = self.evening.room
        clocks = (room.deadline is not None) + (room.time_left is not None)
        assert clocks == (1 if room.phase.in_round else 0)
        assert room.time_left is None or room.time_left >= timedelta()

    @invariant()
    def each_photo_gets_its_time_to_be_judged(self):
        room = self.evening.room
        if room.phase is Phase.JUDGING and room.deadline and room.round.pending:
            assert room.deadline >= room.phase_started_at + timedelta(seconds=room.settings.judging)

    @invariant()
    def what_was_taken_down_has_no_picture_and_no_question_left(self):
        for take in (take for round_ in self.evening.room.rounds for take in round_.takes if take.withdrawn):
            assert take.hidden and not (take.outcome and take.outcome.photo)
            assert take not in rules.to_decide(self.evening.room)

    @invariant()
    def rounds_are_numbered_and_each_take_is_there_once(self):
        room = self.evening.room
        assert [round_.number for round_ in room.rounds] == list(range(1, len(room.rounds) + 1))
        assert len(room.rounds) <= len(room.plan)
        kept = [take.id for round_ in room.rounds for take in round_.takes]
        sent = [take for takes in self.worth.values() for take in takes]
        assert sorted(kept) == (sorted(sent) if room.rounds else [])
        for round_ in room.rounds:
            for who in {take.seat for take in round_.takes}:
                assert [t.number for t in round_.takes_of(who)] == list(range(1, len(round_.takes_of(who)) + 1))
                for turn in range(round_.posed + 1):
                    assert len(round_.takes_of(who, turn)) <= registry.of(round_).takes

    @invariant()
    def nobody_has_two_tasks_or_two_ballots_in_a_turn(self):
        for round_ in self.evening.room.rounds:
            for each in (round_.dealt, round_.ballots):
                had = [(one.turn, one.seat) for one in each]
                assert len(set(had)) == len(had)
            assert all(given.prompt is None or given.prompt < len(round_.prompts) for given in round_.dealt)

    @invariant()
    def each_face_to_be_copied_is_of_somebody_who_plays_and_nobody_has_two(self):
        makers = [face.seat for face in self.evening.room.faces]
        assert len(set(makers)) == len(makers)
        assert all(seat.plays for seat in map(self.evening.seat, makers))
        assert {seat.id for seat in self.evening.room.present} >= set(makers)

    @invariant()
    def no_point_is_lost_or_doubled(self):
        room = self.evening.room
        revealed = [r.number for r in room.rounds[:-1]]
        if room.rounds and room.phase in (Phase.REVEAL, Phase.PODIUM):
            revealed.append(room.rounds[-1].number)
        table = playing.standings(room)
        assert [row.place for row in table] == list(range(1, len(table) + 1))
        assert [row.points for row in table] == sorted((row.points for row in table), reverse=True)
        sent = {take.seat for round_ in room.rounds for take in round_.takes}
        sent |= {row.seat for row in table if row.points}
        ranked = {s.id for s in room.present if s.plays and (room.phase is not Phase.PODIUM or s.id in sent)}
        assert {row.seat for row in table} == ranked
        for row in table:
            assert row.points == sum(self.points(row.seat, room.rounds[number - 1]) for number in revealed)

    def points(self, who, round_):
        """From photos of a copy by what was counted here; of other kinds, and otherwise, as much as may be."""
        kind = registry.of(round_)
        photos, more = kind.points(round_, who), sum(award.points for award in kind.awards(round_).get(who, ()))
        if kind is registry.COPY:
            takes = self.worth.get((round_.number, who), {}).values()
            assert photos == max((worth or 0 for worth in takes), default=0)
        assert 0 <= photos <= 1000 and 0 <= more <= 1000
        return photos + more
