"""What a process has freed is not to be read in its memory any more, where the C library can see to it."""

import subprocess
import sys

import pytest

from animatch.platform import freed_memory
from tests import process_memory

SIZES = (545, 1032, 1100, 50_000)
PROCESS = """
import contextlib, runpy, sys
module, sizes, overwriting, kept = runpy.run_path(sys.argv[1]), *map(eval, sys.argv[2:])
if kept:
    module["overwriting"].__wrapped__.__globals__["_overwrite_kept"] = lambda glibc: None
with module["overwriting"]() if overwriting else contextlib.nullcontext():
    held = [(bytes(range(200, 216)) + b"%06d" % size).ljust(size - 33, b"-") for size in sizes for _ in range(20)]
    del held
print("freed", flush=True)
sys.stdin.readline()
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory as Linux shows it")


def left(*, overwriting: bool = True, kept: bool = False) -> set[int]:
    """Of objects of which sizes something is in the memory of a process that has freed twenty of each."""
    command = [sys.executable, "-c", PROCESS, freed_memory.__file__, *map(repr, (SIZES, overwriting, kept))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "freed\n"
        parts = list(process_memory.parts(process.pid))
        process.kill()
    return {size for size in SIZES if any(b"%06d" % size + b"-" * 16 in part for part in parts)}


@linux
def test_it_is_overwritten() -> None:
    assert left() == set()


@linux
def test_it_would_be_left_otherwise() -> None:
    assert 50_000 in left(overwriting=False)
    assert 545 in left(kept=True)


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freed_memory, "_glibc", lambda: None)
    with freed_memory.overwriting():
        pass
