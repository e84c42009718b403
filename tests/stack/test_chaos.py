"""Half a minute of chaos: whatever is killed, paused or starved, what players were told is what is kept."""

import pytest

from bench import chaos
from tests.stack.fleet import Fleet


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_nothing_is_lost_or_doubled_whatever_is_done_to_the_parts(fleet: Fleet) -> None:
    found = await chaos.survive(fleet, seed=1, seconds=30, rooms=4, players=2)
    assert found["accepted"] > 0
    assert {name: found[name] for name in chaos.MUST_BE_NONE} == dict.fromkeys(chaos.MUST_BE_NONE, 0)
