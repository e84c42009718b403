"""What the bench of suggestions counts."""

from pathlib import Path

import pytest
from PIL import Image

from bench.suggestions import Look, figures, folders, looks
from scoring.vision.anime import Suggestion
from scoring.vision.similarity import Target


def look(label: str, told: Target | None, confidence: float = 0.9) -> Look:
    found = Suggestion(told, confidence, (0, 0, 1, 1)) if told else None
    return Look(Path("drawn.png"), label, found, 10.0)


OPEN, SHUT, SMALL = Target(1, 1, 1), Target(0, 0, 0), Target(1, 1, 0.5)


def test_shares_are_of_what_was_found() -> None:
    told = figures([look("OEOM", OPEN), look("OEOM", SMALL), look("OECM", OPEN), look("CECM", None)])
    assert (told["pictures"], told["found"]) == (4, 0.75)
    assert (told["eyes_right"], told["mouths_right"]) == (1.0, pytest.approx(2 / 3, abs=1e-4))


def test_a_find_where_no_face_is_counts_as_false_and_as_wrong() -> None:
    told = figures([look("NONE", OPEN, 0.8), look("NONE", None)])
    assert (told["pictures"], told["without_face"], told["false"]) == (0, 2, 0.5)
    assert told["brier"] == pytest.approx(0.64)


def test_confidence_costs_nothing_where_it_is_right() -> None:
    told = figures([look("OEOM", OPEN, 1.0), look("CECM", OPEN, 0.0)])
    assert told["brier"] == 0
    assert [(row["sure"], row["right"]) for row in told["calibration"]] == [(0, 0), (1, 1)]


def test_folders_are_known_by_their_names_alone_or_one_below(tmp_path: Path) -> None:
    for name in ("OECM", "NONE", "other"):
        (tmp_path / name).mkdir()
    assert [folder.name for folder in folders([tmp_path])] == ["NONE", "OECM"]
    assert [folder.name for folder in folders([tmp_path / "OECM"])] == ["OECM"]
    with pytest.raises(SystemExit, match="not named"):
        list(folders([tmp_path / "other"]))


def test_what_is_no_picture_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "NONE").mkdir()
    Image.new("RGB", (80, 80), "teal").save(tmp_path / "NONE" / "empty.png")
    (tmp_path / "NONE" / "note.txt").write_text("a note")
    (seen,) = looks([tmp_path])
    assert seen.found is None
    assert "note.txt" in capsys.readouterr().err
