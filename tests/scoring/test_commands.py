"""`manage.py score` and `manage.py suggest_targets`, as a shell sees them."""

import json
from io import StringIO
from pathlib import Path

import pytest
import resvg_py
from django.core.management import CommandError, call_command
from PIL import Image
from skimage import data

from game.art.starter import STARTER
from scoring.vision.face_mesh import MeshMissing
from tests.scoring.vision.conftest import jpeg


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "face.jpg"
    path.write_bytes(jpeg(Image.fromarray(data.astronaut())))
    return path


def run(*arguments: object) -> tuple[list[str], int]:
    """The lines that a command prints, and its exit status."""
    out = StringIO()
    try:
        call_command(*map(str, arguments), stdout=out)
    except SystemExit as ended:
        return out.getvalue().splitlines(), int(ended.code or 0)
    return out.getvalue().splitlines(), 0


def test_a_photo_is_scored_in_one_line(photo: Path) -> None:
    (line,), status = run("score", photo, "--label", "OECM")
    assert status == 0
    assert line.startswith(f"{photo}: 100.00%  eyes ")
    assert "wanted shut: perfect" in line


def test_json_carries_everything(photo: Path) -> None:
    (line,), _ = run("score", photo, "--eyes", "0", "--mouth", "1", "--json")
    told = json.loads(line)
    assert set(told) >= {"file", "similarity", "reading", "parts", "faces", "ms"}
    assert set(told["parts"]) == {"eyes", "mouth"}
    assert told["similarity"] == 0


def test_a_refusal_is_told_beside_the_scores_and_ends_in_status_1(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("not a picture")
    lines, status = run("score", photo, tmp_path / "note.jpg", tmp_path / "gone.jpg", "--json")
    assert status == 1
    assert "similarity" in json.loads(lines[0])
    assert json.loads(lines[1])["error"]["code"] == "unsupported_format"
    assert json.loads(lines[2])["error"]["code"] == "no_file"
    assert all(json.loads(line)["error"]["message"].endswith(".") for line in lines[1:])


def test_a_label_and_numbers_together_are_an_error(photo: Path) -> None:
    with pytest.raises(CommandError, match="not both"):
        run("score", photo, "--label", "OECM", "--eyes", "1")
    with pytest.raises(CommandError, match="from 0"):
        run("score", photo, "--eyes", "7")


def test_a_machine_without_a_mesh_is_told_what_to_do(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise MeshMissing("Put a model there.")

    monkeypatch.setattr("scoring.management.commands.score.warm_up", missing)
    with pytest.raises(CommandError, match="Put a model there"):
        run("score", photo)


def test_a_machine_without_the_networks_for_drawings_is_told(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.vision.drawn_faces._own.nets", None)
    monkeypatch.setattr("scoring.vision.drawn_faces.FINDER", photo)
    with pytest.raises(CommandError, match="not those that this version was made for"):
        run("suggest_targets", photo)


def test_a_folder_of_drawings_gets_suggestions(tmp_path: Path) -> None:
    card = next(card for card in STARTER if card.slug == "plot-twist")
    (tmp_path / "drawn.png").write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=card.svg())))
    Image.new("RGB", (300, 300), "teal").save(tmp_path / "empty.png")
    (tmp_path / "notes.txt").write_text("a deck of mine")
    (tmp_path / ".hidden").write_text("")
    drawn, empty, notes = (json.loads(line) for line in run("suggest_targets", tmp_path, "--json")[0])
    assert (drawn["suggestion"]["label"], drawn["suggestion"]["mouth"]) == ("OEOM", 1)
    assert empty["suggestion"] is None
    assert notes["error"]["code"] == "unsupported_format"
    lines, _ = run("suggest_targets", tmp_path)
    assert "OEOM" in lines[0]
    assert lines[1].endswith("empty.png: no face")


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run("suggest_targets", tmp_path / "nowhere")
