"""A fuzzer's attention for the picture decoders: some seconds of it, or a minute."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.scoring.vision.conftest import ROOT


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has no wheel for this Python or machine")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seconds", [10, pytest.param(60, marks=pytest.mark.slow)])
def test_no_bytes_bring_the_decoder_down(seconds: int) -> None:
    # A process inherits the peak memory of the one that started it, ours, and the fuzzer would count
    # that as its own: so a small shell stands between.
    fuzz = [sys.executable, "-W", "ignore", "-m", "tests.scoring.vision.fuzz_images", str(seconds), "-seed=7"]
    run = subprocess.run(
        ["sh", "-c", '"$@"; exit $?', "--", *fuzz],
        cwd=ROOT, env=os.environ | {"PYTHONFAULTHANDLER": "1"}, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    assert run.returncode == 0, f"{run.returncode} {run.stdout[-2000:]} {run.stderr[-4000:]}"
    assert "DONE" in run.stderr
