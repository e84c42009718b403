"""Chance that can be repeated: the same seed gives the same order."""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def shuffled(items: Iterable[T], seed: int | str, salt: str, key: Callable[[T], str] = str) -> list[T]:
    """The items in an order that follows from the seed, and from what it is for (`salt`)."""
    return sorted(items, key=lambda item: hashlib.blake2b(f"{seed} {salt} {key(item)}".encode()).digest())
