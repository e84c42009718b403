"""What a bucket needs before browsers post photos to it. Setting it up twice does no harm."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from botocore.exceptions import ClientError

ALREADY_OURS = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}
UNKNOWN = {"NotImplemented", "MethodNotAllowed", "MalformedXML"}


def set_up(client: Any, bucket: str, origins: list[str], kept: Mapping[str, timedelta]) -> Iterator[str]:
    """Make the bucket and its rules; yields what was done, and what this S3 server has no word for.

    `kept` says how long objects under a prefix can be needed.

    Only the rules for uploads are a must. The others are a second lock on a door that the game
    keeps shut itself: it signs every link, and erases every room when its time is over.
    """
    try:
        client.create_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ALREADY_OURS:
            raise
    yield f"The bucket {bucket} is there."
    client.put_bucket_cors(Bucket=bucket, CORSConfiguration=cors(origins))
    yield f"Pages of {', '.join(origins)} may upload."
    lock = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
    yield _if_known(
        "Nobody may read without a signed link.",
        lambda: client.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=lock),
    )
    yield _if_known(
        "Photos that the game has lost sight of are erased.",
        lambda: client.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration=lifecycle(kept)),
    )


def cors(origins: list[str]) -> dict[str, Any]:
    rule = {
        "AllowedOrigins": origins,
        "AllowedMethods": ["GET", "POST"],
        "AllowedHeaders": ["*"],
        "MaxAgeSeconds": 3600,
    }
    return {"CORSRules": [rule]}


def lifecycle(kept: Mapping[str, timedelta]) -> dict[str, Any]:
    """What is under a prefix goes a day after it can be needed last, should the application be switched off by then."""
    return {"Rules": [_expiry(prefix, longest) for prefix, longest in kept.items()]}


def _expiry(prefix: str, longest: timedelta) -> dict[str, Any]:
    days = -(-longest // timedelta(days=1)) + 1
    return {
        "ID": f"forgotten {prefix.strip('/')}",
        "Filter": {"Prefix": prefix},
        "Status": "Enabled",
        "Expiration": {"Days": days},
    }


def _if_known(done: str, call: Callable[[], object]) -> str:
    try:
        call()
    except ClientError as error:
        if error.response["Error"]["Code"] not in UNKNOWN:
            raise
        return f"Not known to this S3 server, so not set: {done}"
    return done
