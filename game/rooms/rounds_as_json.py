"""How the plan of a game, and what goes on in a round, are kept as JSON beside their rows (PURE)."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from game.engine.dealt import Assignment, Ballot, Card
from game.engine.kinds.card import SHOWN
from game.engine.prompts import OwnFace, Prompt
from game.engine.seating import SOMEBODYS_FACE
from game.engine.state import Plan, Round

COPY = "copy"


def plan(rows: Iterable[dict[str, Any]]) -> tuple[Plan, ...]:
    """A row is a round; rooms of before there were kinds have a prompt in its place."""
    return tuple(_plan(row) if "kind" in row else Plan(COPY, (Prompt(**row),)) for row in rows)


def _plan(row: dict[str, Any]) -> Plan:
    return Plan(row["kind"], _prompts(row["prompts"]), row["seed"])


def _prompts(rows: Iterable[dict[str, Any]]) -> tuple[Prompt, ...]:
    return tuple(Prompt(**row) for row in rows)


def of_plan(rounds: Iterable[Plan]) -> list[dict[str, Any]]:
    return [asdict(planned) for planned in rounds]


def faces(rows: Iterable[dict[str, Any]] | None) -> tuple[OwnFace, ...]:
    return tuple(OwnFace(**row) for row in rows or ())


def of_faces(made: Iterable[OwnFace]) -> list[dict[str, Any]] | None:
    """None where nobody has made one, as in rooms of before that was possible."""
    return [asdict(face) for face in made] or None


def cards(rows: Iterable[dict[str, Any]]) -> tuple[Card, ...]:
    return tuple(Card(**{**row, "seats": tuple(row["seats"]), "takes": tuple(row.get("takes", ()))}) for row in rows)


def of_cards(dealt: Iterable[Card]) -> list[dict[str, Any]]:
    return [_of_card(card) for card in dealt]


def _of_card(card: Card) -> dict[str, Any]:
    """Without what most cards do not have."""
    return {name: value for name, value in vars(card).items() if name == "seats" or value not in ("", (), None)}


def play(row: dict[str, Any] | None, planned: Plan) -> dict[str, Any]:
    """Fields of a Round. A round in which something was dealt has its own plan, which outlives the room's."""
    if not row:
        return {"plan": planned}
    return {
        "plan": _plan(row["plan"]) if row["plan"] else planned,
        "turn": row["turn"],
        "posed": row["posed"],
        "dealt": tuple(_assignment(*given) for given in row["dealt"]),
        "made": _prompts(row["made"]),
        "ballots": tuple(Ballot(turn, seat, tuple(choice), after) for turn, seat, choice, after in row["ballots"]),
    }


def _assignment(turn: int, seat: str, role: str, prompt: int | None, take: str | None, mates: list[str]) -> Assignment:
    return Assignment(turn, seat, role, prompt, take, tuple(mates))


def of_play(round_: Round) -> dict[str, Any] | None:
    """None for a round in which nothing was dealt, chosen or made."""
    if not (round_.dealt or round_.ballots or round_.made or round_.turn):
        return None
    return {
        "plan": asdict(round_.plan) if round_.dealt else None,
        "turn": round_.turn,
        "posed": round_.posed,
        "dealt": [[g.turn, g.seat, g.role, g.prompt, g.take, list(g.mates)] for g in round_.dealt],
        "made": [asdict(prompt) for prompt in round_.made],
        "ballots": [[b.turn, b.seat, list(b.choice), b.after] for b in round_.ballots],
    }


def cards_without(rows: Iterable[dict[str, Any]], seat: str, takes: Collection[str]) -> list[dict[str, Any]]:
    """Cards as they are kept, as if this seat and its takes had never been on them."""
    return [
        row | {name: _less(row[name], (seat, *takes)) for name in ("seats", "takes") if name in row} for row in rows
    ]


def play_without(row: dict[str, Any] | None, seat: str, takes: Collection[str]) -> dict[str, Any] | None:
    """The same for what was dealt and chosen. A task stays, without a seat: whose turn is whose follows from them.

    So does a face that they have made, without their name.
    """
    if not row:
        return row
    dealt = [
        [turn, "" if who == seat else who, role, prompt, None if take in takes else take, _less(mates, (seat,))]
        for turn, who, role, prompt, take, mates in row["dealt"]
    ]
    ballots = [ballot for ballot in row["ballots"] if ballot[1] != seat and seat not in ballot[2]]
    drawn = any(who == seat and role == SHOWN for _, who, role, *_ in row["dealt"])
    made = [prompt | {"title": SOMEBODYS_FACE} if drawn else prompt for prompt in row["made"]]
    return row | {"dealt": dealt, "ballots": ballots, "made": made}


def _less(items: Iterable[str], gone: Collection[str]) -> list[str]:
    return [item for item in items if item not in gone]
