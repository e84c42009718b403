"""What every endpoint of a JSON API shares."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser


class Refusal(Schema):
    """Why not: a code that stays the same, and a sentence for the person."""

    code: str
    message: str


class NotJson(Exception):
    """A body that does not say that it is JSON: a form of somebody else's page could send it."""

    code = "not_json"
    text = "Send this as application/json."


class JsonParser(Parser):
    """Reads a body as an object of JSON, and only where it is declared as such. Raises NotJson, or ValueError."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise NotJson
        body = super().parse_body(request)
        if not isinstance(body, dict):
            # What has no fields would be taken for an object that leaves them all out.
            raise ValueError
        return body


def refusal(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)


class DescribedAPI(NinjaAPI):
    """An API whose description names also what is refused before an endpoint is asked, or when a part is away."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**where)
        for path, methods in described["paths"].items():
            for method, operation in methods.items():
                for status in _refused_anyhow(path, method, operation):
                    operation["responses"].setdefault(status.value, _described(status))
        return described


def _refused_anyhow(path: str, method: str, operation: dict[str, Any]) -> Iterator[HTTPStatus]:
    body = operation.get("requestBody", {}).get("content", {})
    # From the connection itself (platform/connections.py): too slow, or too long a head.
    yield from (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    yield HTTPStatus.SERVICE_UNAVAILABLE
    if method != "get":
        # A page of somebody else's asks; there is no room left for what is to be kept.
        yield from (HTTPStatus.FORBIDDEN, HTTPStatus.INSUFFICIENT_STORAGE)
    if method != "get" or "{" in path:
        # Very often, or for one thing after the other that might be there.
        yield HTTPStatus.TOO_MANY_REQUESTS
    if body or operation["parameters"]:
        yield HTTPStatus.UNPROCESSABLE_ENTITY
    if body:
        yield from (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if "application/json" in body:
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def _described(status: HTTPStatus) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{Refusal.__name__}"}
    return {"description": status.phrase, "content": {"application/json": {"schema": schema}}}
