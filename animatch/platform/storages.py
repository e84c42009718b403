"""Where uploads and pictures are kept: files on this machine, or a bucket.

Both storages answer the same questions beyond Django's (`PhotoStorage`), in as few round trips
as they can: on a party's busiest seconds every one of them counts hundreds of times.
"""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any, NamedTuple, Protocol

import obstore.exceptions
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import storage
from django.core.files.base import File
from obstore.store import S3Store
from storages.backends.s3 import S3Storage

from animatch.platform import disk

UPLOAD_SECONDS = 120
READ_SECONDS = 60
CONNECT_SECONDS = 2
ANSWER_SECONDS = 5
PART = 5 * 1024 * 1024
"""Bytes of an object that is too large for memory which are asked for at once; no bucket takes smaller parts."""
LOCAL_PART = 256 * 1024
RETRIES = 2

BUCKET_AWAY = (BotoCoreError, ClientError, obstore.exceptions.BaseError)
AWAY = (OSError, *BUCKET_AWAY)
"""What a storage raises while it cannot be reached; worth a second try."""


@dataclass(frozen=True)
class UploadTicket:
    """Where a form with these fields and the upload as its last field `file` is to be posted."""

    url: str
    fields: dict[str, str] = field(default_factory=dict)


class Peek(NamedTuple):
    """An object's size in bytes, its first bytes, and when it was written."""

    size: int
    head: bytes
    written_at: datetime


class PhotoStorage(Protocol):
    """What an application needs of a storage. Absent keys raise FileNotFoundError."""

    # Django's own part.
    def open(self, name: str) -> "File[bytes]":
        """The object, to be read and closed."""

    def save(self, name: str, content: "File[bytes]") -> str:
        """Store the object under this key, or one like it where the key is taken; gives the key."""

    def exists(self, name: str) -> bool:
        """Whether there is such an object."""

    def delete(self, name: str) -> None:
        """Erase the object; nothing happens where there is none."""

    # Ours.
    def prepare(self) -> None:
        """Do what is slow the first time; nothing is sent anywhere."""

    def upload_ticket(self, key: str, content_type: str, most_bytes: int) -> UploadTicket | None:
        """Where a browser may put this upload in the next two minutes; none where it goes through us."""

    def read_link(self, key: str) -> str | None:
        """Where a browser may read the object in the next minute; none where it reads through us."""

    def peek(self, key: str, count: int) -> Peek:
        """What an object is like, with its first `count` bytes."""

    def read(self, key: str) -> bytes:
        """The whole object."""

    def parts(self, key: str) -> tuple[int, Iterator[bytes]]:
        """The same for what is too large for memory: its size, and all of it, some at a time."""

    def write(self, key: str, data: bytes | IO[bytes]) -> None:
        """Store the object under exactly this key, in the place of an older one. Raises DiskFull."""

    def objects(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Every key that starts with the prefix (empty, or ending in a slash), and when it was last written."""

    def check(self) -> None:
        """Raise one of AWAY unless the storage can be used now."""


def _parts_of(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(LOCAL_PART):
            yield part


class LocalPhotoStorage(storage.FileSystemStorage):
    """Files under var/media; browsers post to us and read through us."""

    def prepare(self) -> None:
        return

    def upload_ticket(self, key: str, content_type: str, most_bytes: int) -> UploadTicket | None:
        return None

    def read_link(self, key: str) -> str | None:
        return None

    def peek(self, key: str, count: int) -> Peek:
        with open(self.path(key), "rb") as file:
            found = os.fstat(file.fileno())
            return Peek(found.st_size, file.read(count), datetime.fromtimestamp(found.st_mtime, UTC))

    def read(self, key: str) -> bytes:
        return Path(self.path(key)).read_bytes()

    def parts(self, key: str) -> tuple[int, Iterator[bytes]]:
        file = open(self.path(key), "rb")  # noqa: SIM115  closed by whoever reads it to its end, or forgets it
        return os.fstat(file.fileno()).st_size, _parts_of(file)

    def write(self, key: str, data: bytes | IO[bytes]) -> None:
        disk.check_room(self.location)
        path = Path(self.path(key))
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whoever reads meanwhile sees the old object or the new one, never half of it.
        half = path.with_name(f".{path.name}.{threading.get_ident()}")
        try:
            with half.open("wb") as file:
                copyfileobj(BytesIO(data) if isinstance(data, bytes) else data, file, LOCAL_PART)
            half.replace(path)
        except OSError:
            half.unlink(missing_ok=True)
            raise

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        disk.check_room(self.location)
        return super().save(name, content, max_length)

    def objects(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        for folder, _, names in os.walk(self.path(prefix)):
            for name in names:
                path = Path(folder, name)
                modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield path.relative_to(self.location).as_posix(), modified

    def check(self) -> None:
        os.makedirs(self.location, exist_ok=True)
        if not os.access(self.location, os.W_OK):
            raise PermissionError(f"{self.location} cannot be written to.")


class S3PhotoStorage(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """A private bucket; browsers post to it and read from it by signed, short-lived links.

    What a photo waits for goes through obstore, which takes a third of boto3's time (docs/decisions/0021).
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._making = threading.Lock()
        self._resource: Any = None

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "public_endpoint_url": None,
            "default_acl": None,
            "querystring_expire": READ_SECONDS,
            "file_overwrite": True,
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                connect_timeout=CONNECT_SECONDS,
                read_timeout=ANSWER_SECONDS,
                retries={"mode": "standard", "max_attempts": 1 + RETRIES},
                # Other S3 servers than Amazon's know none of the newer default checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    @property
    def connection(self) -> Any:
        """One for all threads: the base class makes one for each."""
        with self._making:
            if self._resource is None:
                self._resource = self._create_session().resource("s3", **self._reach(self.endpoint_url))
        return self._resource

    @cached_property
    def _signer(self) -> Any:
        """A client that signs for the address browsers use, which may differ from ours."""
        with self._making:
            return self._create_session().client("s3", **self._reach(self.public_endpoint_url or self.endpoint_url))

    @cached_property
    def _store(self) -> S3Store:
        return S3Store(
            self.bucket_name,
            region=self.region_name,
            access_key_id=self.access_key,
            secret_access_key=self.secret_key,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": True,
                "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
                "timeout": timedelta(seconds=ANSWER_SECONDS),
            },
            retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=ANSWER_SECONDS)},
            **({"endpoint": self.endpoint_url} if self.endpoint_url else {}),
        )

    def _reach(self, endpoint: str | None) -> dict[str, Any]:
        return {"endpoint_url": endpoint, "region_name": self.region_name, "config": self.client_config}

    @property
    def client(self) -> Any:
        return self.connection.meta.client

    def prepare(self) -> None:
        """Clients take a tenth of a second to make."""
        self.upload_ticket("any", "image/jpeg", 1)
        self.read_link("any")
        _ = self._store

    def upload_ticket(self, key: str, content_type: str, most_bytes: int) -> UploadTicket:
        post = self._signer.generate_presigned_post(
            self.bucket_name,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, most_bytes]],
            ExpiresIn=UPLOAD_SECONDS,
        )
        return UploadTicket(post["url"], post["fields"])

    def read_link(self, key: str) -> str:
        params = {"Bucket": self.bucket_name, "Key": key}
        link: str = self._signer.generate_presigned_url("get_object", Params=params, ExpiresIn=READ_SECONDS)
        return link

    def peek(self, key: str, count: int) -> Peek:
        try:
            answer = self._store.get(key, options={"range": (0, count)})
        except obstore.exceptions.BaseError:
            # An empty object has no first byte to ask for.
            meta = self._store.head(key)
            if meta["size"] == 0:
                return Peek(0, b"", meta["last_modified"])
            raise
        return Peek(answer.meta["size"], bytes(answer.bytes()), answer.meta["last_modified"])

    def read(self, key: str) -> bytes:
        return bytes(self._store.get(key).bytes())

    def parts(self, key: str) -> tuple[int, Iterator[bytes]]:
        meta = self._store.head(key)
        return meta["size"], self._parts(key, meta["size"], meta["e_tag"])

    def _parts(self, key: str, size: int, version: str | None) -> Iterator[bytes]:
        # Each in a request of its own, so that none of them takes long; and of the very same object.
        for start in range(0, size, PART):
            options: Any = {"range": (start, min(start + PART, size))} | ({"if_match": version} if version else {})
            yield bytes(self._store.get(key, options=options).bytes())

    def write(self, key: str, data: bytes | IO[bytes]) -> None:
        kind = self._get_write_parameters(key)["ContentType"]
        # In one request where it is in memory; a file goes in parts.
        parted = not isinstance(data, bytes)
        self._store.put(
            key, data, attributes={"Content-Type": kind}, use_multipart=parted, chunk_size=PART, max_concurrency=2
        )

    def delete(self, name: str) -> None:
        self._store.delete(name)

    def objects(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=prefix)
        for page in pages:
            for entry in page.get("Contents", ()):
                yield entry["Key"], entry["LastModified"]

    def check(self) -> None:
        self.client.head_bucket(Bucket=self.bucket_name)


# What settings.STORAGES names is one of the two above, of which Django only knows that it is a storage.
default_storage: PhotoStorage = storage.default_storage  # type: ignore[assignment]
