"""What a round looks like from outside, as its kind has it: prompts, votes, results, and what a seat alone may know.

Nothing of a vote's outcome, and no score, leaves here before the reveal, whatever a kind says.
"""

from collections.abc import Iterable
from typing import Any

from game.engine import playing, rules
from game.engine.kinds import registry
from game.engine.kinds.kind import Option, Vote
from game.engine.prompts import Prompt
from game.engine.state import Phase, Room, Round, Seat
from game.engine.takes import Outcome, Take
from game.protocol.round_views import (
    AwardView,
    CardView,
    FrameView,
    OptionView,
    PromptView,
    ResultView,
    ShotView,
    VoteView,
)
from game.protocol.views import OwnVote
from game.rooms.photo_links import shown_photo


def prompt_view(prompt: Prompt) -> PromptView:
    return PromptView(**vars(prompt))


def shown_prompts(room: Room, round_: Round) -> list[PromptView]:
    """What everybody may see now; nothing any more on the podium."""
    shown = registry.of(round_).shown(room, round_) if room.phase.in_round else ()
    return [prompt_view(prompt) for prompt in shown]


def own(room: Room, round_: Round, seat: Seat) -> dict[str, Any]:
    """Fields of `You`: role, mates, own prompt or photo, own vote."""
    kind = registry.of(round_)
    given = round_.assignment(seat.id)
    found: dict[str, Any] = {}
    if given is not None:
        found = {"role": given.role, "mates": list(given.mates)}
        wanted = kind.wanted(round_, seat.id, round_.posed)
        if wanted is not None and wanted not in kind.shown(room, round_)[:1]:
            found["prompt"] = prompt_view(wanted)
        if given.take and (take := room.take(given.take)):
            found["photo"] = shot_view(room, take)
    if room.phase is Phase.VOTE and kind.votes(room, seat) and (vote := kind.vote(room, round_, round_.turn)):
        ballot = round_.ballot(seat.id, round_.turn)
        choice = list(ballot.choice) if ballot else []
        found["vote"] = OwnVote(choice=choice, barred=list(kind.barred(vote, seat.id)))
    return found


# Votes


def votes(room: Room, round_: Round) -> list[VoteView]:
    """The one that goes on; in a reveal all that were, with what was chosen."""
    kind = registry.of(round_)
    turns = {Phase.VOTE: [round_.turn], Phase.REVEAL: kind.voted_turns(round_)}.get(room.phase, [])
    found = [vote for turn in turns if (vote := kind.vote(room, round_, turn))]
    return [_vote_view(room, round_, vote) for vote in found]


def _vote_view(room: Room, round_: Round, vote: Vote) -> VoteView:
    told = {}
    if room.phase is Phase.REVEAL:
        ballots = {ballot.seat: list(ballot.choice) for ballot in round_.ballots_of(vote.turn)}
        told = {"right": list(vote.right), "ballots": ballots}
    return VoteView(
        turn=vote.turn,
        question=vote.question,
        options=[_option_view(room, option) for option in vote.options],
        picks=vote.picks,
        about=shot_view(room, vote.about) if vote.about else None,
        **told,
    )


def _option_view(room: Room, option: Option) -> OptionView:
    return OptionView(
        id=option.id,
        words=option.words,
        prompt=prompt_view(option.prompt) if option.prompt else None,
        shot=shot_view(room, option.take) if option.take else None,
        seat=option.seat,
    )


def shot_view(room: Room, take: Take) -> ShotView:
    """A photo without what the judges said, but for where its face is."""
    points = [point for ring in _detail(take, "overlay").values() for point in ring]
    frame = {}
    if points:
        across, down = [x for x, _ in points], [y for _, y in points]
        frame = {"frame": [(min(across), min(down)), (max(across), max(down))]}
    return ShotView(take=take.id, seat=take.seat, photo=shown_photo(room, take), overlay=frame)


# The reveal


def cards(room: Room, round_: Round) -> list[CardView]:
    return [
        CardView(
            seats=list(card.seats),
            lasts=round(card.seconds * 1000),
            show=card.show,
            shots=[_judged_shot(room, take) for shown in card.takes if (take := room.take(shown))],
            prompt=None if card.prompt is None else prompt_view(round_.prompts[card.prompt]),
            words=registry.of(round_).words(room, round_, card),
        )
        for card in round_.cards
    ]


def _judged_shot(room: Room, take: Take) -> ShotView:
    told = outcome(take)
    return ShotView(
        take=take.id,
        seat=take.seat,
        photo=shown_photo(room, take),
        percent=told["percent"],
        overlay=told["overlay"],
        frames=[FrameView(number=number, percent=round(worth * 100, 2)) for number, worth in _detail(take, "frames")],
    )


def results(room: Room, round_: Round) -> dict[str, ResultView]:
    """By seat: of everybody who takes part, and of who does no more, or not yet, and has sent or earned something."""
    kind = registry.of(round_)
    awards = kind.awards(round_)
    shared = kind.shown(room, round_)[:1]
    takes = {seat.id: kind.result(round_, seat.id) for seat in room.present}
    places = _places(takes.values())
    stand = playing.counts(room, round_)
    found = {}
    for seat in room.present:
        take = takes[seat.id]
        if take is None and not seat.takes_part(round_.number) and seat.id not in awards:
            continue
        wanted = kind.wanted(round_, seat.id, take.turn) if take and round_.dealt else None
        found[seat.id] = ResultView(
            seat=seat.id,
            place=places.get(take.id) if take else None,
            awards=[AwardView(words=award.words, points=award.points) for award in awards.get(seat.id, ())],
            prompt=prompt_view(wanted) if wanted and wanted not in shared else None,
            **_told(room, take) | {"points": playing.points(round_, seat.id, awards) if stand else 0},
        )
    return found


def _places(takes: Iterable[Take | None]) -> dict[str, int]:
    """By the id of a take; who shares a photo shares its place."""
    scored = {take.id: take for take in takes if take is not None and take.similarity is not None}
    return {take.id: place for place, take in enumerate(sorted(scored.values(), key=lambda take: take.order), start=1)}


def _told(room: Room, take: Take | None) -> dict[str, Any]:
    if take is None:
        return {"code": "no_photo", "message": "No photo this time."}
    return outcome(take) | {"take": take.id, "photo": shown_photo(room, take), "withdrawn": take.withdrawn}


def outcome(take: Take) -> dict[str, Any]:
    """What the judges said of a photo: fields of `Judged`."""
    found = take.outcome or Outcome("judging", message="Still being judged.")
    similarity = found.similarity
    return {
        "code": found.code,
        "message": found.message,
        "percent": None if similarity is None else round(similarity * 100, 2),
        "points": 0 if similarity is None else rules.points(similarity),
        "parts": _detail(take, "parts"),
        "overlay": _detail(take, "overlay"),
        "note": found.detail.get("note"),
    }


def _detail(take: Take, name: str) -> Any:
    return take.outcome.detail.get(name, {}) if take.outcome else {}
