"""What is given out in a round, and what comes back for it: tasks, the cards of its reveal, and ballots."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Assignment:
    """What a seat does in a turn of a round: its kind's word for it, and what it copies, if anything.

    That is the prompt of this number among the round's, or the photo of the take `take`. `mates` are the seats that
    share it.
    """

    turn: int
    seat: str
    role: str
    prompt: int | None = None
    take: str | None = None
    mates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ballot:
    """What a seat chose in the vote of a turn: ids of options, `after` so many seconds of that vote."""

    turn: int
    seat: str
    choice: tuple[str, ...]
    after: float


@dataclass(frozen=True)
class Card:
    """What a reveal shows together, for so long: the photos of these seats, or without any the standings.

    A kind whose stage draws it otherwise says how (`show`), and with which takes and which of the round's prompts.
    """

    seats: tuple[str, ...]
    seconds: float
    show: str = ""
    takes: tuple[str, ...] = ()
    prompt: int | None = None
