"""Both storages keep the same promises; on S3 the bucket is a real server's, if one is there."""

import base64
import json
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryFile

import pytest
from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from animatch.platform import buckets
from animatch.platform.storages import AWAY, PART, LocalPhotoStorage, PhotoStorage
from scoring.vision.formats import MAX_BYTES

ON_S3 = bool(settings.S3_BUCKET)
s3_only = pytest.mark.skipif(not ON_S3, reason="needs an S3 server: python -m tests.servers pytest …")


@pytest.fixture
def storage() -> PhotoStorage:
    for key, _ in list(default_storage.objects("storage-tests/")):
        default_storage.delete(key)
    return default_storage


def test_what_is_written_can_be_read(storage: PhotoStorage) -> None:
    storage.write("storage-tests/a.jpg", b"photo")
    assert storage.read("storage-tests/a.jpg") == b"photo"


def test_writing_again_replaces_and_keeps_the_key(storage: PhotoStorage) -> None:
    storage.write("storage-tests/a.jpg", b"old and long")
    storage.write("storage-tests/a.jpg", b"new")
    assert storage.read("storage-tests/a.jpg") == b"new"
    assert [key for key, _ in storage.objects("storage-tests/")] == ["storage-tests/a.jpg"]


def test_a_peek_gives_the_size_and_the_beginning(storage: PhotoStorage) -> None:
    storage.write("storage-tests/a.jpg", b"0123456789")
    assert storage.peek("storage-tests/a.jpg", 4)[:2] == (10, b"0123")
    assert storage.peek("storage-tests/a.jpg", 100)[:2] == (10, b"0123456789")


def test_a_peek_tells_when_the_object_was_written(storage: PhotoStorage) -> None:
    storage.write("storage-tests/a.jpg", b"photo")
    [(_, listed)] = storage.objects("storage-tests/")
    written = storage.peek("storage-tests/a.jpg", 4).written_at
    assert timedelta() <= timezone.now() - written < timedelta(minutes=1)
    # A bucket's answers round it to seconds, its lists do not.
    assert abs(written - listed) < timedelta(seconds=1)


def test_a_peek_at_nothing_is_nothing(storage: PhotoStorage) -> None:
    storage.write("storage-tests/empty", b"")
    assert storage.peek("storage-tests/empty", 4)[:2] == (0, b"")


@pytest.mark.parametrize("size", [0, 1, 6_000_000])
def test_what_is_too_large_for_memory_comes_and_goes_in_parts(storage: PhotoStorage, size: int) -> None:
    data = bytes(range(251)) * (size // 251) + b"-" * (size % 251)
    with TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        storage.write("storage-tests/large", file)
    told, parts = storage.parts("storage-tests/large")
    found = list(parts)
    assert told == size and b"".join(found) == data
    assert max(map(len, found), default=0) <= PART


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: s.read("storage-tests/no"),
        lambda s: s.peek("storage-tests/no", 4),
        lambda s: s.parts("storage-tests/no"),
    ],
)
def test_an_absent_key_is_a_missing_file(storage: PhotoStorage, ask: object) -> None:
    with pytest.raises(FileNotFoundError):
        ask(storage)  # type: ignore[operator]


def test_objects_are_listed_by_prefix_with_the_time_they_were_written(storage: PhotoStorage) -> None:
    for key in ("storage-tests/x/1", "storage-tests/x/y/2", "storage-tests/z/3"):
        storage.write(key, b"-")
    found = dict(storage.objects("storage-tests/x/"))
    assert set(found) == {"storage-tests/x/1", "storage-tests/x/y/2"}
    assert all(abs(datetime.now(UTC) - written) < timedelta(minutes=5) for written in found.values())


def test_a_prefix_without_objects_lists_nothing(storage: PhotoStorage) -> None:
    assert list(storage.objects("storage-tests/nowhere/")) == []


def test_erasing_what_is_gone_is_no_error(storage: PhotoStorage) -> None:
    default_storage.delete("storage-tests/never-was")


def test_djangos_own_way_of_saving_reads_back_too(storage: PhotoStorage) -> None:
    key = default_storage.save("storage-tests/b.jpg", ContentFile(b"upload"))
    assert storage.read(key) == b"upload"


def test_a_storage_that_works_passes_its_check(storage: PhotoStorage) -> None:
    storage.check()


def test_local_files_go_through_us() -> None:
    local = LocalPhotoStorage()
    assert local.upload_ticket("a", "image/jpeg", 1) is None
    assert local.read_link("a") is None


@s3_only
def test_a_ticket_is_for_one_key_one_kind_one_size_and_two_minutes(storage: PhotoStorage) -> None:
    ticket = storage.upload_ticket("rooms/1/uploads/2", "image/jpeg", 15_000_000)
    assert ticket is not None
    policy = json.loads(base64.b64decode(ticket.fields["policy"]))
    assert {"key": "rooms/1/uploads/2"} in policy["conditions"]
    assert {"Content-Type": "image/jpeg"} in policy["conditions"]
    assert ["content-length-range", 1, MAX_BYTES] in policy["conditions"]
    left = datetime.fromisoformat(policy["expiration"]) - datetime.now(UTC)
    assert timedelta(seconds=60) < left <= timedelta(seconds=121)


@s3_only
def test_a_link_ends_after_five_minutes(storage: PhotoStorage) -> None:
    link = storage.read_link("rooms/1/photos/2.jpg")
    assert link is not None
    assert "X-Amz-Expires=60" in link


@s3_only
def test_a_bucket_can_be_set_up_twice(storage: PhotoStorage) -> None:
    client = default_storage.client
    for _ in range(2):
        kept = {"rooms/": timedelta(days=7)}
        said = list(buckets.set_up(client, settings.S3_BUCKET, ["https://party.example.org"], kept))
    assert said[0] == f"The bucket {settings.S3_BUCKET} is there."
    rule = client.get_bucket_cors(Bucket=settings.S3_BUCKET)["CORSRules"][0]
    assert rule["AllowedOrigins"] == ["https://party.example.org"]
    assert client.get_bucket_lifecycle_configuration(Bucket=settings.S3_BUCKET)["Rules"][0]["Expiration"]["Days"] == 8


@s3_only
def test_a_bucket_that_is_not_there_fails_its_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(default_storage._wrapped, "bucket_name", "no-such-bucket")
    with pytest.raises(ClientError) as error:
        default_storage.check()
    assert isinstance(error.value, AWAY)
