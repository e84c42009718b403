"""Which pages carry which policy."""

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import AsyncClient, RequestFactory, override_settings

from animatch.platform import csp

pytestmark = pytest.mark.django_db(transaction=True)

S3 = {
    "default": {
        "BACKEND": "animatch.platform.storages.S3PhotoStorage",
        "OPTIONS": {
            "bucket_name": "photos",
            "endpoint_url": "http://s3:8333",
            "public_endpoint_url": "https://party.example.org:444",
            "region_name": "us-east-1",
            "access_key": "a",
            "secret_key": "b",
        },
    }
}


def parts(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy.split("; "))


@pytest.mark.parametrize("path", ["/", "/leaderboard/", "/privacy/", "/r/QQQQQ/", "/nowhere"])
async def test_a_page_runs_only_our_own_files(async_client: AsyncClient, path: str) -> None:
    policy = parts((await async_client.get(path)).headers[csp.HEADER])
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert {policy[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert "style-src" not in policy


async def test_the_panel_may_do_what_its_library_needs(async_client: AsyncClient) -> None:
    policy = parts((await async_client.get("/admin/login/")).headers[csp.HEADER])
    assert policy["script-src"] == "'self' 'unsafe-inline' 'unsafe-eval'"
    assert policy["frame-ancestors"] == "'none'"


async def test_the_api_s_page_runs_no_script_but_ours(async_client: AsyncClient) -> None:
    policy = parts((await async_client.get("/api/v1/docs")).headers[csp.HEADER])
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert "'unsafe-inline'" in policy["style-src"]


async def test_what_is_no_page_has_no_policy(async_client: AsyncClient) -> None:
    for path in ("/api/v1/decks", "/art/avatars/miko.svg"):
        assert csp.HEADER not in (await async_client.get(path)).headers


@override_settings(STORAGES=S3)
def test_photos_go_to_the_bucket_and_come_from_there() -> None:
    answer = csp.middleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    policy = parts(answer.headers[csp.HEADER])
    bucket = "https://party.example.org:444"
    assert default_storage.upload_ticket("key", "image/jpeg", 1).url == f"{bucket}/photos"
    assert policy["connect-src"] == f"'self' {bucket}"
    assert policy["img-src"].endswith(f" {bucket}")
