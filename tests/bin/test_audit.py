"""What bin/audit says, with pip-audit asking a small server of our own, or nobody."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from supply.audit import tell
from tests.servers import ROOT

WEAK = {
    "id": "GHSA-test",
    "summary": "Anybody may do anything.",
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "999.0"}]}],
        }
    ],
}


class Feed(BaseHTTPRequestHandler):
    """Knows one weakness of Django and nothing else."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps({"vulns": [WEAK]} if asked["package"]["name"] == "django" else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def feed() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Feed) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def audit(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    options = ["--vulnerability-service=osv", f"--osv-url={url}", f"--cache-dir={folder}"]
    env = os.environ | {"PYTHON": sys.executable, "NO_PROXY": "*"}
    return subprocess.run([ROOT / "bin" / "audit", *options], env=env, capture_output=True, text=True, timeout=110)


def test_a_known_weakness_is_named_and_ends_it_with_an_error(tmp_path: Path, feed: str) -> None:
    found = audit(tmp_path, feed)
    assert found.returncode == 1, found.stderr
    assert "GHSA-test, mended in 999.0" in found.stdout
    assert "1 known weaknesses" in found.stdout


def test_where_nobody_can_be_asked_it_says_so_in_one_line_and_is_content(tmp_path: Path) -> None:
    found = audit(tmp_path, "http://127.0.0.1:1/v1/query")
    assert (found.returncode, found.stdout.count("\n")) == (0, 1), found.stderr
    assert found.stdout.startswith("Audit: skipped, for its source cannot be reached")


def test_any_other_failure_is_one(tmp_path: Path) -> None:
    command = [ROOT / "bin" / "audit", "--no-such-option"]
    found = subprocess.run(command, env=os.environ | {"PYTHON": sys.executable}, capture_output=True, timeout=60)
    assert found.returncode == 1


def test_a_source_that_knows_no_package_has_not_audited_anything(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell([{"name": "django", "skip_reason": "not found"}]) == 0
    assert capsys.readouterr().out == "Audit: skipped, for its source knows none of our packages.\n"


def test_what_the_source_does_not_know_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    known = {"name": "celery", "version": "5.7.0", "vulns": []}
    assert tell([known, {"name": "ours", "skip_reason": "not found"}]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Audit: 1 packages, 0 known weaknesses.",
        "Unknown to the source: ours.",
    ]
