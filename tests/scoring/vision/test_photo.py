"""The whole way of a photo: bytes in, an explained score or a typed refusal out."""

import json

import pytest
from PIL import Image

from scoring.vision import face_mesh
from scoring.vision.calibration import CalibratedRange
from scoring.vision.errors import PhotoRefused
from scoring.vision.photo import judge, read, warm_up
from scoring.vision.similarity import Target
from tests.scoring.vision.conftest import jpeg

OPEN_EYES = Target.from_label("OECM")


def test_a_face_that_does_what_is_wanted_is_a_full_match(astronaut: Image.Image) -> None:
    assert judge(jpeg(astronaut), OPEN_EYES).similarity == 1


def test_a_judgement_is_ready_for_json(astronaut: Image.Image) -> None:
    told = json.loads(json.dumps(judge(jpeg(astronaut), Target.from_label("CEOM")).as_dict()))
    assert set(told) == {"similarity", "advice", "parts", "reading", "overlay", "faces"}
    assert set(told["parts"]["eyes"]) == {"read", "wanted", "cost", "words", "digits"}
    assert set(told["overlay"]) == {"left_eye", "right_eye", "mouth"}
    assert told["similarity"] == 0


def test_a_photo_without_a_face_is_refused(astronaut: Image.Image) -> None:
    for picture in (Image.new("RGB", (800, 600), "grey"), astronaut.crop((0, 300, 512, 512))):
        with pytest.raises(PhotoRefused) as caught:
            judge(jpeg(picture), OPEN_EYES)
        assert caught.value.code == "no_face"


def test_of_several_faces_the_largest_is_scored_and_the_guest_is_told(astronaut: Image.Image) -> None:
    head = astronaut.crop((100, 0, 350, 300))
    group = Image.new("RGB", (500, 300), "grey")
    group.paste(head, (0, 0))
    group.paste(head.resize((200, 240)), (270, 40))
    seen = read(jpeg(group))
    assert seen.reading.faces == 2
    assert seen.reading.box[0] < 0.4
    assert seen.as_dict()["note"] == "2 faces in this photo: the largest one was scored."


def test_a_calibrated_player_is_scored_in_the_own_range(astronaut: Image.Image) -> None:
    own = CalibratedRange(eyes_shut=0.9, eyes_open=1.0, mouth_shut=0.0, mouth_open=0.17)
    assert judge(jpeg(astronaut), Target.from_label("OEOM"), own).similarity > 0.95


def test_a_thread_that_is_warm_has_its_mesh_and_has_seen_a_face(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    make = face_mesh.make_mesh

    def watched() -> face_mesh.FaceMesh:
        mesh = make()
        find = mesh.find
        mesh.find = lambda rgb: (faces := find(rgb), found.append(len(faces)))[0]
        return mesh

    face_mesh.close_thread_mesh()
    monkeypatch.setattr(face_mesh, "make_mesh", watched)
    warm_up()
    assert found and all(found)
    assert face_mesh._own.mesh is not None


def test_a_mesh_that_failed_is_not_used_again(astronaut: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find(self, rgb: object) -> list:
            raise RuntimeError("the graph has stopped")

        def close(self) -> None:
            raise RuntimeError("it has stopped already")

    monkeypatch.setattr(face_mesh._own, "mesh", Broken())
    with pytest.raises(RuntimeError, match="the graph has stopped"):
        read(jpeg(astronaut))
    assert judge(jpeg(astronaut), OPEN_EYES).similarity == 1
