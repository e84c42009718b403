from typing import Any

import pytest

from game.booths import announcing, services
from tests.support import galleries
from tests.support.visitors import Visitor


@pytest.fixture
def news(monkeypatch) -> list[tuple[str, dict[str, Any]]]:
    """What would be sent to the browsers of visits, instead of sending it."""
    sent: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(announcing.groups, "send", lambda group, message: sent.append((group, message)))
    return sent


@pytest.fixture
def enqueued(monkeypatch) -> list[str]:
    """The visits that would have gone to the vision queue."""
    visits: list[str] = []
    monkeypatch.setattr(services, "enqueue", lambda visit: visits.append(str(visit.id)))
    return visits


@pytest.fixture
def friends(db):
    """A public gallery of Ada, Ben and Cleo."""
    return galleries.gallery("Friends", None, "Ada", "Ben", "Cleo")


@pytest.fixture
def mia():
    return Visitor()


@pytest.fixture
def eve():
    """Somebody with another browser."""
    return Visitor()
