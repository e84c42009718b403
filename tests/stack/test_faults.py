"""Whatever falls over in the middle of a round: no photo is lost, none counts twice, and the party goes on."""

import asyncio
import signal

import pytest

from bench.bots import Bot
from tests.stack import evenings
from tests.stack.evenings import until_true
from tests.stack.fleet import Fleet

# Two minutes of falling over would take the whole suite beyond ten; one fault is seen in every run.
slow = pytest.mark.slow


async def test_a_vision_child_killed_in_the_middle_of_a_photo(fleet: Fleet) -> None:
    async with evenings.game(fleet) as bots:
        with fleet.frozen_eyes() as children:
            await evenings.shoot(bots)
            await until_true(lambda: fleet.photos_in_hand() >= 1)
            for child in children:
                child.send_signal(signal.SIGKILL)
        await evenings.finish(bots)


@slow
async def test_a_whole_worker_killed_in_the_middle_of_a_photo(fleet: Fleet) -> None:
    async with evenings.game(fleet) as bots:
        with fleet.frozen_eyes():
            await evenings.shoot(bots)
            await until_true(lambda: fleet.photos_in_hand() >= 1)
            fleet.vision.kill()
        fleet.vision.launch()
        await evenings.finish(bots)
    await _all_is_well(fleet)


@slow
async def test_a_web_process_killed(fleet: Fleet) -> None:
    async with evenings.game(fleet) as bots:
        seats = [bot.you["seat"] for bot in bots]
        fleet.web[0].kill()
        orphans = [bot for bot in bots if bot.base == fleet.bases[0]]
        await asyncio.gather(*(_back(bot, fleet.bases[0]) for bot in orphans))
        assert [bot.you["seat"] for bot in bots] == seats
        await evenings.shoot(bots)
        await evenings.finish(bots)
        fleet.web[0].launch()
    await _all_is_well(fleet)


@slow
async def test_redis_restarted_and_all_its_queues_forgotten(fleet: Fleet) -> None:
    async with evenings.game(fleet) as bots:
        with fleet.frozen_eyes():
            await evenings.shoot(bots)
            fleet.servers.redis.restart()
        await evenings.finish(bots)
    await _all_is_well(fleet)


@slow
async def test_postgres_restarted_while_photos_arrive(fleet: Fleet) -> None:
    async with evenings.game(fleet) as bots:
        await asyncio.to_thread(fleet.servers.postgres.stop)
        shooting = asyncio.create_task(evenings.shoot(bots))
        await asyncio.gather(*(bot.send("react", sticker="heart") for bot in bots))
        await asyncio.sleep(1)
        fleet.servers.postgres.start()
        await shooting
        await evenings.finish(bots)
        assert not any(bot.reconnects for bot in bots), "a socket did not outlive the database"
    await _all_is_well(fleet)


@slow
async def test_the_bucket_out_of_order_for_five_seconds(fleet: Fleet) -> None:
    async with evenings.game(fleet) as bots:
        with fleet.bucket_outage():
            shooting = asyncio.create_task(evenings.shoot(bots))
            await asyncio.sleep(5)
        await shooting
        await evenings.finish(bots)


@slow
async def test_the_bucket_out_of_order_when_a_photo_is_judged(fleet: Fleet) -> None:
    async with evenings.game(fleet) as bots:
        with fleet.frozen_eyes():
            await evenings.shoot(bots)
            outage = fleet.bucket_outage()
            outage.__enter__()
        await asyncio.sleep(5)
        outage.__exit__(None, None, None)
        await evenings.finish(bots)


@slow
async def test_a_beat_that_is_down_for_twenty_seconds(fleet: Fleet) -> None:
    fleet.beat.stop()
    began = asyncio.get_running_loop().time()
    async with evenings.game(fleet) as bots:
        await evenings.shoot(bots)
        await evenings.finish(bots)
        await asyncio.sleep(20 - (asyncio.get_running_loop().time() - began))
        fleet.beat.launch()
    await _all_is_well(fleet)


@slow
async def test_in_the_end_the_bucket_holds_what_the_database_names(fleet: Fleet) -> None:
    words = await asyncio.to_thread(fleet.manage, "check_storage")
    assert "0 objects belong to nobody, 0 promised objects are gone." in words


async def _back(bot: Bot, gone: str) -> None:
    """Until the bot hears of its room from another process than the one that is gone."""
    last = bot.room
    await until_true(lambda: bot.base != gone and bot.room is not last)


async def _all_is_well(fleet: Fleet) -> None:
    await until_true(lambda: fleet.all_ready())
