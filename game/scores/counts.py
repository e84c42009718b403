"""Counts that outlive rooms: sums by day, for everybody and for whose room it was."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from game.decks.models import Prompt
from game.scores import models

ROWS_AT_ONCE = 500
# Everything is counted twice: for everybody, and for whose room it was. So nobody has to add up all hosts.
EVERYBODY = 0

ADD_TALLY = """
    INSERT INTO game_tally (day, host, measure, bin, count) VALUES {}
    ON CONFLICT (measure, host, day, bin) DO UPDATE SET count = game_tally.count + excluded.count
"""
ADD_PROMPT = """
    INSERT INTO game_promptday (day, host, prompt_id, takes, percents) VALUES {}
    ON CONFLICT (prompt_id, day, host) DO UPDATE
    SET takes = game_promptday.takes + excluded.takes, percents = game_promptday.percents + excluded.percents
"""


@dataclass
class Counts:
    """Sums to add: {(day, host, measure, bin): how often}, and [takes, percents] of prompts."""

    tallies: Counter[tuple[str, int, str, str]] = field(default_factory=Counter)
    prompts: dict[tuple[str, int, Any], list[float]] = field(default_factory=dict)

    def add(self, day: date, host: int | None, measure: str, bin_: str, times: int = 1) -> None:
        for whose in _whose(host) if times else ():
            self.tallies[day.isoformat(), whose, measure, bin_] += times

    def add_score(self, day: date, host: int | None, prompt: Any, percent: float) -> None:
        for whose in _whose(host):
            sums = self.prompts.setdefault((day.isoformat(), whose, prompt), [0, 0.0])
            sums[0] += 1
            sums[1] += percent

    def save(self) -> None:
        """Add to what is there. In one order always, so that two at once never wait for each other."""
        _add(ADD_TALLY, [(*key, count) for key, count in sorted(self.tallies.items())])
        key_order = sorted(self.prompts.items(), key=lambda item: tuple(map(str, item[0])))
        _add(ADD_PROMPT, [(day, host, _key(prompt), *sums) for (day, host, prompt), sums in key_order])


def _whose(host: int | None) -> tuple[int, ...]:
    return (EVERYBODY,) if host is None else (EVERYBODY, host)


def _add(statement: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        for some in batched(rows, ROWS_AT_ONCE):
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(statement.format(places), [value for row in some for value in row])


def batched(rows: list[tuple[Any, ...]], size: int) -> Iterator[list[tuple[Any, ...]]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _key(prompt: Any) -> Any:
    return Prompt._meta.pk.get_db_prep_value(prompt, connection)


def forget_host(host: int) -> None:
    """An account is erased: its counts stay with everybody's."""
    models.Tally.objects.filter(host=host).delete()
    models.PromptDay.objects.filter(host=host).delete()
