"""What is read in a face, and that turning, mirroring and scaling the photo changes none of it."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from skimage import data

from scoring.vision import readings
from scoring.vision.face_search import look
from scoring.vision.parts import KINDS
from scoring.vision.photo import read
from scoring.vision.readings import CONTOURS, Reading, contours, levelled, mouth_openness, openness, roll
from tests.scoring.vision.conftest import jpeg, shared_face, with_shut_eyes

GOLDEN = {
    # left eye, right eye, mouth, roll
    "biden.jpg": (0.91, 0.91, 0.00, 12),
    "biden2.jpg": (0.89, 0.88, 0.16, 3),
    "obama.jpg": (0.88, 0.88, 0.23, -1),
    "obama2.jpg": (0.97, 0.99, 0.45, 6),
}
ASTRONAUT = Image.fromarray(data.astronaut())
ALIKE = 0.05


def reading_of(picture: Image.Image) -> Reading:
    return read(jpeg(picture)).reading


def apart(one: Reading, other: Reading) -> float:
    """The largest difference in eyes and mouth."""
    return max(abs(getattr(one, part) - getattr(other, part)) for part in ("left_eye", "right_eye", "mouth"))


def scaled(picture: Image.Image, factor: float) -> Image.Image:
    return picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS)


@pytest.mark.parametrize("name", GOLDEN)
def test_the_test_photos_read_as_they_look(name: str) -> None:
    reading, (left, right, mouth, tilt) = reading_of(shared_face(name)), GOLDEN[name]
    assert (reading.left_eye, reading.right_eye, reading.mouth) == pytest.approx((left, right, mouth), abs=0.06)
    assert reading.roll == pytest.approx(tilt, abs=3)
    assert reading.faces == 1


def test_ordinary_open_eyes_read_four_fifths_or_more(astronaut: Image.Image) -> None:
    reading = reading_of(astronaut)
    assert min(reading.left_eye, reading.right_eye) >= 0.8


def test_shut_eyes_read_a_fifth_or_less(astronaut: Image.Image) -> None:
    large = scaled(astronaut, 2)
    sight = look(jpeg(large))
    shut = with_shut_eyes(large, sight.points * (large.width / sight.rgb.shape[1]))
    reading = reading_of(shut)
    assert max(reading.left_eye, reading.right_eye) <= 0.2
    assert reading.mouth == pytest.approx(reading_of(large).mouth, abs=ALIKE)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(degrees=st.floats(-30, 30), expand=st.booleans())
def test_turning_the_photo_changes_nothing_but_the_roll(degrees: float, expand: bool) -> None:
    turned = reading_of(ASTRONAUT.rotate(degrees, Image.Resampling.BICUBIC, expand=expand))
    straight = reading_of(ASTRONAUT)
    assert apart(straight, turned) <= ALIKE
    assert straight.roll - turned.roll == pytest.approx(degrees, abs=4)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(factor=st.floats(0.35, 2))
def test_the_size_of_the_photo_changes_nothing(factor: float) -> None:
    assert apart(reading_of(ASTRONAUT), reading_of(scaled(ASTRONAUT, factor))) <= ALIKE


@pytest.mark.parametrize("name", GOLDEN)
def test_a_phone_photo_reads_the_same_turned_mirrored_and_scaled(name: str) -> None:
    photo = shared_face(name)
    straight, mirrored = reading_of(photo), reading_of(photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    for factor in (0.25, 0.5, 2):
        assert apart(straight, reading_of(scaled(photo, factor))) <= ALIKE, factor
    for degrees in (-30, 30):
        assert apart(straight, reading_of(photo.rotate(degrees, Image.Resampling.BICUBIC))) <= ALIKE, degrees
    assert mirrored.left_eye == pytest.approx(straight.right_eye, abs=ALIKE)
    assert mirrored.right_eye == pytest.approx(straight.left_eye, abs=ALIKE)
    assert mirrored.yaw == pytest.approx(-straight.yaw, abs=4)


def test_mirroring_a_wink_moves_it_to_the_other_eye(astronaut: Image.Image) -> None:
    large = scaled(astronaut, 2)
    sight = look(jpeg(large))
    both_shut = with_shut_eyes(large, sight.points * (large.width / sight.rgb.shape[1]))
    middle = round(float(sight.points[168, 0]) * large.width / sight.rgb.shape[1])
    wink = both_shut.copy()
    wink.paste(large.crop((0, 0, middle, large.height)), (0, 0))
    reading, mirrored = reading_of(wink), reading_of(wink.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert reading.left_eye <= 0.2 < 0.8 <= reading.right_eye
    assert mirrored.right_eye <= 0.2 < 0.8 <= mirrored.left_eye


def test_openness_grows_from_shut_to_open() -> None:
    values = [openness(ratio) for ratio in np.linspace(0, 0.5, 60)]
    assert values == sorted(values)
    assert values[0] == 0
    assert values[-1] == 1
    assert openness(0.08) <= 0.2
    assert openness(0.19) >= 0.8


def test_the_mouth_is_its_gap_over_its_width() -> None:
    points = np.zeros((478, 3), np.float32)
    points[13], points[14], points[78], points[308] = (50, 40, 0), (50, 55, 0), (20, 48, 0), (80, 48, 0)
    assert mouth_openness(points) == pytest.approx(15 / 60)


@pytest.mark.parametrize("degrees", [-40, 15, 90])
def test_turned_landmarks_read_exactly_the_same(astronaut: Image.Image, degrees: float) -> None:
    sight = look(jpeg(astronaut))
    angle, turned = np.radians(degrees), sight.points.copy()
    turned[:, :2] = turned[:, :2] @ [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]
    straight, other = readings.read(sight.points, sight.rgb), readings.read(turned, sight.rgb)
    for part in ("left_eye", "right_eye", "mouth", "smile", "brows", "turn", "pitch"):
        assert getattr(other, part) == pytest.approx(getattr(straight, part), abs=1e-3), part


def test_levelled_landmarks_have_no_roll() -> None:
    points = look(jpeg(ASTRONAUT.rotate(25))).points
    assert abs(roll(points)) > 15
    assert roll(levelled(points)) == pytest.approx(0, abs=0.01)


def test_a_blurred_photo_is_less_sharp(astronaut: Image.Image) -> None:
    blurred = reading_of(astronaut.filter(ImageFilter.GaussianBlur(4)))
    assert blurred.sharpness < 0.1 < reading_of(astronaut).sharpness


def test_a_smile_reads_more_than_a_straight_face() -> None:
    assert reading_of(ASTRONAUT).smile > reading_of(shared_face("biden.jpg")).smile + 0.3


def test_a_reading_fits_into_json(astronaut: Image.Image) -> None:
    told = json.loads(json.dumps(reading_of(astronaut).as_dict()))
    assert set(told) == {
        "left_eye", "right_eye", "mouth", "smile", "brows", "roll", "yaw", "pitch", "box", "sharpness", "faces",
    }  # fmt: skip
    assert all(0 <= told[name] <= 1 for name in ("left_eye", "right_eye", "mouth", "smile", "sharpness"))
    assert -1 <= told["brows"] <= 1


def test_contours_lie_on_the_eyes_and_the_mouth(astronaut: Image.Image) -> None:
    sight = look(jpeg(astronaut))
    rings = contours(sight.points, sight.rgb)
    assert set(rings) == set(CONTOURS)
    centres = {name: np.mean(ring, axis=0) for name, ring in rings.items()}
    assert centres["right_eye"][0] < centres["mouth"][0] < centres["left_eye"][0]
    assert centres["mouth"][1] > max(centres["left_eye"][1], centres["right_eye"][1])
    assert all(0 <= value <= 1 for ring in rings.values() for point in ring for value in point)


def raised(points: np.ndarray, spans: float) -> np.ndarray:
    """The same face, upright, its brows higher by so many times the distance between the eyes' outer corners."""
    points = levelled(points)
    points[readings._BROWS, 1] -= spans * (points[263, 0] - points[33, 0])
    return points


def test_brows_that_go_up_read_from_nothing_to_all(astronaut: Image.Image) -> None:
    sight = look(jpeg(astronaut))
    read_at = [readings.read(raised(sight.points, spans), sight.rgb).brows for spans in (0, 0.02, 0.04, 0.06, 0.12)]
    assert read_at == sorted(read_at)
    assert read_at[0] < 0.2 and read_at[-1] == 1


@pytest.mark.parametrize("name", GOLDEN)
def test_no_brows_at_rest_count_as_raised(name: str) -> None:
    assert reading_of(shared_face(name)).brows <= 0.2


@pytest.mark.parametrize(("name", "smiles"), [("biden.jpg", False), ("biden2.jpg", True), ("obama.jpg", True)])
def test_a_smile_counts_wherever_there_is_one(name: str, smiles: bool) -> None:
    smile = reading_of(shared_face(name)).smile
    assert smile >= 0.8 if smiles else smile <= 0.25


def test_a_head_leans_and_turns_to_its_own_left_and_the_other_way_in_a_mirror() -> None:
    photo = shared_face("biden.jpg")
    straight, mirrored = reading_of(photo), reading_of(photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert straight.tilt > 0.3 and straight.turn > 0.3
    assert (mirrored.tilt, mirrored.turn) == pytest.approx((-straight.tilt, -straight.turn), abs=ALIKE)
    assert mirrored.smile == pytest.approx(straight.smile, abs=ALIKE)


def test_frames_that_hardly_differ_read_alike(astronaut: Image.Image) -> None:
    first = reading_of(astronaut)
    again = [
        read(jpeg(astronaut, quality=60)).reading,
        reading_of(Image.fromarray(np.roll(np.asarray(astronaut), (1, 1), (0, 1)))),
        reading_of(scaled(astronaut, 0.75)),
    ]
    for part in KINDS:
        assert max(abs(other.part(part) - first.part(part)) for other in again) <= 0.1, part
