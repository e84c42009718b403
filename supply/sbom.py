"""What an installation is made of, as CycloneDX 1.6: `bin/sbom`.

Packages come from requirements.txt, for every platform that it is for; what a package says of its licence is known
where it is installed. Everything else that others made is in vendored.toml. The same tree gives the same bytes.
"""

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from animatch import model_bundle

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<when>[^\\]+?))? *\\?$", re.MULTILINE)

Component = dict[str, Any]


def bill() -> dict[str, Any]:
    """The whole bill of materials."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = {"type": "application", "bom-ref": "animatch", "name": project["name"], "version": project["version"]}
    parts = sorted([*packages(), *vendored()], key=lambda part: part["bom-ref"].lower())
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": ours | {"licenses": [{"license": {"id": project["license"]}}]}},
        "components": parts,
        "dependencies": [{"ref": "animatch", "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def packages() -> Iterator[Component]:
    """Every package that is pinned, with the machines that it is for where it is not for all."""
    for pin in PINNED.finditer((ROOT / "requirements.txt").read_text(encoding="utf-8")):
        if "never" in (pin["when"] or ""):
            # overrides.txt takes it away.
            continue
        purl = f"pkg:pypi/{pin['name'].lower().replace('_', '-')}@{pin['version']}"
        part: Component = {"type": "library", "bom-ref": purl, "name": pin["name"], "version": pin["version"]}
        part["purl"] = purl
        if found := _licences(pin["name"], pin["version"]):
            part["licenses"] = found
        if pin["when"]:
            part["properties"] = [{"name": "animatch:when", "value": pin["when"]}]
        yield part


def _licences(name: str, version: str) -> list[dict[str, Any]]:
    """What the installed package says; nothing for another version, or one that is not for this machine."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return []
    if said["Version"] != version:
        return []
    if "License-Expression" in said:
        return [{"expression": said["License-Expression"]}]
    kinds = [kind.rpartition(" :: ")[2] for kind in said.get_all("Classifier") or () if kind.startswith("License ::")]
    # Some put the whole text where its name belongs.
    texts = said.get_all("License") or [""]
    names = kinds or [line.strip() for line in texts[0].splitlines()[:1] if line.strip()]
    return [{"license": {"name": name}} for name in names]


def vendored() -> Iterator[Component]:
    """What is in vendored.toml, each with its files and their hashes."""
    for entry in entries():
        ref = entry.get("purl") or f"vendored:{entry['name']}@{entry['version']}"
        part: Component = {"type": entry["type"], "bom-ref": ref, "name": entry["name"], "version": entry["version"]}
        part["licenses"] = [{"license": {"id": entry["licence"]}}]
        part |= {"purl": entry["purl"]} if "purl" in entry else {}
        if "changed" in entry:
            part["pedigree"] = {"notes": entry["changed"]}
        if entry.get("fetched"):
            part |= {"scope": "optional", "hashes": [_hash(model_bundle.SHA256)]}
            part["externalReferences"] = [{"type": "distribution", "url": model_bundle.URL}]
        if found := [_file(ref, path) for path in files(entry)]:
            part["components"] = found
        yield part


def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "supply" / "vendored.toml").read_text("utf-8"))["component"]
    return found


def files(entry: dict[str, Any]) -> list[Path]:
    """The files of an entry of vendored.toml."""
    return sorted(path for pattern in entry["files"] for path in ROOT.glob(pattern))


def _file(parent: str, path: Path) -> Component:
    name = path.relative_to(ROOT).as_posix()
    hashed = _hash(hashlib.sha256(path.read_bytes()).hexdigest())
    return {"type": "file", "bom-ref": f"{parent}#{path.name}", "name": name, "hashes": [hashed]}


def _hash(sha256: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": sha256}


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
