"""From names to targets: label folders, or a targets.csv that says it line by line."""

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from game.decks.refusals import DeckRefused, PictureRefused
from scoring.vision.parts import KINDS, checked

CSV_NAME = "targets.csv"
LABELS = {"CECM": (0.0, 0.0), "CEOM": (0.0, 1.0), "OECM": (1.0, 0.0), "OEOM": (1.0, 1.0)}
"""Closed or open eyes, closed or open mouth -> openness of eyes and mouth."""

TRUE = {"1", "true", "yes"}


@dataclass(frozen=True)
class Wanted:
    """A picture's target (openness 0..1, and what else counts, as in scoring/vision/parts.py) and title.

    `labelled`: somebody has decided on it.
    """

    left_eye: float = 0.5
    right_eye: float = 0.5
    mouth: float = 0.5
    parts: Mapping[str, float] = field(default_factory=dict)
    labelled: bool = False
    title: str = ""


def label_of(eyes: float, mouth: float) -> str:
    """The classic label that is nearest to a target."""
    return ("OE" if eyes >= 0.5 else "CE") + ("OM" if mouth >= 0.5 else "CM")


def of_label(text: str) -> Wanted | None:
    values = LABELS.get(text.strip().upper())
    return None if values is None else Wanted(values[0], values[0], values[1], labelled=True)


def of_folder(name: str) -> Wanted:
    """By the nearest folder that is a label. Without any folder a picture waits to be labelled. Raises FileRefused."""
    folders = PurePosixPath(name).parts[:-1]
    for folder in reversed(folders):
        if (wanted := of_label(folder)) is not None:
            return wanted
    if folders and looks_like_label(folders[-1]):
        raise PictureRefused("unknown_label", f"It says {folders[-1]}.")
    return Wanted()


def looks_like_label(folder: str) -> bool:
    """Whether somebody meant a label and mistyped it: four letters out of C, E, M and O."""
    return len(folder) == 4 and set(folder.upper()) <= set("CEMO")


class Targets:
    """A targets.csv: its lines by file name, as given relative to the csv's own folder."""

    def __init__(self, data: bytes, folder: str) -> None:
        self.lines = {_join(folder, row["file"]): row for row in _rows(data)}

    def __contains__(self, name: str) -> bool:
        return name in self.lines

    def wanted(self, name: str) -> Wanted:
        """Raises FileRefused where the line makes no sense."""
        row = self.lines[name]
        title = row.get("title", "").strip()[:120]
        if label := row.get("label", "").strip():
            by_label = of_label(label)
            if by_label is None:
                raise PictureRefused("unknown_label", f"It says {label}.")
            return replace(by_label, parts=_parts(row), title=title)
        eyes = row.get("eyes", "")
        left, right = _openness(row.get("left_eye") or eyes), _openness(row.get("right_eye") or eyes)
        labelled = row.get("labelled", "1").strip().lower() in TRUE
        return Wanted(left, right, _openness(row.get("mouth", "")), _parts(row), labelled, title)


def _join(folder: str, name: str) -> str:
    parts = [*folder.split("/"), *name.replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part not in ("", "."))


def _rows(data: bytes) -> list[Mapping[str, str]]:
    """Lines with lower-case column names; commas or, as some spreadsheets write, semicolons."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DeckRefused("bad_targets_file", "Save it as UTF-8.") from None
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    lines = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    try:
        names = {name.strip().lower() for name in lines.fieldnames or ()}
        rows = [{(key or "").strip().lower(): value or "" for key, value in row.items() if key} for row in lines]
    except csv.Error:
        raise DeckRefused("bad_targets_file", "It is no table, or has a field that is far too long.") from None
    if "file" not in names or not ("label" in names or "mouth" in names):
        raise DeckRefused("bad_targets_file")
    return [row for row in rows if row["file"].strip()]


def _parts(row: Mapping[str, str]) -> dict[str, float]:
    """What a line asks for besides; a column that is missing or blank is not asked for."""
    try:
        return checked({name: _number(row[name]) for name in KINDS if row.get(name, "").strip()})
    except ValueError as wrong:
        raise PictureRefused("bad_parts", str(wrong)) from None


def _openness(text: str) -> float:
    try:
        value = _number(text)
    except ValueError:
        raise PictureRefused("bad_target") from None
    if not 0 <= value <= 1:
        raise PictureRefused("bad_target")
    return value


def _number(text: str) -> float:
    value = float(text.strip().replace(",", "."))
    if math.isnan(value):
        raise ValueError("That is no number.")
    return value
