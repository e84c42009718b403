"""Faces that a first glance would miss or misread."""

import numpy as np
import pytest
from PIL import Image

from scoring.vision import images
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_search import look
from scoring.vision.photo import read
from tests.scoring.vision.conftest import jpeg


def on_a_wall(face: Image.Image, size: tuple[int, int], width: int) -> Image.Image:
    wall = Image.new("RGB", size, (120, 140, 150))
    wall.paste(face.resize((width, width), Image.Resampling.LANCZOS), (size[0] // 5, size[1] // 3))
    return wall


@pytest.mark.parametrize("width", [1400, 900, 600])
def test_a_distant_face_reads_like_a_near_one(astronaut: Image.Image, width: int) -> None:
    near, far = read(jpeg(astronaut)).reading, read(jpeg(on_a_wall(astronaut, (4000, 3000), width))).reading
    for part in ("left_eye", "right_eye", "mouth"):
        assert getattr(far, part) == pytest.approx(getattr(near, part), abs=0.08), part


def test_a_small_face_is_looked_at_again_in_a_finer_picture(
    astronaut: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = jpeg(on_a_wall(astronaut, (4000, 3000), 2400))
    asked: list[int] = []
    decode = images.decode
    monkeypatch.setattr(
        images, "decode", lambda data, longest: (asked.append(longest), decode(data, longest=longest))[1]
    )
    far, near = read(picture).reading, read(jpeg(astronaut)).reading
    assert asked[:2] == [960, 2880]
    assert (far.mouth, far.left_eye) == pytest.approx((near.mouth, near.left_eye), abs=0.05)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_photo_that_lies_on_its_side_is_read_all_the_same(astronaut: Image.Image, degrees: int) -> None:
    straight, turned = read(jpeg(astronaut)).reading, read(jpeg(astronaut.rotate(degrees))).reading
    for part in ("left_eye", "right_eye", "mouth"):
        assert getattr(turned, part) == pytest.approx(getattr(straight, part), abs=0.08), part


def test_the_points_are_where_the_face_is(astronaut: Image.Image) -> None:
    picture = on_a_wall(astronaut, (4000, 3000), 600)
    sight = look(jpeg(picture))
    nose = sight.points[1, :2] * picture.width / sight.rgb.shape[1]
    expected = np.array([4000 / 5, 1000]) + 600 / 512 * look(jpeg(astronaut)).points[1, :2]
    assert nose == pytest.approx(expected, abs=8)


def test_a_wall_has_no_face() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), np.uint8)
    with pytest.raises(PhotoRefused, match="no_face"):
        look(jpeg(Image.fromarray(noise)))
