import subprocess
import sys

from animatch.platform import descriptors

ASK = f"import runpy; print(runpy.run_path({descriptors.__file__!r})['raise_limit']())"


def asked(limits: str) -> int:
    """What a process gets that was started with these limits."""
    command = ["bash", "-c", f'{limits}; exec "$@"', "bash", sys.executable, "-c", ASK]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def test_a_process_takes_what_its_user_may_have() -> None:
    assert asked("ulimit -Sn 256 && ulimit -Hn 3000") == 3_000


def test_what_nobody_needs_is_left_alone() -> None:
    assert asked("ulimit -Sn 1024 && ulimit -Hn 15000") == 10_240
