"""Loaded before Django's settings: every run has a data folder of its own, and leaves none behind."""

import atexit
import os
import shutil
import tempfile

if "PYTEST_XDIST_WORKER" not in os.environ and "DATA_DIR" not in os.environ:
    folder = tempfile.mkdtemp(prefix="animatch-test-")
    os.environ["DATA_DIR"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
