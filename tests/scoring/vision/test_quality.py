"""A face that is too small, too blurred or turned away is said to be so, with the numbers."""

import cv2
import numpy as np
import pytest
from skimage import data

from scoring.vision import quality as bars
from scoring.vision.errors import REASONS, PhotoRefused
from scoring.vision.faces import find_faces
from scoring.vision.quality import FaceQuality, quality, sharpness
from tests.scoring.vision.people import head, largest, photo, small, texture

PEOPLE = ["astronaut", "obama.jpg", "obama2.jpg", "biden.jpg", "biden2.jpg"]


def of(rgb: np.ndarray) -> FaceQuality:
    return quality(rgb, largest(rgb))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_portrait_is_good_enough(name: str) -> None:
    seen = of(photo(name))
    assert seen.refusal is None
    assert seen.message is None
    assert seen.sharpness > 0.8
    assert max(abs(seen.yaw), abs(seen.pitch)) < 20


@pytest.mark.parametrize("name", PEOPLE)
def test_a_face_40_pixels_wide_is_large_enough_and_one_of_24_is_not(name: str) -> None:
    for width, refusal in ((40, None), (24, "face_too_small")):
        picture, one = texture("grass")[:200, :200], small(name, width)
        picture[60 : 60 + one.shape[0], 60 : 60 + one.shape[1]] = one
        (only,) = find_faces(picture)
        assert only.quality.refusal == refusal


@pytest.mark.parametrize("name", PEOPLE)
def test_size_is_told_in_pixels_of_the_photo(name: str) -> None:
    rgb, _ = head(name)
    whole, half = of(rgb), of(cv2.resize(rgb, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    assert half.eyes_apart == pytest.approx(whole.eyes_apart / 2, rel=0.05)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_blurred_face_says_so_whichever_way_the_camera_moved(name: str) -> None:
    rgb, _ = head(name)
    rgb = cv2.resize(rgb, (300, 300 * rgb.shape[0] // rgb.shape[1]), interpolation=cv2.INTER_AREA)
    points = largest(rgb)
    eyes = quality(rgb, points).eyes_apart
    kernels = [np.ones((1, 1)), *(line(round(0.5 * eyes), angle) for angle in (0, 90))]
    sharp, *moved = (quality(cv2.filter2D(rgb, -1, each / each.sum()), points) for each in kernels)
    soft = quality(cv2.GaussianBlur(rgb, (0, 0), 0.12 * eyes), points)
    assert sharp.refusal is None
    assert soft.refusal == "face_too_blurred"
    assert max(each.sharpness for each in moved) < 0.6 * sharp.sharpness + 0.15


def line(length: int, angle: int) -> np.ndarray:
    """A kernel that moves a picture by so many pixels, along rows (0) or columns (90)."""
    return np.ones((1, length)) if angle == 0 else np.ones((length, 1))


@pytest.mark.parametrize("name", PEOPLE)
def test_noise_is_not_taken_for_sharpness(name: str) -> None:
    rgb, _ = head(name)
    rgb = cv2.resize(rgb, (300, 300 * rgb.shape[0] // rgb.shape[1]), interpolation=cv2.INTER_AREA)
    points = largest(rgb)
    soft = cv2.GaussianBlur(rgb, (0, 0), 0.13 * quality(rgb, points).eyes_apart)
    grain = np.random.default_rng(2).normal(0, 6, rgb.shape)
    noisy = (soft + grain).clip(0, 255).astype(np.uint8)
    assert quality(noisy, points).refusal == "face_too_blurred"


def test_a_plain_chip_has_no_sharpness() -> None:
    assert sharpness(np.full((150, 150, 3), 90, np.uint8)) == 0


def test_a_profile_is_turned_away() -> None:
    (only,) = find_faces(np.dstack([data.camera()] * 3))
    assert only.quality.refusal == "face_turned_away"
    assert abs(only.quality.yaw) > 40


def test_a_mirrored_face_is_turned_the_other_way() -> None:
    rgb = photo("obama2.jpg")
    one, other = of(rgb), of(np.ascontiguousarray(rgb[:, ::-1]))
    assert abs(one.yaw) > 10
    assert other.yaw == pytest.approx(-one.yaw, abs=4)
    assert other.pitch == pytest.approx(one.pitch, abs=4)


def test_a_turned_mesh_is_measured_in_degrees() -> None:
    rgb, points = photo("astronaut"), largest(photo("astronaut"))
    plain = quality(rgb, points)
    for angle in (-20, 20):
        turn = cv2.Rodrigues(np.array([0, np.radians(angle), 0]))[0]
        middle = points.mean(axis=0)
        turned = ((points - middle) @ turn.T + middle).astype(np.float32)
        assert quality(rgb, turned).yaw == pytest.approx(plain.yaw - angle, abs=3)
    nod = cv2.Rodrigues(np.array([np.radians(20), 0, 0]))[0]
    assert quality(rgb, ((points - middle) @ nod.T + middle).astype(np.float32)).pitch == pytest.approx(
        plain.pitch + 20, abs=3
    )


@pytest.mark.parametrize(
    ("seen", "refusal"),
    [
        (FaceQuality(bars.LEAST_EYES, bars.LEAST_SHARPNESS, bars.MOST_YAW, -bars.MOST_PITCH), None),
        (FaceQuality(bars.LEAST_EYES - 0.1, 0, 90, 0), "face_too_small"),
        (FaceQuality(60, 0, -bars.MOST_YAW - 0.1, 0), "face_turned_away"),
        (FaceQuality(60, 0, 0, bars.MOST_PITCH + 0.1), "face_turned_away"),
        (FaceQuality(60, bars.LEAST_SHARPNESS - 0.01, 0, 0), "face_too_blurred"),
    ],
)
def test_the_first_reason_is_told_with_words_and_numbers(seen: FaceQuality, refusal: str | None) -> None:
    told = seen.as_dict()
    assert told["refusal"] == seen.refusal == refusal
    assert told["message"] == (REASONS[refusal] if refusal else None)
    assert set(told) == {"eyes_apart", "sharpness", "yaw", "pitch", "refusal", "message"}
    if refusal:
        assert PhotoRefused(refusal).message == told["message"]
