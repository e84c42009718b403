"""What every endpoint of a JSON API shares."""

from django.http import JsonResponse
from ninja import Schema


class Refusal(Schema):
    """Why not: a code that stays the same, and a sentence for the person."""

    code: str
    message: str


def refusal(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)
