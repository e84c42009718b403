import pytest
from django.core.exceptions import RequestAborted
from django.urls import reverse

from animatch.platform import bodies, descriptors
from animatch.platform.bodies import IN_MEMORY, Held, NoRoom, NotKept, TooLarge, most_bytes

PHOTO_PATH = "/api/v1/rooms/BCDFG/takes"


@pytest.fixture(autouse=True)
def held(monkeypatch) -> Held:
    monkeypatch.setattr(bodies, "held", Held())
    return bodies.held


def sent(*parts: bytes, path: str = PHOTO_PATH, address: str = "192.0.2.1", length: int | None = None):
    """What `read` takes: a request's scope, and a way to receive its parts."""
    headers = [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"path": path, "headers": headers, "client": (address, 4711)}
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive():
        return messages.pop(0)

    return scope, receive


async def test_a_small_body_stays_in_memory(held):
    with await bodies.read(*sent(b"ab", b"c")) as body:
        assert body.file.read() == b"abc"
        assert (held.in_memory, held.files) == (3, 0)


async def test_a_larger_one_goes_to_the_disk_and_is_whole(held):
    parts = [bytes([n]) * 100_000 for n in range(30)]
    with await bodies.read(*sent(*parts)) as body:
        assert body.file.read() == b"".join(parts)
        assert (held.bytes, held.in_memory, held.files) == (3_000_000, 0, 1)


async def test_all_is_given_back_in_the_end(held):
    with await bodies.read(*sent(b"abc")), await bodies.read(*sent(b"-" * 2 * IN_MEMORY)):
        assert held.bytes > IN_MEMORY
    assert vars(held) == vars(Held())


async def test_small_ones_go_to_the_disk_too_where_there_are_many(held, monkeypatch):
    monkeypatch.setattr(bodies, "MOST_IN_MEMORY", 150)
    with await bodies.read(*sent(b"-" * 100)), await bodies.read(*sent(b"-" * 100)) as second:
        assert (held.in_memory, held.files) == (100, 1)
        assert second.file.read() == b"-" * 100


async def test_what_is_announced_too_large_is_not_listened_to():
    scope, receive = sent(b"a", length=16_000_001)
    with pytest.raises(TooLarge):
        await bodies.read(scope, receive)
    assert (await receive())["body"] == b"a"


@pytest.mark.parametrize("more", [True, False])
async def test_a_refusal_knows_whether_more_is_on_its_way(more):
    async def receive():
        return {"type": "http.request", "body": b"-" * 16_000_001, "more_body": more}

    with pytest.raises(TooLarge) as refused:
        await bodies.read(sent()[0], receive)
    assert refused.value.unheard is more


async def test_one_household_leaves_room_for_the_others(held, monkeypatch):
    monkeypatch.setattr(bodies, "MOST_HELD_OF_A_HOUSEHOLD", 150)
    with await bodies.read(*sent(b"-" * 100, address="2001:db8::1")):
        with pytest.raises(NoRoom):
            await bodies.read(*sent(b"-" * 100, address="2001:db8::2"))
        with await bodies.read(*sent(b"-" * 100)):
            assert held.bytes == 200
    assert vars(held) == vars(Held())


async def test_bodies_take_no_more_than_their_share_of_the_descriptors(held, monkeypatch):
    monkeypatch.setattr(descriptors, "limit", lambda: 10)
    with await bodies.read(*sent(b"-" * 2 * IN_MEMORY)), pytest.raises(NoRoom):
        await bodies.read(*sent(b"-" * 2 * IN_MEMORY))
    assert vars(held) == vars(Held())


@pytest.mark.parametrize(("number", "status", "code"), [(28, 507, "disk_full"), (5, 503, "try_again")])
async def test_a_disk_that_takes_nothing_is_said_and_leaves_nothing(held, monkeypatch, number, status, code):
    def broken(self, part):
        raise OSError(number, "The disk says no")

    monkeypatch.setattr(bodies.Body, "_write", broken)
    with pytest.raises(NotKept) as refused:
        await bodies.read(*sent(b"-" * 2 * IN_MEMORY))
    assert (refused.value.status, refused.value.code) == (status, code)
    assert vars(held) == vars(Held())


async def test_who_hangs_up_in_the_middle_leaves_nothing(held):
    messages = [{"type": "http.request", "body": b"a", "more_body": True}, {"type": "http.disconnect"}]

    async def receive():
        return messages.pop(0)

    with pytest.raises(RequestAborted):
        await bodies.read(sent()[0], receive)
    assert vars(held) == vars(Held())


def test_photos_and_decks_may_be_large_and_nothing_else():
    for name in ("send_take", "calibrate"):
        assert most_bytes(reverse(f"api:{name}", args=["BCDFG"])) > 15_000_000
    assert most_bytes(reverse("admin:game_deck_import")) > 30_000_000
    for name in ("api:new_upload", "room", "stage"):
        assert most_bytes(reverse(name, args=["BCDFG"])) == 1_000_000
    for path in (reverse("admin:login"), "/healthz", "/x" + PHOTO_PATH, PHOTO_PATH + "/", "/api/v1/rooms/a/b/takes"):
        assert most_bytes(path) == 1_000_000
