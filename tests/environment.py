"""Loaded before Django's settings: every run has a data folder of its own, and leaves none behind.

Each of several test processes has its own part of everything they would share: a folder, a Redis
database (which the channel layer's names follow) and a bucket. pytest-django does so for Postgres.
"""

import atexit
import os
import shutil
import tempfile

worker = os.environ.get("PYTEST_XDIST_WORKER")

if worker is None and "DATA_DIR" not in os.environ:
    folder = tempfile.mkdtemp(prefix="animatch-test-")
    os.environ["DATA_DIR"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)

# The pages' files are the same for all: one of them makes them ready.
os.environ.setdefault("PUBLISHED_DIR", f"{os.environ['DATA_DIR']}/static")

if worker is not None:
    os.environ["DATA_DIR"] += f"/{worker}"
    if "REDIS_URL" in os.environ:
        server, _, _ = os.environ["REDIS_URL"].rpartition("/")
        os.environ["REDIS_URL"] = f"{server}/{int(worker.removeprefix('gw')) + 1}"
    if "S3_BUCKET" in os.environ:
        # Late, for the settings are read on the way.
        from tests.servers import make_bucket

        os.environ["S3_BUCKET"] += f"-{worker}"
        make_bucket(os.environ["S3_ENDPOINT_URL"], os.environ["S3_BUCKET"])
