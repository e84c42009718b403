"""What our pages may load and run: a Content-Security-Policy on every page that has none of its own."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from animatch.platform.storages import default_storage

HEADER = "Content-Security-Policy"

PAGES = {
    "default-src": "'self'",
    # The live meter's face mesh is WebAssembly.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "img-src": "'self' data: blob:",
    # A guest's own clip, as it lies in the browser.
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# Its library, Alpine, compiles the attributes of its pages, and these hold scripts and styles of their own.
PANEL = PAGES | {"script-src": "'self' 'unsafe-inline' 'unsafe-eval'", "style-src": "'self' 'unsafe-inline'"}
# Swagger writes styles into its elements.
API_DOCS = PAGES | {"style-src": "'self' 'unsafe-inline'"}


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Says in the answer which policy holds for a page; pictures and data are none."""
    bucket = _bucket()
    pages, panel, docs = (_header(policy, bucket) for policy in (PAGES, PANEL, API_DOCS))

    def guarded(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            view = request.resolver_match.view_name if request.resolver_match else ""
            policy = docs if view == "api:openapi-view" else panel if view.startswith("admin:") else pages
            response.headers.setdefault(HEADER, policy)
        return response

    return guarded


def _bucket() -> str:
    """The origin that browsers post photos to and read them from; empty where that is us."""
    ticket = default_storage.upload_ticket("any", "image/jpeg", 1)
    if ticket is None:
        return ""
    parts = urlsplit(ticket.url)
    return f"{parts.scheme}://{parts.netloc}"


def _header(policy: Mapping[str, str], bucket: str) -> str:
    if bucket:
        policy = {**policy, "img-src": f"{policy['img-src']} {bucket}", "connect-src": f"'self' {bucket}"}
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())
