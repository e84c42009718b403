"""What docs/security.md and SECURITY.md name is there."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
TEXTS = {"docs/security.md": PAGE} | {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("SECURITY.md", "docs/licences.md")
}
# Files of the repository; other paths in backticks are addresses, keys of the bucket, or lie on another machine.
PATHS = sorted(
    set(
        re.findall(
            r"`((?:bin|animatch|game|scoring|supply|static|tests|deploy|docs)/[\w./-]+)`", "".join(TEXTS.values())
        )
    )
)
LINKS = sorted((name, link) for name, text in TEXTS.items() for link in re.findall(r"\]\(([^)#:]+)\)", text))
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.mark.parametrize("path", PATHS)
def test_every_file_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_every_link_leads_somewhere(page: str, link: str) -> None:
    assert (ROOT / page).parent.joinpath(link).exists()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_in_the_table_of_what_services_hold(name: str) -> None:
    table = PAGE.partition("## What each service holds")[2].partition("\n## ")[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert any(f"`{name}`" in cell for cell in first)


@pytest.mark.parametrize(
    "role", ["stranger", "code", "link", "seat", "phone", "second host", "owner", "panel", "superuser", "operator"]
)
def test_every_kind_of_person_has_a_row(role: str) -> None:
    table = PAGE.partition("## Who may do what")[2].partition("\n## ")[0]
    assert any(role in line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
