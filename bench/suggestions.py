"""How good the suggestions for drawn faces are, on pictures whose labels are known.

    python -m bench.suggestions FOLDER… [--json]

Each FOLDER is named by what its pictures show (CECM, CEOM, OECM or OEOM; NONE where there is no face), or holds folders
that are. Of pictures with a face: how many are found, and of those, how many have their eyes and their mouth rightly
said to be open or shut. Of pictures without: in how many something is taken for a face (`false`). The Brier score is
the mean squared distance of the confidence from 1 where eyes and mouth are right, and from 0 where one is not or where
there is no face: what is sure and right costs nothing, 0.25 is a coin's toss. `calibration` has what was said to be so
sure, and what share of it was right.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from scoring.child import LONGEST_DRAWING
from scoring.vision.anime import Suggestion, suggest
from scoring.vision.errors import PhotoRefused
from scoring.vision.images import decode

LABELS = ("CECM", "CEOM", "OECM", "OEOM")
NONE = "NONE"
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Look:
    """One picture: what its folder says, what was suggested, and how long that took."""

    path: Path
    label: str
    found: Suggestion | None
    ms: float

    @property
    def eyes_right(self) -> bool:
        return self.found is not None and self.found.target.label[:2] == self.label[:2]

    @property
    def mouth_right(self) -> bool:
        return self.found is not None and self.found.target.label[2:] == self.label[2:]


def folders(given: list[Path]) -> Iterator[Path]:
    """Those that are named by a label, given themselves or one below."""
    for folder in given:
        if not folder.is_dir():
            raise SystemExit(f"{folder} is no folder.")
        named = [each for each in (folder, *sorted(folder.iterdir())) if each.is_dir() and each.name in (*LABELS, NONE)]
        if not named:
            raise SystemExit(f"{folder} is not named {', '.join(LABELS)} or {NONE}, and has no folder that is.")
        yield from named


def looks(given: list[Path]) -> Iterator[Look]:
    """Every picture below them; what is no picture is told and left out."""
    for folder in folders(given):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
            try:
                picture = decode(path.read_bytes(), longest=LONGEST_DRAWING)
            except PhotoRefused as refused:
                print(f"{path}: {refused.message}", file=sys.stderr)
                continue
            began = time.perf_counter()
            found = suggest(picture)
            yield Look(path, folder.name, found, (time.perf_counter() - began) * 1000)


def figures(seen: list[Look]) -> dict[str, Any]:
    """Shares of 1; None where there is nothing to count."""
    drawn, empty = [look for look in seen if look.label != NONE], [look for look in seen if look.label == NONE]
    found = [look for look in drawn if look.found]
    sure = [(look.found.confidence, look.eyes_right and look.mouth_right) for look in seen if look.found]
    return {
        "pictures": len(drawn),
        "found": _share([look.found is not None for look in drawn]),
        "eyes_right": _share([look.eyes_right for look in found]),
        "mouths_right": _share([look.mouth_right for look in found]),
        "brier": round(statistics.fmean((told - right) ** 2 for told, right in sure), 4) if sure else None,
        "without_face": len(empty),
        "false": _share([look.found is not None for look in empty]),
        "calibration": list(_calibration(sure)),
        "ms": round(statistics.median(look.ms for look in seen), 1) if seen else None,
    }


def _share(hits: list[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None


def _calibration(sure: list[tuple[float, bool]]) -> Iterator[dict[str, Any]]:
    for low, high in pairwise(BINS):
        within = [(told, right) for told, right in sure if low <= told < high or told == high == 1]
        if within:
            told, right = (round(statistics.fmean(each), 3) for each in zip(*within, strict=True))
            yield {"from": low, "to": high, "pictures": len(within), "sure": told, "right": right}


def report(told: dict[str, Any]) -> Iterator[str]:
    """The same in words."""
    yield f"{told['pictures']} pictures with a face: {_percent(told['found'])} found"
    yield f"of those: eyes right in {_percent(told['eyes_right'])}, mouths in {_percent(told['mouths_right'])}"
    yield f"{told['without_face']} pictures without a face: something found in {_percent(told['false'])}"
    yield f"Brier score {told['brier']}, {told['ms']} ms a picture"
    for row in told["calibration"]:
        words = f"sure by {row['from']:.0%} to {row['to']:.0%} (mean {row['sure']:.0%})"
        yield f"  {words}: {row['right']:.0%} of {row['pictures']} right"


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    told = figures(list(looks(asked.folders)))
    print(json.dumps(told) if asked.json else "\n".join(report(told)))


if __name__ == "__main__":
    main()
