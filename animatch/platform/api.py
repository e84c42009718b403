"""What every endpoint of a JSON API shares."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Schema
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
    """Reads a body as JSON only where it is declared as such. Raises NotJson."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise NotJson
        return super().parse_body(request)


def refusal(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)
