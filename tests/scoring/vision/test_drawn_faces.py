"""The two networks that read drawn faces: these weights and no others, and a face is found wherever it is."""

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from game.art.starter import STARTER
from scoring.vision import drawn_faces
from scoring.vision.drawn_faces import CANVAS, LEVELS, STRIDE, DrawnFaces, DrawnNetsMissing
from scoring.vision.drawn_patches import Place
from tests.scoring.vision.test_anime import drawing

FILES = {drawn_faces.FINDER: drawn_faces.FINDER_SHA256, drawn_faces.READER: drawn_faces.READER_SHA256}
CARD = next(card for card in STARTER if card.slug == "plot-twist")


@pytest.fixture(scope="module")
def nets() -> DrawnFaces:
    return DrawnFaces()


@pytest.fixture(scope="module")
def card() -> np.ndarray:
    return drawing(CARD)


def clearest(nets: DrawnFaces, rgb: np.ndarray) -> Place:
    return max(nets.look_closer(rgb, nets.find(rgb)), key=lambda place: place.score)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_committed_network_is_the_one_that_the_code_asks_for(path: Path) -> None:
    assert hashlib.sha256(path.read_bytes()).hexdigest() == FILES[path]


def test_both_together_are_small() -> None:
    assert sum(path.stat().st_size for path in FILES) <= 1_000_000


def test_what_they_are_and_may_be_used_for_lies_beside_them() -> None:
    told = drawn_faces.FINDER.with_name("drawn_faces_v1-LICENSE.md").read_text(encoding="utf-8")
    assert "MIT" in told
    assert all(sha256 in told for sha256 in FILES.values())


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_faces, "READER", tmp_path / "other.onnx")
    with pytest.raises(DrawnNetsMissing, match="cannot be read"):
        DrawnFaces()
    (tmp_path / "other.onnx").write_bytes(b"another network")
    with pytest.raises(DrawnNetsMissing, match="not those"):
        DrawnFaces()


def test_the_sizes_of_a_picture_do_not_lie_on_each_other() -> None:
    taken = np.zeros(CANVAS, int)
    for longest, x, y in LEVELS:
        assert x % STRIDE == y % STRIDE == 0
        assert y + longest <= CANVAS[0]
        assert x + longest <= CANVAS[1]
        taken[y : y + longest, x : x + longest] += 1
    assert taken.max() == 1


@pytest.mark.parametrize(("share", "corner"), [(1.0, (0, 0)), (0.5, (280, 40)), (0.25, (20, 420))])
def test_a_face_is_found_at_any_size_and_place(
    nets: DrawnFaces, card: np.ndarray, share: float, corner: tuple[int, int]
) -> None:
    side = round(640 * share)
    page = np.full((640, 640, 3), 240, np.uint8)
    x, y = corner
    page[y : y + side, x : x + side] = cv2.resize(card, (side, side), interpolation=cv2.INTER_AREA)
    whole, found = clearest(nets, cv2.resize(card, (640, 640))), clearest(nets, page)
    assert found.mouth == pytest.approx(whole.mouth * share + corner, abs=0.3 * found.unit)
    assert found.unit == pytest.approx(whole.unit * share, rel=0.25)


def test_the_left_is_the_viewers(nets: DrawnFaces, card: np.ndarray) -> None:
    place = clearest(nets, card)
    assert place.left[0] < place.right[0]
    assert place.eyes[1] < place.mouth[1]


def test_what_is_likely_sums_to_one(nets: DrawnFaces, card: np.ndarray) -> None:
    parts = nets.read(card, clearest(nets, card))
    for shares in (parts.left, parts.right, parts.mouth):
        assert shares.sum() == pytest.approx(1, abs=1e-4)
        assert shares.min() >= 0


def test_an_empty_picture_has_no_faces(nets: DrawnFaces) -> None:
    blank = np.full((300, 200, 3), 90, np.uint8)
    assert nets.look_closer(blank, []) == []
    assert all(place.score < 0.5 for place in nets.look_closer(blank, nets.find(blank)))


def test_asking_again_gives_the_same(nets: DrawnFaces, card: np.ndarray) -> None:
    first, again = (nets.read(card, clearest(nets, card)) for _ in range(2))
    assert np.array_equal(first.mouth, again.mouth)
