"""You are the card: a guest makes a face, their own character is drawn with it, and everybody else copies that.

A face that was made before the game is copied at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from statistics import fmean
from typing import Any

from game.engine import cards, rules
from game.engine.dealt import Assignment, Card
from game.engine.kinds import drawing
from game.engine.kinds.kind import Award, Kind
from game.engine.prompts import OwnFace, Prompt, drawn_face
from game.engine.state import Phase, Room, Round, Seat, Step
from game.engine.takes import Take

MODEL, SHOWN, COPIER = "model", "shown", "copier"
"""Who makes the face; the same, while the others copy it; and those."""
LONGEST = 15
"""Seconds to make a face in: the others wait for it."""
MOST_DRAWS = 2
WORTH = 1000
"""For a face as far from one at rest as can be that everybody copies perfectly; for one at rest, half of it."""


class YouAreTheCard(Kind):
    name = "card"
    title = "You are the card"
    explanation = "One of you is the card. Everybody copies that face!"
    least = 2

    def begin(self, room: Room, round_: Round) -> Round:
        if room.faces:
            face = room.faces[0]
            return _copied(room, round_, _drawn(room, face), Assignment(round_.turn, face.seat, SHOWN))
        take = _read(round_)
        if take is None and round_.turn < MOST_DRAWS and (found := drawing.drawn(room, round_, MODEL)):
            return replace(round_, dealt=(*round_.dealt, Assignment(round_.turn, found[0], MODEL)))
        if take is None:
            return _copied(room, round_)
        face = OwnFace(f"made-{round_.id}", take.seat, **_face(take))
        return _copied(room, round_, _drawn(room, face), Assignment(round_.turn, take.seat, SHOWN, take=take.id))

    def after(self, room: Room) -> Step | None:
        round_ = room.round
        assert round_ is not None
        if room.phase is Phase.JUDGING and not is_copied(round_) and round_.turn < MOST_DRAWS:
            return Step(Phase.GET_READY, round_.turn + 1)
        return super().after(room)

    def seconds(self, room: Room, phase: Phase) -> float:
        seconds = super().seconds(room, phase)
        short = phase is Phase.CAPTURE and room.round is not None and not is_copied(room.round)
        return min(seconds, LONGEST) if short else seconds

    def mend(self, room: Room, now: datetime) -> Step | None:
        round_ = room.round
        if round_ is None or room.phase not in (Phase.GET_READY, Phase.CAPTURE) or is_copied(round_):
            return None
        models = [given.seat for given in round_.dealt if given.turn == round_.posed]
        lost = round_.turn < MOST_DRAWS and drawing.all_lost(room, round_, models, now)
        return Step(Phase.GET_READY, round_.turn + 1) if lost else None

    def lets_in(self, room: Room) -> bool:
        """As long as there is nothing to copy yet: then they do so with the others."""
        early = room.phase in (Phase.GET_READY, Phase.CAPTURE, Phase.JUDGING)
        return early and room.round is not None and not is_copied(room.round)

    def poses(self, round_: Round, seat: Seat) -> bool:
        given = round_.assignment(seat.id)
        return super().poses(round_, seat) and given is not None and given.role != SHOWN

    def asked(self, round_: Round, take: Take) -> Mapping[str, Any]:
        return super().asked(round_, take) or {"target": None}

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        return round_.prompts[-1:] if is_copied(round_) else ()

    def role(self, room: Room, round_: Round, seat_id: str) -> str | None:
        given = round_.assignment(seat_id)
        return MODEL if given and given.role != COPIER else None

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        model, copies = _model(round_), _copies(round_)
        if model is None or not copies:
            return {}
        likeness = fmean(copies)
        words = f"{len(copies)} copied it: {likeness:.0%}"
        return {model: (Award(words, round(WORTH * likeness * (1 + _effort(round_.prompts[-1])) / 2)),)}

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        """The copies first, then the face that they were made of, beside the photo of it if there is one."""
        here = list(seats)
        model, take = _model(round_), _shown_take(round_)
        *copies, last = cards.deal(round_, [seat for seat in here if seat.id != model], seconds)
        if model is None or model not in {seat.id for seat in here}:
            return (*copies, last)
        photo = (take.id,) if take else ()
        face = Card((model,), seconds * cards.OF_THE_BEST, MODEL, photo, len(round_.prompts) - 1)
        return (*copies, face, last)


def _copied(room: Room, round_: Round, face: Prompt | None = None, *shown: Assignment) -> Round:
    """The round with everybody copying that face but who is `shown`; without any, the deck's prompt."""
    made = (*round_.made, face) if face else round_.made
    last = len(round_.plan.prompts) + len(made) - 1
    models = {given.seat for given in shown}
    copiers = [seat.id for seat in room.present if seat.takes_part(round_.number) and seat.id not in models]
    tasks = (Assignment(round_.turn, seat, COPIER, last) for seat in copiers)
    return replace(round_, made=made, dealt=(*round_.dealt, *shown, *tasks))


def is_copied(round_: Round) -> bool:
    """Whether there is a face to copy by now."""
    return any(given.role != MODEL for given in round_.dealt if given.turn == round_.posed)


def _model(round_: Round) -> str | None:
    """Whose face is copied; nobody's where a prompt of the deck took its place."""
    return next((given.seat for given in round_.dealt if given.role == SHOWN), None)


def _read(round_: Round) -> Take | None:
    """The last photo of a model in which a face was read."""
    models = {(given.turn, given.seat) for given in round_.dealt if given.role == MODEL}
    takes = [take for take in round_.takes if (take.turn, take.seat) in models and _face(take)]
    return max(takes, key=lambda take: (take.turn, take.number), default=None)


def _shown_take(round_: Round) -> Take | None:
    """The photo whose face is copied."""
    shown = {given.take for given in round_.dealt if given.role == SHOWN}
    return next((take for take in round_.takes if take.id in shown), None)


def _face(take: Take) -> Mapping[str, float]:
    return take.outcome.detail.get("face", {}) if take.outcome else {}


def _drawn(room: Room, face: OwnFace) -> Prompt:
    seat = room.seat(face.seat)
    assert seat is not None
    return drawn_face(face, seat.nickname, seat.avatar)


def _copies(round_: Round) -> list[float]:
    """How close everybody came who sent a photo."""
    best = [rules.best_take(round_, given.seat) for given in round_.dealt if given.role == COPIER]
    return [take.similarity for take in best if take is not None and take.similarity is not None]


def _effort(face: Prompt) -> float:
    """0 for a face at rest, eyes open and mouth shut, to 1 for the opposite of it."""
    return (1 - (face.left_eye + face.right_eye) / 2 + face.mouth) / 2
