"""Where photos and prompt pictures are kept: files on this machine, or a bucket.

Both storages answer the same two questions beyond Django's: where a browser may put an
upload, and where it may read a file for a short while.
"""

from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

from scoring.vision.formats import MAX_BYTES

UPLOAD_SECONDS = 120
READ_SECONDS = 300


@dataclass(frozen=True)
class UploadTicket:
    """Where a form with these fields and the photo as its last field `file` is to be posted."""

    url: str
    fields: dict[str, str] = field(default_factory=dict)


class LocalPhotoStorage(FileSystemStorage):
    """Files under var/media; browsers post to us and read through us."""

    def upload_ticket(self, key: str, content_type: str) -> UploadTicket | None:
        return None

    def read_link(self, key: str) -> str | None:
        return None


class S3PhotoStorage(S3Storage):
    """A private bucket; browsers post to it and read from it by signed, short-lived links."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "public_endpoint_url": None,
            "default_acl": None,
            "querystring_expire": READ_SECONDS,
            "signature_version": "s3v4",
            "addressing_style": "path",
            "file_overwrite": True,
        }

    @property
    def _signing_client(self) -> Any:
        """A client that signs for the address browsers use, which may differ from ours."""
        return boto3.client(
            "s3",
            endpoint_url=self.public_endpoint_url or self.endpoint_url,
            region_name=self.region_name,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )

    def upload_ticket(self, key: str, content_type: str) -> UploadTicket:
        post = self._signing_client.generate_presigned_post(
            self.bucket_name,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, MAX_BYTES]],
            ExpiresIn=UPLOAD_SECONDS,
        )
        return UploadTicket(post["url"], post["fields"])

    def read_link(self, key: str) -> str:
        params = {"Bucket": self.bucket_name, "Key": key}
        return self._signing_client.generate_presigned_url("get_object", Params=params, ExpiresIn=READ_SECONDS)
