"""Nothing of what is silenced stays silent."""

import os
import subprocess
import sys

from scoring.vision.quiet import no_plotting
from tests.scoring.vision.conftest import ROOT

LOUD = """
import os
from scoring.vision.quiet import quiet
os.write(2, b"before ")
try:
    with quiet():
        os.write(2, b"hidden ")
        raise ValueError
except ValueError:
    os.write(2, b"after")
"""


def test_stderr_is_back_afterwards_whatever_happened() -> None:
    run = subprocess.run([sys.executable, "-c", LOUD], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stderr == "before after"


def test_no_descriptor_is_left_open() -> None:
    if not os.path.isdir("/proc/self/fd"):
        return
    script = "import os; from scoring.vision.quiet import quiet\nn = len(os.listdir('/proc/self/fd'))\n"
    script += "for _ in range(20):\n    with quiet(): pass\nassert len(os.listdir('/proc/self/fd')) == n"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_the_real_plotting_library_can_be_imported_after() -> None:
    with no_plotting():
        import matplotlib.pyplot as stub

        assert not hasattr(stub, "plot")
    assert "matplotlib.pyplot" not in sys.modules
