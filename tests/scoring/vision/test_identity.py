"""Every embedder tells people apart, however a photo was taken; and says what is missing where it cannot."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from scoring.vision import identity
from scoring.vision.chips import DLIB, SFACE, chip, similarity
from scoring.vision.crops import View
from scoring.vision.identity import DlibResNet, Embedder, EmbedderMissing, SFace, distance, thread_embedder
from scoring.vision.weights import onnx_file
from tests.scoring.vision.people import largest, photo

SAME = [("obama.jpg", "obama2.jpg"), ("biden.jpg", "biden2.jpg")]
DIFFERENT = [
    ("obama.jpg", "biden.jpg"),
    ("obama2.jpg", "biden2.jpg"),
    ("astronaut", "obama.jpg"),
    ("astronaut", "biden.jpg"),
]


@pytest.fixture(params=["dlib", "sface"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    """Each implementation in turn; skips one whose weights are not at hand."""
    if request.param == "dlib":
        return DlibResNet()
    path = os.environ.get("FACE_EMBEDDER")
    if not path:
        pytest.skip("FACE_EMBEDDER names no face_recognition_sface_2021dec.onnx")
    return SFace(path)


@pytest.fixture(autouse=True)
def _own_embedder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No embedder chosen by one test is met by the next."""
    monkeypatch.setattr(identity._own, "embedder", None)
    yield
    identity._own.embedder = None


def vector(embedder: Embedder, rgb: np.ndarray) -> np.ndarray:
    return embedder.embed(rgb, [largest(rgb)])[0]


def test_an_embedder_says_which_it_is(embedder: Embedder) -> None:
    assert embedder.name
    assert embedder.version
    assert embedder.dimension == 128
    assert embedder.threshold > 0


def test_faces_become_rows_of_numbers_in_their_order(embedder: Embedder) -> None:
    rgb = photo("astronaut")
    points = largest(rgb)
    one, two = embedder.embed(rgb, [points])[0], embedder.embed(rgb[:, ::-1], [largest(rgb[:, ::-1])])[0]
    both = np.hstack([rgb, rgb[:, ::-1]])
    moved = largest(rgb[:, ::-1]) + np.float32([rgb.shape[1], 0, 0])
    rows = embedder.embed(both, [points, moved])
    assert (rows.shape, rows.dtype) == ((2, 128), np.float32)
    assert distance(rows[0], one) < 0.01
    assert distance(rows[1], two) < 0.01


def test_nobody_becomes_no_rows(embedder: Embedder) -> None:
    assert embedder.embed(photo("astronaut"), []).shape == (0, 128)


def test_more_faces_than_go_at_once_come_back_all(embedder: Embedder) -> None:
    rgb = photo("astronaut")
    rows = embedder.embed(rgb, [largest(rgb)] * (identity.AT_ONCE + 3))
    assert rows.shape == (identity.AT_ONCE + 3, 128)
    assert np.abs(rows - rows[0]).max() < 1e-4


def test_what_was_given_stays_when_the_next_face_comes(embedder: Embedder) -> None:
    rgb = photo("astronaut")
    first = vector(embedder, rgb)
    kept = first.copy()
    embedder.forget()
    assert (first == kept).all()
    assert np.abs(vector(embedder, rgb) - kept).max() < 1e-5


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_photos_of_one_person_are_near_each_other(embedder: Embedder, one: str, other: str) -> None:
    assert distance(vector(embedder, photo(one)), vector(embedder, photo(other))) < 0.8 * embedder.threshold


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_people_are_far_apart(embedder: Embedder, one: str, other: str) -> None:
    assert distance(vector(embedder, photo(one)), vector(embedder, photo(other))) > 1.2 * embedder.threshold


@pytest.mark.parametrize("name", ["astronaut", "obama.jpg", "biden2.jpg"])
def test_a_mirrored_photo_shows_the_same_person(embedder: Embedder, name: str) -> None:
    rgb = photo(name)
    assert distance(vector(embedder, rgb), vector(embedder, rgb[:, ::-1])) < embedder.threshold / 2


@pytest.mark.parametrize("name", ["astronaut", "obama.jpg", "biden2.jpg"])
@pytest.mark.parametrize("scale", [0.5, 1.7])
def test_a_scaled_photo_shows_the_same_person(embedder: Embedder, name: str, scale: float) -> None:
    rgb = photo(name)
    scaled = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    assert distance(vector(embedder, rgb), vector(embedder, scaled)) < embedder.threshold / 2


@pytest.mark.parametrize("name", ["astronaut", "obama.jpg", "biden2.jpg"])
@pytest.mark.parametrize("angle", [-30, 15])
def test_a_rolled_photo_shows_the_same_person(embedder: Embedder, name: str, angle: float) -> None:
    rgb = photo(name)
    view = View((rgb.shape[1] / 2, rgb.shape[0] / 2), max(rgb.shape), angle)
    assert distance(vector(embedder, rgb), vector(embedder, view.of(rgb))) < embedder.threshold / 2


def test_a_chip_has_its_points_where_the_network_expects_them() -> None:
    rgb, points = photo("astronaut"), largest(photo("astronaut"))
    for pattern in (DLIB, SFACE):
        marks, places = points[list(pattern.landmarks), :2], np.array(pattern.places)
        matrix = similarity(marks, places)
        assert np.abs(marks @ matrix[:, :2].T + matrix[:, 2] - places).max() < 0.08 * pattern.side
        cut = chip(rgb, points, pattern)
        assert (cut.shape, cut.dtype) == ((pattern.side, pattern.side, 3), np.uint8)


def test_a_similarity_is_found_again() -> None:
    angle, scale = np.radians(25), 3.0
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    here = np.random.default_rng(1).uniform(0, 100, (5, 2))
    found = similarity(here, here @ matrix.T + (7, -3))
    assert np.allclose(found, np.hstack([matrix, [[7], [-3]]]))


def test_a_chip_at_the_edge_of_a_photo_is_black_where_the_photo_ends() -> None:
    rgb = photo("astronaut")
    points = largest(rgb)
    eyes = int(points[33, 1])
    cut = chip(rgb[eyes:], points - np.float32([0, eyes, 0]))
    assert not cut[:30].any()
    assert cut[100].any()


def test_a_large_face_is_averaged_and_not_sampled() -> None:
    points = largest(photo("astronaut")) * np.float32(12)
    checks = (np.indices((6144, 6144)).sum(axis=0) % 2 * 255).astype(np.uint8)
    cut = chip(np.dstack([checks] * 3), points)
    assert cut[20:-20, 20:-20].std() < 20


def test_a_thread_keeps_its_embedder_and_shares_it_with_nobody() -> None:
    kept = [thread_embedder(), thread_embedder()]
    thread = threading.Thread(target=lambda: kept.append(thread_embedder()))
    thread.start()
    thread.join()
    assert kept[0] is kept[1] is not kept[2]


def test_a_warm_thread_has_its_embedder() -> None:
    identity.warm_up()
    assert identity._own.embedder is not None


def test_missing_and_foreign_weights_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(EmbedderMissing, match="cannot be read"):
        DlibResNet(tmp_path / "none.onnx")
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(identity.WEIGHTS.read_bytes()[:-1] + b"!")
    with pytest.raises(EmbedderMissing, match="not those"):
        DlibResNet(damaged)
    monkeypatch.setenv("FACE_EMBEDDER", str(tmp_path / "nothing.onnx"))
    with pytest.raises(EmbedderMissing, match=r"nothing\.onnx"):
        thread_embedder()
    (tmp_path / "nothing.onnx").write_bytes(b"no network")
    with pytest.raises(EmbedderMissing, match="no network"):
        thread_embedder()


def test_the_environment_chooses_the_second_embedder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With a stand-in for its network, so that the way through OpenCV is tested where the file is not at hand."""
    (tmp_path / "sface.onnx").write_bytes(mean_of_patches())
    monkeypatch.setenv("FACE_EMBEDDER", str(tmp_path / "sface.onnx"))
    embedder, rgb = thread_embedder(), photo("astronaut")
    assert isinstance(embedder, SFace)
    (row,) = embedder.embed(rgb, [largest(rgb)])
    assert row.shape == (embedder.dimension,)
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)
    assert embedder.embed(rgb, []).shape == (0, 128)
    red, blue = row[:64].sum(), row[64:].sum()
    cut = chip(rgb, largest(rgb), SFACE)
    assert (red > blue) == (cut[..., 0].mean() > cut[..., 2].mean()), "the network sees red first"


def mean_of_patches() -> bytes:
    """A network of SFace's shape that gives 64 means of red, then 64 of blue."""
    filters = np.zeros((2, 3, 14, 14), np.float32)
    filters[0, 0], filters[1, 2] = 1 / 196, 1 / 196
    nodes = [
        onnx_file.node("Conv", ["data", "filters"], "means", kernel_shape=[14, 14], strides=[14, 14]),
        onnx_file.node("Flatten", ["means"], "fc1", axis=1),
    ]
    takes, gives = onnx_file.value("data", (1, 3, 112, 112)), onnx_file.value("fc1", (1, 128))
    return onnx_file.model(onnx_file.graph("g", nodes, [onnx_file.constant("filters", filters)], takes, gives), "tests")
