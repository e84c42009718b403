import asyncio

import pytest

from game.live import hub
from game.protocol.from_server import ClosedMessage, ReactionMessage
from game.rooms import broadcast


class Listener:
    """A local socket, as the hub sees it."""

    stage = False

    def __init__(self, seat_id=None, write_frame=None):
        self.seat_id, self.write_frame = seat_id, write_frame
        self.texts, self.dismissed = [], False
        self.got = asyncio.Event()

    async def send_text(self, text):
        self.texts.append(text)
        self.got.set()

    async def dismiss(self):
        self.dismissed = True


SAY = ReactionMessage(seat="seat", sticker="wow")


async def heard(*listeners):
    for listener in listeners:
        await asyncio.wait_for(listener.got.wait(), 60)


@pytest.fixture
async def our_hub():
    made = hub.get_hub()
    yield made
    for task in made.tasks:
        task.cancel()
    await asyncio.gather(*made.tasks, return_exceptions=True)
    await made.layer.flush()
    if hasattr(made.layer, "close_pools"):
        await made.layer.close_pools()


async def test_a_process_has_one_channel_and_writes_the_same_text_to_all(our_hub):
    phones = [Listener() for _ in range(50)]
    await asyncio.gather(*(our_hub.add("BCDFG", phone) for phone in phones))
    await asyncio.to_thread(broadcast.to_room, "BCDFG", SAY)
    await heard(*phones)
    assert {len(phone.texts) for phone in phones} == {1}
    assert len({id(phone.texts[0]) for phone in phones}) == 1
    assert our_hub.count() == 50


async def test_rooms_and_seats_do_not_hear_each_other(our_hub):
    seat, other_seat, other_room = Listener("1"), Listener("2"), Listener("1")
    for code, phone in (("BCDFG", seat), ("BCDFG", other_seat), ("HJKLM", other_room)):
        await our_hub.add(code, phone)
    await asyncio.to_thread(broadcast.to_seat, "BCDFG", "1", SAY)
    await asyncio.to_thread(broadcast.to_room, "HJKLM", SAY)
    await heard(seat, other_room)
    assert (len(seat.texts), len(other_seat.texts), len(other_room.texts)) == (1, 0, 1)


async def test_phones_that_come_at_once_are_all_heard(our_hub):
    """The first of a room subscribes for all, whoever else is on the way."""
    phones = [(code, Listener()) for code in ("BCDFG", "HJKLM", "NPQRS") for _ in range(5)]
    await asyncio.gather(*(our_hub.add(code, phone) for code, phone in phones))
    for code in ("BCDFG", "HJKLM", "NPQRS"):
        await asyncio.to_thread(broadcast.to_room, code, SAY)
    await heard(*(phone for _, phone in phones))


async def test_a_room_that_was_empty_is_heard_again(our_hub):
    for _ in range(3):
        phone = Listener()
        await our_hub.add("BCDFG", phone)
        await asyncio.to_thread(broadcast.to_room, "BCDFG", SAY)
        await heard(phone)
        await our_hub.discard("BCDFG", phone)
        await our_hub.discard("BCDFG", phone)
    assert (our_hub.count(), dict(our_hub.rooms)) == (0, {})


async def test_a_socket_that_is_gone_keeps_the_message_from_nobody(our_hub):
    class Gone(Listener):
        async def send_text(self, text):
            raise RuntimeError("gone")

    phones = [Gone(), Listener(), Gone(), Listener()]
    for phone in phones:
        await our_hub.add("BCDFG", phone)
    await asyncio.to_thread(broadcast.to_room, "BCDFG", SAY)
    await heard(phones[1], phones[3])


async def test_goodbye_closes_whom_it_is_for(our_hub):
    seat, other = Listener("1"), Listener("2")
    for phone in (seat, other):
        await our_hub.add("BCDFG", phone)
    await asyncio.to_thread(broadcast.dismiss, "BCDFG", ClosedMessage(code="kicked", message="Bye."), "1")
    await heard(seat)
    await asyncio.to_thread(broadcast.to_room, "BCDFG", SAY)
    await heard(other)
    assert (seat.dismissed, other.dismissed) == (True, False)
