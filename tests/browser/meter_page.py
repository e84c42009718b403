"""A page that holds the live meter and nothing else."""

import http.server

# What the meter needs, and no more: a wish for eval, or for another server, fails these tests.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self'"
)
PAGE = """<!doctype html><title>Meter</title><link rel="icon" href="/art/icon.svg">
<link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/phone/meter.css">
<main></main><video class="mirrored" muted playsinline autoplay></video><div id="live" aria-live="polite"></div>"""


class Static(http.server.SimpleHTTPRequestHandler):
    """The static files and one bare page, under a strict Content-Security-Policy."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.encode())
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *words: object) -> None:
        pass
