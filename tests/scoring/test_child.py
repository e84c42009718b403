import io
from dataclasses import replace

import pytest
from PIL import Image

from scoring import child
from scoring.vision import photo
from scoring.vision.calibration import AT_REST, MOST_AT_REST
from scoring.vision.kept import drawing_only
from tests.scoring.vision.conftest import jpeg
from tests.support.photos import astronaut


def test_two_different_shots_give_a_range_and_what_the_face_is_at_rest(monkeypatch):
    """Readings of a relaxed and of an extreme face, as nobody in our photos makes one."""
    seen = photo.read(astronaut())
    readings = [(0.7, 0.6, 0.0), (0.1, 0.2, 0.6)]

    def read(data):
        left, right, mouth = readings.pop(0)
        return replace(seen, reading=replace(seen.reading, left_eye=left, right_eye=right, mouth=mouth))

    monkeypatch.setattr(photo, "read", read)
    told, _ = child.answer({"ask": "calibrate", "quick": True}, [astronaut(), astronaut()])
    range_ = {"eyes_shut": 0.15, "eyes_open": 0.65, "mouth_shut": 0.0, "mouth_open": 0.6}
    rest = {name: min(MOST_AT_REST, seen.reading.part(name)) for name in AT_REST}
    assert told["calibration"] == pytest.approx(range_ | rest, abs=1e-4)


def test_a_decoder_that_had_no_memory_says_so_in_its_own_way(monkeypatch):
    def hungry(data, *more):
        try:
            raise RuntimeError("Failed to allocate: Insufficient memory")
        except RuntimeError as error:
            raise photo.PhotoRefused("unreadable") from error

    monkeypatch.setattr(photo, "read", hungry)
    told, _ = child.answer({"ask": "calibrate", "quick": False}, [astronaut(), astronaut()])
    assert told["code"] == "too_heavy"


def test_a_picture_is_given_back_upright_small_and_bare():
    question = {"ask": "picture", "longest": 300, "box": None}
    woman = Image.open(io.BytesIO(astronaut()))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "at home"
    told, kept = child.answer(question, [jpeg(woman.crop((0, 0, 512, 256)), exif=exif)])
    with Image.open(io.BytesIO(kept)) as picture:
        assert (told, picture.size, len(picture.getexif())) == ({"code": "opened"}, (150, 300), 0)


def test_a_box_cuts_out_a_part_of_a_picture_that_is_turned_upright_first():
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste("red", (300, 0, 400, 100))
    exif = Image.Exif()
    exif[0x0112] = 6
    question = {"ask": "picture", "longest": 384, "box": [0.5, 0.75, 0.5, 0.25]}
    _, kept = child.answer(question, [jpeg(picture, exif=exif)])
    with Image.open(io.BytesIO(kept)) as part:
        assert part.size == (100, 100)
        assert part.resize((1, 1)).getpixel((0, 0))[1] < 60


def test_a_light_photo_is_kept_pixel_for_pixel_progressive_or_not():
    with Image.open(io.BytesIO(astronaut())) as woman:
        light = jpeg(woman, progressive=True)
    question = {
        "ask": "score",
        "target": {"left_eye": 1, "right_eye": 1, "mouth": 0},
        "calibration": None,
        "copy": True,
    }
    told, kept = child.answer({**question, "quick": True}, [light])
    assert (told["code"], kept) == ("scored", drawing_only(light, 1280))


@pytest.mark.parametrize(
    ("question", "pictures", "seconds"),
    [
        ({"ask": "score"}, 1, child.PROCESSOR_SECONDS),
        ({"ask": "calibrate"}, 2, 2 * child.PROCESSOR_SECONDS),
        ({"ask": "faces", "single": True}, 1, child.PROCESSOR_SECONDS),
        ({"ask": "faces", "single": False}, 1, child.CROWD_PROCESSOR_SECONDS),
    ],
)
def test_whoever_is_to_find_everybody_has_longer(question, pictures, seconds):
    assert child.allowed(question, pictures) == seconds
