"""Both face meshes behave alike: in this environment, and the second one on mediapipe 1.2 too."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from scoring.vision import face_mesh, images
from scoring.vision.face_mesh import FaceMesh, MeshMissing, TaskMesh, make_mesh, thread_mesh
from scoring.vision.quiet import quiet
from scoring.vision.readings import levelled, lid_openness, mouth_openness
from scoring.vision.warmup_face import sketched_face
from tests.scoring.vision.conftest import BUNDLE, ROOT, jpeg


@pytest.fixture(autouse=True)
def _own_mesh() -> Iterator[None]:
    """No mesh chosen by one test is met by the next."""
    face_mesh.close_thread_mesh()
    yield
    face_mesh.close_thread_mesh()


@pytest.fixture(params=["wheel", "task"])
def mesh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaceMesh]:
    """Each implementation in turn; skips one whose model is not at hand."""
    if request.param == "task":
        if not BUNDLE.is_file():
            pytest.skip("no face_landmarker.task beside this checkout")
        monkeypatch.setenv("FACE_LANDMARKER_TASK", str(BUNDLE))
    elif not face_mesh.carries_models():
        pytest.skip("this mediapipe carries no models")
    made = make_mesh()
    yield made
    made.close()


def check_conformance(mesh: FaceMesh, face: np.ndarray) -> None:
    """What every face mesh promises; `face` is the astronaut, RGB (512, 512, 3)."""
    (points,) = mesh.find(face)
    assert points.shape == (478, 3)
    assert points.dtype == np.float32
    assert points[1, :2] == pytest.approx((230, 135), abs=15)
    assert np.ptp(points[:, 0]) == pytest.approx(92, abs=14)
    level = levelled(points)
    assert min(lid_openness(level)) >= 0.8
    assert mouth_openness(level) < 0.3
    assert mesh.find(np.full((300, 400, 3), 127, np.uint8)) == []
    head = face[0:300, 100:350]
    both = np.hstack([head, head])
    assert sorted(round(float(found[1, 0])) // 250 for found in mesh.find(both)) == [0, 1]
    assert mesh.find(np.zeros((1, 1, 3), np.uint8)) == []
    assert len(mesh.find(sketched_face())) == 1


def test_a_mesh_keeps_its_promises(mesh: FaceMesh, astronaut: Image.Image) -> None:
    check_conformance(mesh, np.asarray(astronaut))


def test_a_mesh_gives_the_same_answer_twice(mesh: FaceMesh, astronaut: Image.Image) -> None:
    first, second = (mesh.find(np.asarray(astronaut))[0] for _ in range(2))
    assert first == pytest.approx(second, abs=0.01)


def test_the_wheels_mesh_sees_what_mediapipes_own_way_sees(astronaut: Image.Image) -> None:
    if not face_mesh.carries_models():
        pytest.skip("this mediapipe carries no models")
    ours = make_mesh()
    # Late, for newer versions have none.
    from mediapipe.python.solutions.face_mesh import FaceMesh as Solution

    with quiet(), Solution(static_image_mode=True, max_num_faces=4, refine_landmarks=True) as theirs:
        for rgb in (np.asarray(picture) for picture in easy_and_hard(astronaut)):
            faces = theirs.process(rgb).multi_face_landmarks or []
            points = [[(point.x, point.y, point.z) for point in face.landmark] for face in faces]
            expected = [
                np.array(face, np.float32) * np.float32([rgb.shape[1], rgb.shape[0], rgb.shape[1]]) for face in points
            ]
            np.testing.assert_array_equal(ours.find(rgb), expected)


def easy_and_hard(astronaut: Image.Image) -> Iterator[Image.Image]:
    """One face, none, three, and faces at the edge of what can be found."""
    yield astronaut
    yield Image.new("RGB", (300, 400), "grey")
    head, group = astronaut.crop((100, 0, 350, 300)), Image.new("RGB", (750, 300))
    for number in range(3):
        group.paste(head, (250 * number, 0))
    yield group
    for radius in (3, 6, 9, 12, 15):
        yield head.filter(ImageFilter.GaussianBlur(radius))
    for angle in range(20, 120, 10):
        yield head.rotate(angle)


def test_a_thread_keeps_its_mesh_and_shares_it_with_nobody() -> None:
    meshes = [thread_mesh(), thread_mesh()]
    thread = threading.Thread(target=lambda: meshes.append(thread_mesh()))
    thread.start()
    thread.join()
    assert meshes[0] is meshes[1] is not meshes[2]


def test_a_mesh_is_replaced_after_its_share_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_mesh, "RECYCLE_AFTER", 3)
    meshes = [thread_mesh() for _ in range(4)]
    assert meshes[0] is meshes[2] is not meshes[3]
    assert len(meshes[3].find(sketched_face())) == 1


FORKED = """
import os, sys, threading
from scoring.vision.face_mesh import MeshMissing, thread_mesh
from scoring.vision.warmup_face import sketched_face

def say(word):
    print(word, flush=True)

if "early" in sys.argv:
    thread_mesh()
    warm, rest = threading.Event(), threading.Event()
    threading.Thread(target=lambda: (thread_mesh(), warm.set(), rest.wait()), daemon=True).start()
    warm.wait()
child = os.fork()
if child == 0:
    try:
        say(len(thread_mesh().find(sketched_face())))
    except MeshMissing as missing:
        say(missing.message)
    raise SystemExit
say(os.waitpid(child, 0)[1])
say(len(thread_mesh().find(sketched_face())))
"""


def forked(*when: str) -> list[str]:
    """What a child, then its parent, say of the faces they find."""
    command = [sys.executable, "-W", "ignore", "-c", FORKED, *when]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=100)
    return run.stdout.splitlines()


def test_a_child_forked_in_time_makes_its_own_mesh() -> None:
    assert forked() == ["1", "0", "1"]


def test_a_child_forked_too_late_says_so_and_ends_in_peace() -> None:
    said, *rest = forked("early")
    assert "Warm up after forking" in said
    assert rest == ["0", "1"]


def test_a_missing_model_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FACE_LANDMARKER_TASK", str(tmp_path / "nothing.task"))
    with pytest.raises(MeshMissing) as caught:
        make_mesh()
    assert "nothing.task" in caught.value.message
    monkeypatch.delenv("FACE_LANDMARKER_TASK")
    monkeypatch.setattr(face_mesh, "carries_models", lambda: False)
    with pytest.raises(MeshMissing) as caught:
        make_mesh()
    assert "FACE_LANDMARKER_TASK" in caught.value.message


def test_the_environment_chooses_the_tasks_mesh(monkeypatch: pytest.MonkeyPatch) -> None:
    if not BUNDLE.is_file():
        pytest.skip("no face_landmarker.task beside this checkout")
    monkeypatch.setenv("FACE_LANDMARKER_TASK", str(BUNDLE))
    assert isinstance(thread_mesh(), TaskMesh)


FRESH = """
import json, sys
import scoring.vision.photo, scoring.vision.anime
early = sorted(name for name in sys.modules if name.split(".")[0] in ("mediapipe", "matplotlib"))
from scoring.vision.photo import warm_up
warm_up()
print(json.dumps({"early": early, "plots": "matplotlib" in sys.modules, "mesh": "mediapipe" in sys.modules}))
"""


def test_mediapipe_comes_at_first_use_quietly_and_without_its_plots() -> None:
    run = subprocess.run([sys.executable, "-c", FRESH], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == {"early": [], "plots": False, "mesh": True}
    assert run.stderr == ""


SECOND = """
import sys
from importlib.metadata import version
import numpy as np
from PIL import Image
from scoring.vision.face_mesh import TaskMesh, make_mesh
from tests.scoring.vision.test_face_mesh import check_conformance
assert version("mediapipe").startswith("1.2."), version("mediapipe")
mesh = make_mesh()
assert isinstance(mesh, TaskMesh)
check_conformance(mesh, np.asarray(Image.open(sys.argv[1]).convert("RGB")))
print("kept")
"""


def test_the_tasks_mesh_keeps_its_promises_on_mediapipe_1_2(
    newer_mediapipe: Path, astronaut: Image.Image, tmp_path: Path
) -> None:
    face = tmp_path / "face.jpg"
    face.write_bytes(jpeg(astronaut))
    env = os.environ | {"FACE_LANDMARKER_TASK": str(BUNDLE), "PYTHONPATH": f"{newer_mediapipe}{os.pathsep}{ROOT}"}
    run = subprocess.run([sys.executable, "-c", SECOND, face], cwd=ROOT, env=env, capture_output=True, text=True)
    assert run.stdout == "kept\n", run.stderr
    assert run.stderr == ""


def test_a_photo_is_found_by_the_mesh_that_a_thread_keeps(astronaut: Image.Image) -> None:
    rgb = images.decode(jpeg(astronaut), longest=960)
    assert len(thread_mesh().find(rgb)) == 1
