"""The bill of materials is whole, and everything that others made has its licence beside it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from animatch import model_bundle
from supply import sbom
from tests.servers import ROOT

ENTRIES = sbom.entries()
LICENCES = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
# What a licence's text has to say to be that licence.
WORDS = {
    "MIT": "Permission is hereby granted, free of charge",
    "OFL-1.1": "SIL Open Font License, Version 1.1",
    "Apache-2.0": "Apache License\n                           Version 2.0",
    "CC0-1.0": "CC0 1.0 Universal",
}
# Where others' files lie. Our own among them: the programs that made them.
FOLDERS = [ROOT / "static" / "vendor", ROOT / "scoring" / "vision" / "weights"]


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    env = os.environ | {"PYTHON": sys.executable}
    run = subprocess.run([ROOT / "bin" / "sbom"], env=env, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_it_fits_the_schema(bill: dict[str, Any]) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None


def test_every_package_that_an_installation_may_get_is_in_it(bill: dict[str, Any]) -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pinned = {line.split(" ")[0] for line in lines if re.match(r"\S+==", line) and "'never'" not in line}
    listed = {f"{part['name']}=={part['version']}" for part in bill["components"] if "pypi" in part["bom-ref"]}
    assert listed == pinned


def test_installed_packages_say_what_they_are_licensed_under(bill: dict[str, Any]) -> None:
    django = next(part for part in bill["components"] if part["name"] == "django")
    assert django["licenses"] == [{"expression": "BSD-3-Clause"}]


def test_everything_vendored_is_in_it_with_its_hashes(bill: dict[str, Any]) -> None:
    hashed = {inner["name"] for part in bill["components"] for inner in part.get("components", ()) if inner["hashes"]}
    assert hashed == {path.relative_to(ROOT).as_posix() for path in others()}


def test_the_model_that_is_fetched_is_the_one_that_is_checked(bill: dict[str, Any]) -> None:
    fetched = [part for part in bill["components"] if part.get("scope") == "optional"]
    assert [part["hashes"][0]["content"] for part in fetched] == [model_bundle.SHA256]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_the_text_of_its_licence_is_there(entry: dict[str, Any]) -> None:
    assert WORDS[entry["licence"]] in (ROOT / entry["text"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_it_is_on_the_page_of_licences(entry: dict[str, Any]) -> None:
    row = next(line for line in LICENCES.splitlines() if line.startswith(f"| {entry['name']} |"))
    assert entry["licence"] in row
    assert entry["text"] in row
    assert entry["version"] in row


def others() -> list[Path]:
    """Files in the folders of what others made, without our own programs and the licences."""
    found = [path for folder in FOLDERS for path in folder.rglob("*") if path.is_file()]
    return [path for path in found if path.suffix not in (".py", ".pyc") and "LICENSE" not in path.name]
