"""What became of every file of an import."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[int, int], None]
"""Told how many files have been looked at, and how many there are."""


@dataclass
class Report:
    """`into` is the slug of what the files are for, "" if that never came about.

    `imported` and `duplicates` are files' names; `took_effect` is all or nothing.
    """

    into: str
    imported: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    took_effect: bool = True

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: how many came in, how many were there already, and which did not."""
        return {
            "imported": len(self.imported) if self.took_effect else 0,
            "duplicates": len(self.duplicates),
            "refused": self.refused,
        }

    def lines(self) -> dict[str, Any]:
        """As the panel's page shows it: a line for each file."""
        return {
            "took_effect": self.took_effect,
            "counts": self.as_dict(),
            "imported": self.imported,
            "duplicates": self.duplicates,
            "refused": self.refused,
        }
