"""Waiting for an answer without holding a thread: on the event loop, with a look at the row as a safety net."""

import asyncio
from contextlib import suppress
from uuid import UUID

from channels.layers import get_channel_layer

from animatch.platform import groups
from animatch.platform.groups import LAYER_AWAY
from animatch.platform.patience import DATABASE_AWAY
from game.booths.announcing import visit_group
from game.booths.models import Visit
from game.live.message_consumer import in_thread

MOST_SECONDS = 20.0
SECONDS_BETWEEN_LOOKS = 2.0


async def until_over(visit_id: UUID) -> None:
    """Return once the visit is answered, refused or forgotten, and after MOST_SECONDS anyhow."""
    with suppress(TimeoutError, *LAYER_AWAY, *DATABASE_AWAY):
        async with asyncio.timeout(MOST_SECONDS):
            await _listen(visit_id)


async def _listen(visit_id: UUID) -> None:
    layer, group = get_channel_layer(), visit_group(visit_id)
    groups.use_loop(asyncio.get_running_loop())
    channel = await layer.new_channel()
    await layer.group_add(group, channel)
    heard = asyncio.create_task(layer.receive(channel))
    try:
        while await in_thread(_goes_on)(visit_id):
            # One that is interrupted gives its channel up, so it is not.
            await asyncio.wait({heard}, timeout=SECONDS_BETWEEN_LOOKS)
            if heard.done():
                heard.result()
                heard = asyncio.create_task(layer.receive(channel))
    finally:
        heard.cancel()
        await layer.group_discard(group, channel)


def _goes_on(visit_id: UUID) -> bool:
    return Visit.objects.filter(id=visit_id, state__in=(Visit.State.WAITING, Visit.State.QUEUED)).exists()
