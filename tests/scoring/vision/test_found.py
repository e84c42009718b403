"""Whose faces are in a photo: all or the largest, as numbers, and no numbers of a face that tells nothing."""

import base64
from contextlib import closing

import cv2
import numpy as np
import pytest
import resvg_py
from PIL import Image
from skimage import data

from game.art.characters import BY_SLUG
from game.art.draw import draw
from scoring.children import Children
from scoring.vision import found, identity, images, quality
from scoring.vision.errors import PhotoRefused
from scoring.vision.identity import DlibResNet, distance
from tests.scoring.vision.conftest import jpeg
from tests.scoring.vision.people import crowd, largest, photo, small, texture

LABELS = {"dlib-resnet-1", "proportions-1"}


def shot(rgb: np.ndarray) -> bytes:
    return jpeg(Image.fromarray(np.ascontiguousarray(rgb)))


@pytest.fixture(scope="module")
def herself() -> np.ndarray:
    rgb = photo("astronaut")
    return DlibResNet().embed(rgb, [largest(rgb)])[0]


def vector(face: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(face["vectors"]["dlib-resnet-1"]), "<f4")


@pytest.mark.parametrize("single", [True, False])
def test_a_portrait_is_one_face_with_its_numbers(single: bool, herself: np.ndarray) -> None:
    told = found.find(shot(photo("astronaut")), single=single).as_dict()
    assert (told["width"], told["height"], told["count"]) == (512, 512, 1)
    (face,) = told["faces"]
    assert set(face["vectors"]) == LABELS
    assert face["quality"]["refusal"] is None
    assert distance(vector(face), herself) < 0.15
    left, top, wide, high = face["box"]
    assert 0.3 < left < left + wide < 0.6
    assert 0.1 < top < top + high < 0.4


def test_only_the_largest_of_several_is_told_where_one_is_asked_for() -> None:
    both = np.full((300, 520, 3), 90, np.uint8)
    for width, x in ((150, 10), (100, 290)):
        one = small("astronaut", width)
        both[5 : 5 + one.shape[0], x : x + one.shape[1]] = one[:295]
    single, every = found.find(shot(both), single=True), found.find(shot(both))
    assert (single.count, len(single.faces), every.count, len(every.faces)) == (2, 1, 2, 2)
    assert single.faces[0].box[0] < 0.3
    assert every.faces[0].box[0] < every.faces[1].box[0]


def test_a_small_face_in_a_large_photo_is_cut_out_of_the_fine_picture(herself: np.ndarray) -> None:
    wide = texture("brick")
    one = small("astronaut", 90)
    wide[300 : 300 + one.shape[0], 800 : 800 + one.shape[1]] = one
    told = found.find(shot(wide), single=True)
    assert told.width == 1920
    assert told.faces[0].quality.eyes_apart > 30
    assert distance(told.vectors[0]["dlib-resnet-1"], herself) < 0.45


def test_forty_pixels_are_enough_to_be_somebody(herself: np.ndarray) -> None:
    picture, _ = crowd(["astronaut"], 1, 40, "grass")
    (face,) = found.find(shot(picture)).vectors
    assert distance(face["dlib-resnet-1"], herself) < 0.6


@pytest.mark.slow
def test_thirty_faces_all_have_numbers_before_their_time_is_over() -> None:
    picture, _ = crowd(["astronaut"], 30, 60, "gravel")
    with closing(Children()) as children:
        told, _ = children.ask({"ask": "faces", "single": False, "quick": False}, shot(picture))
    assert (told["count"], len(told["faces"])) == (30, 30)
    assert sum(set(face["vectors"]) == LABELS for face in told["faces"]) >= 28


def test_of_a_great_crowd_the_largest_are_told_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "MOST", 2)
    picture, _ = crowd(["astronaut"], 3, 80, "brick")
    told = found.find(shot(picture))
    assert (told.count, len(told.faces), len(told.vectors)) == (3, 2, 2)


def test_a_blurred_face_has_no_numbers_but_says_why() -> None:
    blurred = cv2.GaussianBlur(photo("astronaut"), (0, 0), 6)
    (face,) = found.find(shot(blurred), single=True).as_dict()["faces"]
    assert (face["quality"]["refusal"], face["vectors"]) == ("face_too_blurred", {})
    assert face["quality"]["message"].endswith(".")


@pytest.mark.parametrize("single", [True, False])
def test_a_face_too_small_to_tell_has_no_numbers_either(single: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "LEAST_EYES", 1000.0)
    (face,) = found.find(shot(photo("astronaut")), single=single).as_dict()["faces"]
    assert (face["quality"]["refusal"], face["vectors"]) == ("face_too_small", {})


def a_dog() -> np.ndarray:
    svg = """<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512">
    <rect width="512" height="512" fill="#9cf"/>
    <ellipse cx="120" cy="220" rx="60" ry="140" fill="#642"/><ellipse cx="392" cy="220" rx="60" ry="140" fill="#642"/>
    <ellipse cx="256" cy="240" rx="150" ry="150" fill="#a74"/><ellipse cx="256" cy="330" rx="90" ry="80" fill="#eca"/>
    <ellipse cx="256" cy="290" rx="44" ry="30" fill="#111"/><circle cx="196" cy="200" r="18" fill="#111"/>
    <circle cx="316" cy="200" r="18" fill="#111"/><path d="M256 320V360" stroke="#111" stroke-width="8"/></svg>"""
    return rastered(svg)


def rastered(svg: str) -> np.ndarray:
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=512, height=512, background="#ffffff"))
    return images.decode(png, longest=512)


@pytest.mark.parametrize("picture", [data.chelsea, data.coffee], ids=["a cat", "a cup"])
@pytest.mark.parametrize("single", [True, False])
def test_a_photo_of_nobody_shows_nobody(picture, single: bool) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PhotoRefused, match="no_face"):
        found.find(shot(picture()), single=single)


def a_girl() -> np.ndarray:
    return rastered(draw(BY_SLUG["amara"], left_eye=1, right_eye=1, mouth=0.3))


@pytest.mark.parametrize("drawing", [a_dog, a_girl])
@pytest.mark.parametrize("single", [True, False])
def test_a_drawing_is_either_no_face_or_far_from_everybody(drawing, single: bool, herself: np.ndarray) -> None:  # type: ignore[no-untyped-def]
    try:
        faces = found.find(shot(drawing()), single=single).vectors
    except PhotoRefused as refusal:
        assert refusal.code == "no_face"
        return
    assert all(distance(face["dlib-resnet-1"], herself) > 0.65 for face in faces if face)


def test_a_photo_of_a_photo_shows_whoever_is_on_it(herself: np.ndarray) -> None:
    """Of a screen, askew, with its lines and a reflection."""
    screen = photo("astronaut").astype(np.float32)
    screen[::3] *= 0.8
    screen = 0.75 * screen + 40 * np.linspace(0, 1, 512)[None, :, None]
    corners = np.float32([[0, 0], [512, 0], [512, 512], [0, 512]])
    askew = cv2.getPerspectiveTransform(corners, np.float32([[190, 90], [660, 130], [640, 620], [160, 560]]))
    taken = cv2.warpPerspective(screen.clip(0, 255).astype(np.uint8), askew, (800, 700), borderValue=(70, 60, 50))
    (face,) = found.find(shot(taken), single=True).vectors
    assert distance(face["dlib-resnet-1"], herself) < 0.5


def test_nothing_of_a_face_is_left_in_the_network(herself: np.ndarray) -> None:
    """What the last layer before the vector holds is a blank face's, however many went through it together."""
    embedder = identity.thread_embedder()
    rgb = photo("astronaut")
    found.forget()
    for count in (1, 3):
        embedder.embed(rgb, [largest(rgb)] * count)
        found.forget()
        held = embedder._net.forward()  # type: ignore[attr-defined]
        assert len(held) == count
        assert min(distance(row, herself) for row in held) > 0.5
