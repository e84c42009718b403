"""A party server of its own, and phones: contexts of one real Chromium whose camera shows a real face."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from skimage.data import astronaut

from tests.processes import Process, free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 60_000
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run"]


class Party(Process):
    """`manage.py party` with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        servers = ("DATABASE_URL", "REDIS_URL", "S3_BUCKET")
        env = {name: value for name, value in os.environ.items() if name not in servers}
        env["DATA_DIR"] = str(folder / "var")
        command = [sys.executable, str(ROOT / "manage.py"), "party", "--host", "127.0.0.1", "--port", str(self.port)]
        super().__init__("The party", command, folder / "party.log", env)

    def manage(self, *command: str, typed: str = "") -> None:
        """Run another command of manage.py on the same data."""
        program = [sys.executable, str(ROOT / "manage.py"), *command]
        subprocess.run(program, env=self.env, input=typed, text=True, check=True, capture_output=True, timeout=60)

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


@pytest.fixture(scope="session")
def party(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Party]:
    party = Party(tmp_path_factory.mktemp("party"))
    party.start()
    yield party
    party.stop()


@pytest.fixture(scope="session")
def party_url(party: Party) -> str:
    return party.url


@pytest.fixture(scope="session")
def face_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second of a smiling face, as the raw 4:2:0 video that Chromium takes for a camera."""
    frame = cv2.resize(astronaut()[0:255, 60:400], (640, 480))
    picture = cv2.cvtColor(frame, cv2.COLOR_RGB2YUV_I420).tobytes()
    path = tmp_path_factory.mktemp("camera") / "face.y4m"
    path.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + (b"FRAME\n" + picture) * 10)
    return path


@pytest.fixture(scope="module")
def browser(face_video: Path) -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or pytest.fail("chromium is not installed")
    camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    camera.append(f"--use-file-for-fake-video-capture={face_video}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET + camera)
        yield browser
        browser.close()


NO_METER = "export const startMeter = ({ heard }) => ((globalThis.heard = heard), () => {});"


class Complaints:
    """What the pages' consoles complain about, breaches of their policy too; nothing may be left at a test's end."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._deaf = False

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"{page.url}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        # A ticket that a phone asks for ahead may be refused: the round closed meanwhile. Nobody sees that.
        ahead = url.endswith("/uploads") and "409" in message.text
        against_policy = "Content Security Policy" in message.text
        if message.type in ("error", "warning") and (against_policy or not (self._deaf or ahead)):
            self.heard.append(f"{url}: {message.text}")

    @contextmanager
    def expected(self) -> Iterator[None]:
        """For as long as the network is cut on purpose."""
        self._deaf = True
        yield
        self._deaf = False


@pytest.fixture(scope="module")
def run(browser: Browser, party_url: str) -> Iterator[Callable[[str], Any]]:
    """Evaluates an expression with our modules loaded under the names below; what the meter sees, `heard` is told."""
    page = browser.new_page(base_url=party_url)
    page.route("**/meter/meter*.js", lambda route: route.fulfill(content_type="text/javascript", body=NO_METER))
    page.goto("/privacy/")
    names = {name: f"live/{name}" for name in ("patch", "store", "cards")}
    names |= {
        "poser": "meter/poser",
        "posed": "meter/posed",
        "puppet": "stage/puppet",
        "heads": "stage/heads",
        "music": "stage/music",
        "beats": "kinds/beats",
    }
    names |= {"hands": "photos/hands-free", "sound": "ui/sound", "sticker": "ui/sticker"}
    names["posing"] = "screens/capture"
    names |= {name: f"ui/{name}" for name in ("photo", "advice", "score", "shouts", "podium", "standings", "names")}
    names |= {name: f"ui/{name}" for name in ("audio", "instruments", "tunes")}
    loads = ", ".join(f"{name}: await import('/static/js/{path}.js')" for name, path in names.items())
    unpack = f"const {{ {', '.join(names)} }} = {{ {loads} }}"
    yield lambda code: page.evaluate(f"async () => {{ {unpack}; return {code}; }}")
    page.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    complaints = Complaints()
    yield complaints
    assert complaints.heard == []


@pytest.fixture
def screen(browser: Browser, complaints: Complaints, party_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own: another person's phone, or the big screen."""
    opened = []

    def open_screen(width: int = 360, height: int = 740, **options: object) -> Page:
        options = {"base_url": party_url, "viewport": {"width": width, "height": height}} | options
        context = browser.new_context(**options)
        # A face that happens to fit would take photos that no test has counted.
        context.add_init_script("try { localStorage['animatch.handsfree'] ??= 'off' } catch {}")
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        page = context.new_page()
        complaints.listen(page)
        opened.append(context)
        return page

    yield open_screen
    for context in opened:
        context.close()
