"""Is the process there?"""

from django.http import HttpRequest, JsonResponse


async def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; says nothing about what it needs."""
    return JsonResponse({"status": "ok"})
