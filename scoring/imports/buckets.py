"""Pictures under a prefix of a bucket: s3://BUCKET/PREFIX, read with the storage's own credentials."""

from collections.abc import Iterator
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from scoring.imports.refusals import FileRefused, SourceRefused
from scoring.imports.sources import Entry, check_size, clean_name, is_clutter

SCHEME = "s3://"


class Bucket:
    def __init__(self, address: str) -> None:
        self.bucket, _, prefix = address.removeprefix(SCHEME).partition("/")
        self.prefix = prefix if not prefix or prefix.endswith("/") else f"{prefix}/"

    def entries(self) -> Iterator[Entry]:
        client = _client()
        try:
            pages = client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
            found = [item for page in pages for item in page.get("Contents", ()) if item["Size"]]
        except (BotoCoreError, ClientError):
            raise SourceRefused("no_such_source", f"Looked at {SCHEME}{self.bucket}/{self.prefix}.") from None
        found = [item for item in found if not is_clutter(item["Key"])]
        check_size(len(found), sum(item["Size"] for item in found))
        return (self._entry(client, item) for item in found)

    def _entry(self, client: Any, item: dict[str, Any]) -> Entry:
        key = item["Key"]
        name = key.removeprefix(self.prefix)
        try:
            return Entry(clean_name(name), item["Size"], lambda: _read(client, self.bucket, key))
        except FileRefused as refusal:
            return Entry(name, refused=refusal)


def _read(client: Any, bucket: str, key: str) -> bytes:
    try:
        return client.get_object(Bucket=bucket, Key=key)["Body"].read()
    except (BotoCoreError, ClientError):
        raise FileRefused("storage") from None


def _client() -> Any:
    """With the storage's address and keys where it is a bucket, else with what the environment says."""
    options: dict[str, Any] = settings.STORAGES["default"].get("OPTIONS", {}) if settings.S3_BUCKET else {}
    return boto3.client(
        "s3",
        endpoint_url=options.get("endpoint_url"),
        region_name=options.get("region_name"),
        aws_access_key_id=options.get("access_key"),
        aws_secret_access_key=options.get("secret_key"),
    )
