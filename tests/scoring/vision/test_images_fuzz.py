"""A fuzzer's attention for the picture decoders: always the same tries, or a minute of them."""

import os
import subprocess
import sys
from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.scoring.vision.conftest import ROOT


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has no wheel for this Python or machine")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("bound", ["-runs=20000", pytest.param("-max_total_time=60", marks=pytest.mark.slow)])
def test_no_bytes_bring_the_decoder_down(bound: str, tmp_path: Path) -> None:
    # A process inherits the peak memory of the one that started it, ours, and the fuzzer would count
    # that as its own: so a small shell stands between.
    fuzz = [sys.executable, "-W", "ignore", "-m", "tests.scoring.vision.fuzz_images", bound, "-seed=7"]
    fuzz.append(f"-artifact_prefix={tmp_path}/")
    # Python's own handler would come before the fuzzer's, which keeps the bytes.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONFAULTHANDLER"}
    run = subprocess.run(
        ["sh", "-c", '"$@"; exit $?', "--", *fuzz], cwd=ROOT, env=env, capture_output=True, text=True, errors="replace"
    )
    kept = {path.name: b64encode(path.read_bytes()).decode() for path in tmp_path.iterdir()}
    assert run.returncode == 0, f"{run.returncode} {run.stdout[-2000:]} {run.stderr[-4000:]} {kept}"
    assert "DONE" in run.stderr
