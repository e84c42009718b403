"""What the processes of production hold while they run, and that it is enough."""

import psutil

from tests.stack import evenings
from tests.stack.fleet import Fleet

SECRET = {"DATABASE_URL", "DATABASE_URL_FILE", "SECRET_KEY", "SECRET_KEY_FILE"}


async def test_a_photo_is_judged_by_a_process_that_holds_neither_database_nor_key(fleet: Fleet) -> None:
    vision = psutil.Process(fleet.vision.pid)
    for process in [vision, *vision.children(recursive=True)]:
        assert not SECRET & process.environ().keys()
    async with evenings.game(fleet, players=2) as bots:
        await evenings.shoot(bots)
        await evenings.finish(bots)


def test_nobody_wants_more_of_redis_than_they_may_have(fleet: Fleet) -> None:
    assert fleet.refused_by_redis() == []
