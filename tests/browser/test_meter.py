"""The live meter in a real browser: the server's formulas, its own mesh, and a camera that shows a picture."""

import functools
import http.server
import io
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from skimage import data

from scoring.vision import photo, readings
from scoring.vision.calibration import CalibratedRange
from scoring.vision.face_mesh import close_thread_mesh, thread_mesh
from scoring.vision.parts import KINDS
from scoring.vision.similarity import Target, score
from tests.browser.conftest import PATIENCE, ROOT
from tests.browser.meter_page import Static

pytestmark = pytest.mark.browser

FACES = ROOT.parent / "shared" / "faces"


@pytest.fixture(scope="module")
def site() -> Iterator[SimpleNamespace]:
    asked: list[str] = []
    handler = functools.partial(type("Recording", (Static,), {"asked": asked}), directory=ROOT / "static")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}/", asked=asked)
        server.shutdown()


def opened(browser: Browser, site: SimpleNamespace) -> Page:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.set_default_timeout(PATIENCE)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(site.url)
    return page


def camera_on(page: Page) -> None:
    page.evaluate(
        """async () => {
            const video = document.querySelector("video");
            video.srcObject?.getTracks().forEach((track) => track.stop());
            video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
            await video.play();
        }"""
    )


@pytest.fixture(scope="module")
def page(browser: Browser, site: SimpleNamespace) -> Iterator[Page]:
    """One page for all that is to be asked of a mesh, because loading it is what takes time."""
    page = opened(browser, site)
    yield page
    page.close()


@pytest.fixture(scope="module", autouse=True)
def _mesh_is_given_back() -> Iterator[None]:
    yield
    close_thread_mesh()


def jpeg_of(film: Path) -> bytes:
    """The first picture of a film, which is 4:2:0 after two lines of text."""
    planes = film.read_bytes().split(b"FRAME\n", 1)[1][: 640 * 480 * 3 // 2]
    rgb = cv2.cvtColor(np.frombuffer(planes, np.uint8).reshape(720, 640), cv2.COLOR_YUV2RGB_I420)
    jpeg = io.BytesIO()
    Image.fromarray(rgb).save(jpeg, "JPEG")
    return jpeg.getvalue()


def look_on(page: Page, times: int) -> None:
    """Wait for so many looks; Playwright's own waiting evaluates text, which the policy forbids."""
    wait = "async (end) => { while (looks < end) await new Promise((done) => setTimeout(done, 20)); }"
    page.evaluate(wait, page.evaluate("looks") + times)


def points_of(rgb: np.ndarray) -> np.ndarray:
    return max(thread_mesh().find(rgb), key=np.ptp)


def moved(points: np.ndarray, lids: float, lips: float, roll: float) -> np.ndarray:
    """The same face with its lids and lips apart by so many times, turned by so many degrees."""
    points = points.copy()
    for upper, lower in (*readings._LEFT_LIDS, *readings._RIGHT_LIDS):
        points[upper] = points[lower] + lids * (points[upper] - points[lower])
    points[14, 1] += lips * abs(points[308, 0] - points[78, 0])
    angle = np.radians(roll)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    return np.hstack([points[:, :2] @ turn, points[:, 2:]])


def read_in_browser(page: Page, faces: list[np.ndarray], rgb: np.ndarray) -> list[dict[str, float]]:
    height, width = rgb.shape[:2]
    landmarks = [(points / (width, height, width)).ravel().tolist() for points in faces]
    return page.evaluate(
        """async ([faces, width, height]) => {
            const { read } = await import("/js/meter/expression.js");
            return faces.map((face) => read(Float32Array.from(face), width, height));
        }""",
        [landmarks, width, height],
    )


def assert_alike(page: Page, faces: list[np.ndarray], rgb: np.ndarray) -> None:
    for points, here in zip(faces, read_in_browser(page, faces, rgb), strict=True):
        there = readings.read(points, rgb)
        for part in ("left_eye", "right_eye", "mouth"):
            assert here[part] == pytest.approx(getattr(there, part), abs=0.01), part
        assert here["parts"] == pytest.approx({part: there.part(part) for part in KINDS}, abs=0.01)


def test_the_same_landmarks_read_alike_here_and_on_the_server(page: Page) -> None:
    rgb = data.astronaut()
    points = points_of(rgb)
    poses = itertools.product((0, 0.2, 0.45, 0.7, 1), (0, 0.2, 0.5, 1.2), (-35, 0, 20))
    assert_alike(page, [moved(points, *pose) for pose in poses], rgb)


@pytest.mark.parametrize("name", ["biden.jpg", "biden2.jpg", "obama.jpg", "obama2.jpg"])
def test_other_faces_read_alike_too(page: Page, name: str) -> None:
    if not (FACES / name).exists():
        pytest.skip("needs a folder of portraits beside the project")
    with Image.open(FACES / name) as portrait:
        rgb = np.asarray(portrait.convert("RGB"))
    assert_alike(page, [points_of(rgb)], rgb)


WANTED = {"smile": 1, "brows": 0.5, "tilt": -1, "turn": 0}


def seen(left: float, right: float, mouth: float) -> SimpleNamespace:
    parts = {"smile": mouth, "brows": 2 * left - 1, "tilt": left - right, "turn": 0.3}
    return SimpleNamespace(left_eye=left, right_eye=right, mouth=mouth, part=parts.__getitem__)


def test_the_same_readings_score_alike_here_and_on_the_server(page: Page) -> None:
    steps = (0, 0.15, 0.2, 0.21, 0.5, 0.79, 0.8, 1)
    readings = list(itertools.product(steps, steps, (0, 0.2, 0.45, 0.8)))
    targets = [(0, 0, 1), (1, 1, 0), (1, 0, 0.5), (0.35, 0.6, 0.7)]
    ranges = [
        None,
        {"eyes_shut": 0.1, "eyes_open": 0.6, "mouth_shut": 0.05, "mouth_open": 0.55, "smile": 0.2, "brows": -0.3},
    ]
    here = page.evaluate(
        """async ([readings, targets, ranges, wanted]) => {
            const { calibrated, score } = await import("/js/meter/similarity.js");
            const named = ([left_eye, right_eye, mouth]) => {
                const parts = { smile: mouth, brows: 2 * left_eye - 1, tilt: left_eye - right_eye, turn: 0.3 };
                return { left_eye, right_eye, mouth, parts };
            };
            return readings.flatMap((reading) => targets.flatMap((target) => ranges.map(
                (range) => score(calibrated(named(reading), range), { ...named(target), parts: wanted }).similarity,
            )));
        }""",
        [readings, targets, ranges, WANTED],
    )
    there = [
        score(seen(left, right, mouth), Target(*target, WANTED), own).similarity
        for left, right, mouth in readings
        for target in targets
        for own in (None, CalibratedRange.from_dict(ranges[1]))
    ]
    assert here == pytest.approx(there, abs=1e-9)


def test_nothing_heavy_is_fetched_before_the_camera_is_on(page: Page, site: SimpleNamespace) -> None:
    workers = page.evaluate(
        """async () => {
            let workers = 0;
            globalThis.Worker = class extends Worker { constructor(...given) { super(...given); workers += 1; } };
            const { startMeter } = await import("/js/meter/meter.js");
            const [video, container] = ["video", "main"].map((name) => document.querySelector(name));
            const target = { left_eye: 1, right_eye: 1, mouth: 0, parts: { tilt: 0, turn: 0 } };
            const heard = (reading, match) => Object.assign(globalThis, { heard: { reading, match } });
            globalThis.stop = await startMeter({ video, container, target, heard });
            await new Promise((done) => setTimeout(done, 100));
            return workers;
        }"""
    )
    assert workers == 0
    assert not [path for path in site.asked if "/vendor/mediapipe/" in path]
    assert page.query_selector(".meter") is None


def test_the_meter_says_how_close_you_are(page: Page, site: SimpleNamespace) -> None:
    page.evaluate(
        """() => {
            const [live, snapshot] = [document.getElementById("live"), createImageBitmap];
            Object.assign(globalThis, { spoken: [], looks: 0 });
            new MutationObserver(() => spoken.push(live.textContent)).observe(live, { childList: true });
            globalThis.createImageBitmap = (...given) => ((looks += 1), snapshot(...given));
        }"""
    )
    camera_on(page)
    page.wait_for_selector(".meter[data-state=hold]")
    assert page.inner_text(".meter-match b") == "100%"
    assert page.evaluate("heard.match.hold") is True
    assert 0.8 < page.evaluate("heard.reading.left_eye") <= 1
    assert page.inner_text(".meter-words") == "Hold it!"
    assert page.get_attribute(".meter-eyes", "role") == "meter"
    assert page.get_attribute(".meter-eyes", "aria-valuetext") == "100% open, wanted 100%"
    assert [path for path in site.asked if path.endswith(".wasm.gzip")]
    assert page.complaints == []


def test_a_screen_reader_hears_it_once(page: Page) -> None:
    look_on(page, 8)
    assert page.evaluate("spoken.filter(Boolean)") == ["Hold it!"]


def test_the_meter_rests_while_nobody_sees_it_and_ends_when_told_to(page: Page) -> None:
    rested = """async () => {
        const before = looks;
        await new Promise((done) => setTimeout(done, 500));
        return looks === before;
    }"""
    page.evaluate("document.querySelector('video').style.display = 'none'")
    assert page.evaluate(rested)
    page.evaluate("document.querySelector('video').style.display = ''")
    look_on(page, 1)
    page.evaluate("stop()")
    assert page.query_selector(".meter") is None
    assert page.evaluate(rested)


def test_a_camera_reads_here_as_its_picture_does_on_the_server(page: Page, face_video: Path) -> None:
    camera_on(page)
    here = page.evaluate(
        """async () => {
            const { openMesh } = await import("/js/meter/mesh.js");
            const mesh = await openMesh();
            let reading;
            for (let look = 0; look < 5; look += 1) reading = await mesh.look(document.querySelector("video"));
            return reading;
        }"""
    )
    there = photo.read(jpeg_of(face_video)).reading
    for part in ("left_eye", "right_eye", "mouth"):
        assert here[part] == pytest.approx(getattr(there, part), abs=0.15), part


def test_without_a_face_the_meter_asks_for_one(page: Page) -> None:
    page.evaluate(
        """async () => {
            const { startMeter } = await import("/js/meter/meter.js");
            const [video, container] = ["video", "main"].map((name) => document.querySelector(name));
            const wall = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
            const paint = wall.getContext("2d");
            setInterval(() => paint.fillRect(0, 0, 640, 480), 50);
            video.srcObject?.getTracks().forEach((track) => track.stop());
            video.srcObject = wall.captureStream();
            await video.play();
            globalThis.stop = startMeter({ video, container });
        }"""
    )
    page.wait_for_selector(".meter[data-state=lost]")
    assert page.inner_text(".meter-words") == "Where's your face?"
    page.evaluate("stop()")


def test_where_the_mesh_cannot_be_loaded_the_meter_does_not_appear(browser: Browser, site: SimpleNamespace) -> None:
    page = opened(browser, site)
    page.route("**/*.tflite", lambda route: route.abort())
    camera_on(page)
    outcome = page.evaluate(
        """async () => {
            const { startMeter } = await import("/js/meter/meter.js");
            const { openMesh } = await import("/js/meter/mesh.js");
            startMeter({ video: document.querySelector("video"), container: document.querySelector("main") });
            return openMesh().then(() => "open", () => "refused");
        }"""
    )
    assert outcome == "refused"
    assert page.query_selector(".meter") is None
    assert [words for words in page.complaints if "Failed to load resource" not in words] == []
    page.close()
