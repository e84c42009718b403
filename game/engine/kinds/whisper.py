"""Whisper: each copies the photo of whoever came before, and at the end a face has become another.

There are as many chains as players, and in each turn everybody poses for one of them: whoever is at place `p` for the
chain `p - turn`, so that nobody is in a chain twice.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from game.engine import cards, rules
from game.engine.dealt import Assignment, Card
from game.engine.kinds import drawing
from game.engine.kinds.chance import shuffled
from game.engine.kinds.kind import Award, Kind
from game.engine.prompts import Prompt
from game.engine.state import Phase, Presence, Room, Round, Seat, Step
from game.engine.takes import Take
from scoring.vision import parts

POSER = "poser"
MOST_TURNS = 5
CLOSE, CHAIN = 800, 200
"""The most for photos that stay close to what was seen; for who is in the chain that ends closest to its face."""
LOST = 0.35
"""A step away from the original that a room can see, of a part that goes from 0 to 1."""
BOTH_EYES = "both eyes"
PARTS = {"left_eye": "the left eye", "right_eye": "the right eye", BOTH_EYES: BOTH_EYES, "mouth": "the mouth"}
NOTHING_LOST = "Not a thing was lost on the way!"
ONLY_ONE = "Nobody passed this one on."
FILM, CLOSEST = FILMS = "film", "closest"
"""How a card tells a chain."""
OF_A_FILM = 2.0
"""How much longer than a photo a chain lasts."""


class Whisper(Kind):
    name = "whisper"
    title = "Whisper"
    explanation = "Copy what you see, pass it on. What comes out?"
    least = 3
    longest = 12
    prompts = 12
    least_prompts = 2
    takes = 1

    def begin(self, room: Room, round_: Round) -> Round:
        order = _order(round_) or _drawn(room, round_)
        seen = {seat.id for seat in room.seats if seat.presence is not Presence.KICKED}
        tasks = [_task(round_, order, place, seen) for place in range(len(order))]
        return replace(round_, dealt=(*round_.dealt, *tasks))

    def welcome(self, room: Room, round_: Round, seat_id: str) -> Round:
        """A chain more, at the last place: nobody's face changes."""
        order = (*_order(round_), seat_id)
        return replace(round_, dealt=(*round_.dealt, _task(round_, order, len(order) - 1, ())))

    def after(self, room: Room) -> Step | None:
        round_, step = room.round, room.step
        assert round_ is not None
        here = {seat.id for seat in room.present if seat.plays}
        if step.phase is Phase.JUDGING and step.turn + 1 < _turns(round_) and here.intersection(_order(round_)):
            return Step(Phase.CAPTURE, step.turn + 1)
        return super().after(room)

    def poses(self, round_: Round, seat: Seat) -> bool:
        return super().poses(round_, seat) and round_.assignment(seat.id) is not None

    def asked(self, round_: Round, take: Take) -> Mapping[str, Any]:
        """As close as can be to what was seen: the photo before, as it was read, or the face."""
        order = _order(round_)
        if take.seat not in order:
            return super().asked(round_, take)
        chain = (order.index(take.seat) - take.turn) % len(order)
        face = round_.prompts[chain % len(round_.prompts)]
        given = round_.assignment(take.seat, take.turn)
        before = next((each for each in round_.takes if given and each.id == given.take), None)
        read = _read(before) if before else {}
        wanted = {part: read.get(part, value) for part, value in rules.all_parts(face).items()}
        more = {part: wanted.pop(part) for part in face.parts or {}}
        return {"target": wanted | ({"parts": more} if more else {})}

    def shown(self, room: Room, round_: Round) -> tuple[Prompt, ...]:
        return ()

    def points(self, round_: Round, seat_id: str) -> int:
        close = sum(take.similarity or 0.0 for take in round_.takes_of(seat_id))
        return round(CLOSE * close / max(1, _turns(round_)))

    def awards(self, round_: Round) -> Mapping[str, tuple[Award, ...]]:
        best = _closest(round_)
        return {take.seat: (Award("In the closest chain", CHAIN),) for take in best.links} if best else {}

    def cards(self, round_: Round, seats: Iterable[Seat], seconds: float) -> tuple[Card, ...]:
        here = {seat.id for seat in seats}
        best = _closest(round_)
        told = []
        for chain in sorted(_chains(round_), key=lambda chain: -chain.apart):
            links = [take for take in chain.links if take.seat in here]
            show = CLOSEST if best and chain.number == best.number else FILM
            if links:
                owner = chain.owner if chain.owner in here else links[0].seat
                shown = tuple(take.id for take in links)
                told.append(Card((owner,), seconds * OF_A_FILM, show, shown, chain.prompt))
        return (*told, cards.STANDINGS)

    def words(self, room: Room, round_: Round, card: Card) -> str:
        """Where the chain of this card went wrong."""
        if card.prompt is None:
            return ""
        links = [take for shown in card.takes if (take := room.take(shown))]
        step = _worst_step(round_.prompts[card.prompt], links)
        if step is None:
            return NOTHING_LOST if len(links) > 1 else ONLY_ONE
        seat = room.seat(step.seat)
        return f"{seat.nickname if seat else 'Somebody'} {_happened(step)}"


@dataclass(frozen=True)
class Chain:
    """A face and the photos that came of it, in their order. `apart` is how far the last one is from the face."""

    number: int
    owner: str
    prompt: int
    links: tuple[Take, ...]
    apart: float


@dataclass(frozen=True)
class Lost:
    """A step away from the original: whose, in which part, and whether the part became less or more."""

    seat: str
    part: str
    less: bool


def _order(round_: Round) -> tuple[str, ...]:
    """The players by their places, as they were dealt in the first turn."""
    return tuple(given.seat for given in round_.dealt if given.turn == 0)


def _drawn(room: Room, round_: Round) -> tuple[str, ...]:
    return tuple(shuffled(drawing.here(room, round_), round_.plan.seed, "places"))


def _turns(round_: Round) -> int:
    return min(len(_order(round_)), MOST_TURNS)


def _task(round_: Round, order: Sequence[str], place: int, seen: Collection[str]) -> Assignment:
    """The last good photo of the chain to copy, or its face where there is none."""
    number = (place - round_.turn) % len(order)
    links = [take for take in _links(round_, order, number) if take.seat in seen]
    if links:
        return Assignment(round_.turn, order[place], POSER, take=links[-1].id)
    return Assignment(round_.turn, order[place], POSER, prompt=number % len(round_.prompts))


def _chains(round_: Round) -> list[Chain]:
    """Those in which there is a photo."""
    order, found = _order(round_), []
    for number, owner in enumerate(order):
        prompt = number % len(round_.prompts)
        if links := _links(round_, order, number):
            found.append(Chain(number, owner, prompt, links, _apart(round_.prompts[prompt], links[-1])))
    return found


def _links(round_: Round, order: Sequence[str], number: int) -> tuple[Take, ...]:
    """The photos of a chain that everybody may see and that show a face."""
    posed = range(min(len(order), round_.posed + 1))
    sent = [take for turn in posed for take in round_.takes_of(order[(number + turn) % len(order)], turn)]
    return tuple(take for take in sent if take.similarity is not None and rules.is_seen(take))


def _closest(round_: Round) -> Chain | None:
    """The chain whose end is closest to its beginning, of those that were passed on."""
    return min(
        (chain for chain in _chains(round_) if len(chain.links) > 1), key=lambda chain: chain.apart, default=None
    )


def _read(take: Take) -> dict[str, float]:
    """What the face did, each part as the judges count it: in the player's own range, if there is one."""
    detail = take.outcome.detail if take.outcome else {}
    read = {part: value for part, value in detail.get("reading", {}).items() if isinstance(value, int | float)}
    counted = {part: told["read"] for part, told in detail.get("parts", {}).items()}
    if "eyes" in counted and {"left_eye", "right_eye"} <= read.keys():
        shift = counted["eyes"] - (read["left_eye"] + read["right_eye"]) / 2
        counted |= {eye: read[eye] + shift for eye in ("left_eye", "right_eye")}
    return {part: min(1.0, max(_least(part), value)) for part, value in (read | counted).items()}


def _least(part: str) -> float:
    return parts.KINDS[part].least if part in parts.KINDS else 0.0


def _apart(original: Prompt, take: Take) -> float:
    """How far a photo is from the face, as a mean over its parts."""
    wanted, read = rules.all_parts(original), _read(take)
    return sum(abs(read.get(part, 0.5) - value) for part, value in wanted.items()) / len(wanted)


def _worst_step(original: Prompt, links: Iterable[Take]) -> Lost | None:
    """The largest step away from the original along the chain, the first of equals; None if nobody could see it."""
    wanted = rules.all_parts(original)
    off = dict.fromkeys(wanted, 0.0)
    largest = LOST
    found: Lost | None = None
    for take in links:
        read, steps = _read(take), dict[str, float]()
        for part in (part for part in wanted if part in read):
            now = abs(read[part] - wanted[part])
            steps[part], off[part] = now - off[part], now
        worst = max(steps, key=lambda part: steps[part], default=None)
        if worst is not None and steps[worst] >= largest:
            less = abs(read[worst]) < abs(wanted[worst])
            other = {"left_eye": "right_eye", "right_eye": "left_eye"}.get(worst)
            both = other in steps and steps[other] >= LOST and (abs(read[other]) < abs(wanted[other])) is less
            # Only a larger one takes its place.
            largest, found = steps[worst] + 1e-9, Lost(take.seat, BOTH_EYES if both else worst, less)
    return found


def _happened(lost: Lost) -> str:
    if lost.part not in PARTS:
        return f"lost the {lost.part}." if lost.less else f"made too much of the {lost.part}."
    return f"lost {PARTS[lost.part]}." if lost.less else f"opened {PARTS[lost.part]}."
