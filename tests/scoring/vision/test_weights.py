"""The committed network is what our converter makes of dlib's file, and says what dlib's own says."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scoring.vision import identity
from scoring.vision.identity import DlibResNet
from scoring.vision.weights import __main__ as converter
from scoring.vision.weights import dlib_file, onnx_file, resnet
from tests.scoring.vision.conftest import HERE
from tests.scoring.vision.people import dlib_weights, largest, photo

PEOPLE = ["astronaut", "obama.jpg", "obama2.jpg", "biden.jpg", "biden2.jpg"]
TOLERANCE = 1e-3
"""What 16 bits for 32 may cost; two people are 0.6 apart."""


def test_the_committed_network_is_the_one_that_the_code_asks_for() -> None:
    assert hashlib.sha256(identity.WEIGHTS.read_bytes()).hexdigest() == identity.SHA256


def test_its_licence_lies_beside_it() -> None:
    text = identity.WEIGHTS.with_name("dlib_resnet_v1-LICENSE.txt").read_text()
    assert "CC0 1.0 Universal" in text
    assert "Davis King" in text


def test_converting_again_gives_the_committed_bytes(tmp_path: Path) -> None:
    again = tmp_path / "again.onnx"
    converter.main(str(dlib_weights()), str(again))
    assert again.read_bytes() == identity.WEIGHTS.read_bytes()


def test_the_converter_reads_to_the_last_byte() -> None:
    whole = dlib_weights().read_bytes()
    layers = dlib_file.read(whole)
    assert [layer.kind for layer in layers].count("con") == 29
    assert layers[-1].numbers == (128, 256)
    for damaged in (whole[:-1], whole + b"\0", whole[:1000], b"", b"\1\1" + whole[2:300]):
        with pytest.raises(dlib_file.NotTheNetwork):
            dlib_file.read(damaged)


def test_another_network_is_not_converted() -> None:
    layers = dlib_file.read(dlib_weights().read_bytes())
    for other in (layers[:5] + layers[6:], [dlib_file.Layer("input", (0, 0, 0, 96, 96)), *layers[1:]]):
        with pytest.raises(dlib_file.NotTheNetwork):
            resnet.convert(other)


def test_the_network_gives_the_numbers_that_dlib_once_gave() -> None:
    chip = np.asarray(Image.open(HERE / "data" / "astronaut_chip.png"))
    (found,) = DlibResNet().embed_chips([chip])
    assert np.linalg.norm(found - np.load(HERE / "data" / "astronaut_dlib.npy")) < TOLERANCE


@pytest.mark.parametrize("name", PEOPLE)
def test_the_network_gives_the_numbers_of_dlibs_own(name: str) -> None:
    dlib = pytest.importorskip("dlib", reason="needs dlib-bin to compare with")
    rgb = photo(name)
    theirs = dlib.face_recognition_model_v1(str(dlib_weights()))
    chip = dlib.get_face_chip(rgb, five_points(dlib, largest(rgb)), 150, 0.25)
    expected = np.array(theirs.compute_face_descriptor(chip))
    (found,) = DlibResNet().embed_chips([chip])
    assert np.linalg.norm(found - expected) < TOLERANCE


def five_points(dlib: object, points: np.ndarray) -> object:
    """What dlib's predictor of five landmarks would have found, from our mesh."""
    parts = [dlib.point(round(float(x)), round(float(y))) for x, y in points[[263, 362, 33, 133, 2], :2]]
    return dlib.full_object_detection(dlib.rectangle(0, 0, 1, 1), parts)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_chip_of_ours_is_as_good_as_dlibs(name: str) -> None:
    dlib = pytest.importorskip("dlib", reason="needs dlib-bin to compare with")
    rgb, network = photo(name), DlibResNet()
    points = largest(rgb)
    chip = dlib.get_face_chip(rgb, five_points(dlib, points), 150, 0.25)
    apart = np.linalg.norm(network.embed_chips([chip])[0] - network.embed(rgb, [points])[0])
    assert apart < 0.06, "a tenth of the threshold"


def test_numbers_are_written_as_protocol_buffers_have_them() -> None:
    made = onnx_file.constant("c", np.array([1, 300], np.int64))
    assert made == b"\x08\x02\x10\x07\x42\x01c\x4a\x10" + np.array([1, 300], "<i8").tobytes()
    assert onnx_file.node("Pad", ["a", "b"], "o", axis=300).endswith(b"\x2a\x0c\x0a\x04axis\x18\xac\x02\xa0\x01\x02")
    with pytest.raises(ValueError, match="negative"):
        onnx_file.node("Flatten", [], "o", axis=-1)
