"""The drawn faces that guests choose, over HTTP, for everybody."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from animatch.platform.media import A_DAY, svg
from game.art.characters import BY_SLUG
from game.art.draw import draw, draw_avatar
from game.art.posing import DRAWN
from game.art.puppet import draw_puppet
from scoring.vision.parts import checked


def avatar(request: HttpRequest, slug: str) -> HttpResponse:
    return svg(_avatar(_known(slug)), A_DAY)


def puppet(request: HttpRequest, slug: str) -> HttpResponse:
    return svg(_puppet(_known(slug)), A_DAY)


def face(request: HttpRequest, slug: str, left: int, right: int, mouth: int) -> HttpResponse:
    """A drawn face at any openness, each in percent; with `?brows=-50` it does that, too, as far as it can be drawn."""
    if max(left, right, mouth) > 100:
        raise Http404
    return svg(_face(_known(slug), left, right, mouth, _parts(request)), A_DAY)


def _parts(request: HttpRequest) -> tuple[tuple[str, float], ...]:
    try:
        parts = checked({name: int(str(request.GET[name])) / 100 for name in DRAWN if name in request.GET})
    except ValueError:
        raise Http404 from None
    return tuple(parts.items())


def _known(slug: str) -> str:
    if slug not in BY_SLUG:
        raise Http404
    return slug


@lru_cache(maxsize=64)
def _avatar(slug: str) -> str:
    return draw_avatar(BY_SLUG[slug])


@lru_cache(maxsize=64)
def _puppet(slug: str) -> str:
    return draw_puppet(BY_SLUG[slug])


@lru_cache(maxsize=512)
def _face(slug: str, left: int, right: int, mouth: int, parts: tuple[tuple[str, float], ...]) -> str:
    return draw(BY_SLUG[slug], left_eye=left / 100, right_eye=right / 100, mouth=mouth / 100, parts=dict(parts))
