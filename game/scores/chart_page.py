"""What every page of charts is made of: drawings with a table beside them, and what one can choose."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape
from django.utils.safestring import mark_safe

Drawing = dict[str, Any]
"""labels, and series by their names, a value or None for each label. Perhaps `notes`, which are texts by name and
for the table alone, and `marks`, the names of the series that are single points."""

RANGE_WORDS = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "a year", "all": "ever"}


def chart(
    title: str, kind: str, data: Drawing, *, timed: bool = False, empty: str = "Nothing yet.", words: str = ""
) -> dict[str, Any]:
    """One figure. kind: line, bar, bars (lying) or doughnut. empty: said instead of nothing. words: said below it."""
    nothing = not data["labels"] or not any(any(values) for values in data["series"].values())
    about = {"title": title, "kind": kind, "timed": timed, "nothing": nothing, "empty": empty, "words": words}
    return {**about, "data": {**data, "kind": kind}, "table": _table(data)}


def _table(data: Drawing) -> dict[str, Any]:
    """The same in words: what stands over the columns, and the rows; "–" where there is no value."""
    columns = {**data["series"], **data.get("notes", {})}
    rows = zip(data["labels"], *columns.values(), strict=True)
    # A year has thousands of cells, of which a template would think one by one.
    body = mark_safe("".join(_row(label, values) for label, *values in rows))
    return {"head": list(columns), "body": body, "wordy": "why" in columns}


def _row(label: str, values: Iterable[object]) -> str:
    cells = "".join(f"<td>{'–' if value is None else escape(value)}</td>" for value in values)
    return f'<tr><th scope="row">{escape(label)}</th>{cells}</tr>'


def page(shown: dict[str, dict[str, Any]], choices: list[dict[str, Any]]) -> dict[str, Any]:
    """What `_charts.html` needs, by each figure's key."""
    return {
        "charts": [{"key": key, **about} for key, about in shown.items()],
        "data": {key: about["data"] for key, about in shown.items()},
        "choices": choices,
    }


def range_choice(asked: str | None, usual: str = "30") -> dict[str, Any]:
    """How far to look back."""
    chosen = asked if asked in RANGE_WORDS else usual
    return select("range", "Look back", list(RANGE_WORDS.items()), str(chosen))


def select(name: str, words: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    """One choice; options: value and words."""
    rows = [{"value": value, "words": label, "on": value == chosen} for value, label in options]
    return {"name": name, "words": words, "options": rows}
