"""bin/pin-images, with a `docker` that knows every image, or none."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.servers import ROOT

FILES = ("docker-compose.yml", "Dockerfile")
DIGESTS = """#!/usr/bin/env bash
[ "$1 $2 $3" = "buildx imagetools inspect" ] || exit 2
case "${@: -1}" in *@*) exit 3 ;; esac
printf 'sha256:%s\\n' "$(printf '%s' "${@: -1}$TURN" | sha256sum | cut -d ' ' -f 1)"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def pin(tree: Path, docker: str, turn: str = "") -> subprocess.CompletedProcess[str]:
    programs = tree / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "docker").write_text(docker)
    (programs / "docker").chmod(0o755)
    env = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "TURN": turn}
    return subprocess.run([ROOT / "bin" / "pin-images", tree], env=env, capture_output=True, text=True, timeout=60)


def images(tree: Path) -> list[str]:
    """What both files name, our own image and our own stages aside."""
    found = re.findall(r"^ +image: +(\S+)$", (tree / "docker-compose.yml").read_text(), re.MULTILINE)
    found += re.findall(r"^FROM (\S+)", (tree / "Dockerfile").read_text(), re.MULTILINE)
    return [image for image in found if image not in ("animatch", "packages")]


def test_every_image_is_pinned_and_nothing_else_is_changed(tree: Path) -> None:
    before = {name: (tree / name).read_text() for name in FILES}
    run = pin(tree, DIGESTS)
    assert run.returncode == 0, run.stderr
    assert len(images(tree)) >= 6
    assert all(re.fullmatch(r"\S+:\S+@sha256:[0-9a-f]{64}", image) for image in images(tree))
    for name in FILES:
        assert re.sub(r"@sha256:[0-9a-f]{64}", "", (tree / name).read_text()) == re.sub(
            r"@sha256:[0-9a-f]{64}", "", before[name]
        )


def test_run_again_it_follows_the_tags(tree: Path) -> None:
    pin(tree, DIGESTS)
    first = images(tree)
    pin(tree, DIGESTS, turn="later")
    assert len(images(tree)) == len(first)
    assert not set(images(tree)) & set(first)
    assert all(image.count("@") == 1 for image in images(tree))


@pytest.mark.parametrize("docker", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\necho latest\n"])
def test_without_a_digest_nothing_is_touched(tree: Path, docker: str) -> None:
    before = {name: (tree / name).read_text() for name in FILES}
    run = pin(tree, docker)
    assert run.returncode != 0
    assert run.stderr
    assert {name: (tree / name).read_text() for name in FILES} == before
