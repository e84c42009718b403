"""A photo is opened once where opening it costs much, whoever looks at it afterwards."""

import io

import numpy as np
import pytest
from PIL import Image

from scoring.vision.errors import PhotoRefused
from scoring.vision.images import FINEST, decode, quick_to_open
from tests.scoring.vision.conftest import HERE, jpeg, saved


def test_what_a_phone_usually_sends_is_left_as_it_is(astronaut: Image.Image) -> None:
    data = jpeg(astronaut)
    assert quick_to_open(data) is data


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "progressive"])
def test_all_else_becomes_a_baseline_jpeg_that_looks_the_same(astronaut: Image.Image, kind: str) -> None:
    data = saved(astronaut, "JPEG", progressive=True) if kind == "progressive" else saved(astronaut, kind)
    quick = quick_to_open(data)
    assert quick_to_open(quick) is quick
    seen, before = decode(quick, longest=512), decode(data, longest=512)
    assert np.abs(seen.astype(int) - before).mean() < 3


def test_it_is_upright_and_no_finer_than_anybody_looks(astronaut: Image.Image) -> None:
    turned = quick_to_open((HERE / "data" / "turned.heic").read_bytes())
    upright = decode((HERE / "data" / "upright.heic").read_bytes(), longest=FINEST)
    assert decode(turned, longest=FINEST).shape == upright.shape
    large = quick_to_open(saved(astronaut.resize((4000, 3000)), "PNG"))
    assert max(Image.open(io.BytesIO(large)).size) == FINEST


def test_what_is_no_picture_is_refused_as_before() -> None:
    with pytest.raises(PhotoRefused, match="unsupported_format"):
        quick_to_open(b"a text")
