"""Rhythm: eight faces to a beat. Each photo is a sheet of frames, one a face; hits in a row are a combo."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from game.engine import cards, rules
from game.engine.dealt import Card
from game.engine.kinds.chance import shuffled
from game.engine.kinds.kind import Award, Kind
from game.engine.prompts import Prompt
from game.engine.state import Phase, Room, Round, Seat
from game.engine.takes import Take

BEATS = 8
BEAT = 2.5
"""Seconds a face; the first comes when posing begins. static/js/kinds/beats.js counts by the same."""
LATE = 4.0
"""Seconds after the last face for the photos to arrive; who has sent everything waits no longer."""
HIT = 0.75
"""Similarity from which a face counts as hit."""
FACES_WORTH, COMBO_WORTH = 800, 200
"""Points for all faces hit exactly, and for all of them in a row."""
LEAST_COMBO = 2


class Rhythm(Kind):
    name = "rhythm"
    title = "Rhythm"
    explanation = "Eight faces to the beat. Hit them in a row!"
    prompts = BEATS
    least_prompts = 4
    copies_one = False

    def seconds(self, room: Room, phase: Phase) -> float:
        return BEATS * BEAT + LATE if phase is Phase.CAPTURE else super().seconds(room, phase)

    def wanted(self, round_: Round, seat_id: str, turn: int) -> Prompt | None:
        """No single one: the sequence is everybody's."""
        return None

    def asked(self, round_: Round, take: Take) -> Mapping[str, Any]:
        targets = [rules.target(prompt) for prompt in sequence(round_)]
        return {"target": targets[0], "frames": targets}

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        """The sequence, as soon as the first beat falls."""
        return () if room.phase is Phase.GET_READY else sequence(round_)

    def points(self, round_: Round, seat_id: str) -> int:
        return round(FACES_WORTH * sum(_faces(round_, seat_id).values()) / BEATS)

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        combos = {seat: best_combo(round_, seat) for seat in {take.seat for take in round_.takes}}
        return {
            seat: (Award(f"{combo} in a row", round(COMBO_WORTH * combo / BEATS)),)
            for seat, combo in combos.items()
            if combo >= LEAST_COMBO
        }

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        awards = self.awards(round_)
        here = [seat.id for seat in seats if round_.takes_of(seat.id)]
        worth = {seat: self.points(round_, seat) + sum(a.points for a in awards.get(seat, ())) for seat in here}
        told = cards.told(sorted(here, key=worth.__getitem__), seconds)
        return (*(replace(card, show="strip", takes=_takes(round_, card.seats)) for card in told), cards.STANDINGS)


def sequence(round_: Round) -> tuple[Prompt, ...]:
    """The face of each beat: by chance, and where the deck has such, each asks for something else than the last."""
    left = shuffled(round_.prompts, round_.plan.seed, "beats", lambda prompt: prompt.id)
    order: list[Prompt] = []
    while left:
        other = (prompt for prompt in left if not order or rules.apart(prompt, order[-1]) > 0)
        order.append(next(other, left[0]))
        left.remove(order[-1])
    return tuple(order[beat % len(order)] for beat in range(BEATS)) if order else ()


def best_combo(round_: Round, seat_id: str) -> int:
    """How many faces in a row the seat hit at most."""
    faces = _faces(round_, seat_id)
    best = run = 0
    for beat in range(BEATS):
        run = run + 1 if faces.get(beat, 0.0) >= HIT else 0
        best = max(best, run)
    return best


def _faces(round_: Round, seat_id: str) -> dict[int, float]:
    """By beat, the best of the seat's frames. A phone that was reloaded has its faces on several sheets."""
    best: dict[int, float] = {}
    for take in round_.takes_of(seat_id):
        for beat, similarity in frames_of(take):
            best[beat] = max(similarity, best.get(beat, 0.0))
    return best


def frames_of(take: Take) -> list[tuple[int, float]]:
    """(beat, similarity) of each frame on a judged sheet."""
    found = take.outcome.detail.get("frames", ()) if take.outcome and take.similarity is not None else ()
    return [(int(beat), float(similarity)) for beat, similarity in found if 0 <= beat < BEATS]


def _takes(round_: Round, seats: Iterable[str]) -> tuple[str, ...]:
    """The judged sheets of each seat; where none was, the one that the reveal of any kind would show."""
    found: list[Take] = []
    for seat in seats:
        judged = [take for take in round_.takes_of(seat) if frames_of(take)]
        shown = rules.shown_take(round_, seat)
        found += judged or ([shown] if shown else [])
    return tuple(take.id for take in found)
