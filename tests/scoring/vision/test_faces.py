"""Everybody in a photo is found once, however small, and nobody where nobody is."""

import cv2
import numpy as np
import pytest
from PIL import Image
from skimage import data

from scoring.vision.crowd import WINDOW, distinct, windows
from scoring.vision.faces import Face, embed, face, find_faces
from scoring.vision.identity import DlibResNet, distance, thread_embedder
from scoring.vision.warmup_face import sketched_face
from tests.scoring.vision.people import crowd, head, largest, photo, small, texture

SHARED = ["obama.jpg", "obama2.jpg", "biden.jpg", "biden2.jpg"]


def found_at(faces: list[Face], place: tuple[int, int, int, int]) -> int:
    """How many of the faces have their middle in a place (x, y, width, height)."""
    x, y, wide, high = place
    middles = [each.points[:, :2].mean(axis=0) for each in faces]
    return sum(bool(x <= across <= x + wide and y <= down <= y + high) for across, down in middles)


@pytest.mark.parametrize("ground", ["grass", "gravel", "brick", "noise"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_small_faces_are_found_once_each(count: int, ground: str) -> None:
    picture, places = crowd(["astronaut"], count, 40, ground)
    faces = find_faces(picture)
    assert [found_at(faces, place) for place in places] == [1] * count
    assert len(faces) == count


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("names", [["astronaut"], SHARED], ids=["astronaut", "shared"])
def test_thirty_faces_are_found_once_each(names: list[str], width: int) -> None:
    picture, places = crowd(names, 30, width, "gravel")
    faces = find_faces(picture)
    assert [found_at(faces, place) for place in places] == [1] * 30
    assert len(faces) == 30


def test_faces_that_crowd_in_one_corner_are_all_found() -> None:
    picture, one = texture("grass"), small("astronaut", 40)
    high, wide = one.shape[:2]
    for row in range(3):
        for column in range(4):
            picture[20 + row * high : 20 + (row + 1) * high, 30 + column * wide : 30 + (column + 1) * wide] = one
    assert len(find_faces(picture)) == 12


def test_large_and_small_faces_are_found_in_one_photo_the_largest_first() -> None:
    picture = texture("brick")
    for width, x, y in ((300, 60, 40), (100, 1100, 60), (40, 1500, 700)):
        one = small("astronaut", width)
        part = picture[y : y + one.shape[0], x : x + one.shape[1]]
        part[:] = one[: part.shape[0], : part.shape[1]]
    widths = [float(np.ptp(each.points[:, 0])) for each in find_faces(picture)]
    assert widths == pytest.approx([300, 100, 40], rel=0.1)


@pytest.mark.parametrize("name", ["astronaut", *SHARED])
def test_a_portrait_shows_one_person(name: str) -> None:
    rgb = photo(name)
    (only,) = find_faces(rgb)
    assert only.quality.refusal is None
    apart = np.abs(only.points[:, :2] - largest(rgb)[:, :2]).max()
    assert apart < 0.06 * np.ptp(only.points[:, 0])


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket", "text", "coins", "hubble_deep_field"])
def test_nobody_is_found_where_nobody_is(name: str) -> None:
    picture = getattr(data, name)()
    rgb = picture if picture.ndim == 3 else np.dstack([picture] * 3)
    assert find_faces(np.ascontiguousarray(rgb)) == []


def test_a_picture_of_one_pixel_shows_nobody() -> None:
    assert find_faces(np.zeros((1, 1, 3), np.uint8)) == []


def test_a_drawn_face_is_found_at_most_once() -> None:
    drawn = cv2.resize(sketched_face(), (400, 400))
    assert len(find_faces(drawn)) == 1
    assert find_faces(np.asarray(Image.new("RGB", (500, 300), "white"))) == []


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_photo_on_its_side_shows_the_same_person(turns: int) -> None:
    rgb = photo("astronaut")
    (only,) = find_faces(np.ascontiguousarray(np.rot90(rgb, turns)))
    (upright,) = find_faces(rgb)
    embedder = thread_embedder()
    turned = embed(embedder, np.ascontiguousarray(np.rot90(rgb, turns)), [only])[0]
    assert distance(turned, embed(embedder, rgb, [upright])[0]) < embedder.threshold / 2


def test_a_face_is_measured_in_the_photo_and_not_in_what_was_searched() -> None:
    rgb, wide = head("astronaut")
    canvas = np.full((2600, 3840, 3), 128, np.uint8)
    one = cv2.resize(rgb, None, fx=90 / wide, fy=90 / wide, interpolation=cv2.INTER_AREA)
    canvas[1500 : 1500 + one.shape[0], 2000 : 2000 + one.shape[1]] = one
    (only,) = find_faces(canvas)
    assert only.quality.eyes_apart == pytest.approx(41, abs=3)
    assert found_at([only], (2000, 1500, one.shape[1], one.shape[0])) == 1


def test_a_box_is_a_share_of_the_photo() -> None:
    rgb = photo("astronaut")
    points = largest(rgb)
    x, y, width, height = face(rgb, points).box
    assert (x * 512, y * 512) == pytest.approx(tuple(points[:, :2].min(axis=0)), abs=0.01)
    assert (width * 512, height * 512) == pytest.approx(tuple(np.ptp(points[:, :2], axis=0)), abs=0.01)


def test_small_faces_in_a_crowd_are_told_apart() -> None:
    picture, places = crowd(["obama.jpg", "biden.jpg"], 6, 40, "grass")
    faces, embedder = find_faces(picture), DlibResNet()
    vectors = embed(embedder, picture, faces)
    whole = {name: embedder.embed(photo(name), [largest(photo(name))])[0] for name in ("obama.jpg", "biden.jpg")}
    for number, place in enumerate(places):
        (vector,) = (each for one, each in zip(faces, vectors, strict=True) if found_at([one], place))
        own, other = whole["obama.jpg"], whole["biden.jpg"]
        if number % 2:
            own, other = other, own
        assert distance(vector, own) < embedder.threshold < distance(vector, other)


@pytest.mark.parametrize(("height", "width"), [(1080, 1920), (1920, 1080), (700, 700), (200, 300), (400, 1920)])
def test_the_smallest_windows_leave_no_face_between_them(height: int, width: int) -> None:
    seen = list(windows(height, width))
    assert seen[0] == (0, 0, width, height)
    for left, top, right, bottom in seen:
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
    finest = [one for one in seen if max(one[2] - one[0], one[3] - one[1]) <= WINDOW] or seen
    for x in range(0, width - 80, 37):
        for y in range(0, height - 80, 37):
            assert any(one[0] <= x and one[1] <= y and one[2] >= x + 80 and one[3] >= y + 80 for one in finest)


def test_sightings_of_one_face_become_one() -> None:
    points = largest(photo("astronaut"))
    beside = points + np.float32([200, 0, 0])
    within = (points - points.mean(axis=0)) * np.float32(0.5) + points.mean(axis=0)
    kept = distinct([within, points, points + 2, beside, beside - 1])
    assert len(kept) == 2
    assert distinct([]) == []
