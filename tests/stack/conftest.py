from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import browser, face_video  # noqa: F401  fixtures: a Chromium, and what its camera sees
from tests.stack.fleet import Fleet


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.stack)
            item.add_marker(pytest.mark.timeout(240))


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    with Fleet() as fleet:
        yield fleet
