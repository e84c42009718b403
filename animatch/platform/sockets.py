"""uvicorn's WebSocket protocol, with short ways for what a room is told and for what is said often.

The usual way of a message (ASGI event, frame, buffers, one coroutine a socket) costs more than
writing it. So each connection offers `scope["extensions"]["animatch.frame"]`: a function that
writes a finished frame, which is encoded once for all sockets of the room. Under another server
the extension is absent and messages go the usual way.

`scope["extensions"]["animatch.ear"]` is the same the other way: a function that takes another one, which is
shown each whole text as it arrives, as bytes, and says whether that was all there is to do with it. It must be quick,
and leave what comes too often to the usual way, which reads no more of a socket before it has dealt with the last.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

from animatch.platform.crowd import Connection, Crowd

EXTENSION, EAR = "animatch.frame", "animatch.ear"
LOCAL = [".localhost", "127.0.0.1", "[::1]"]
Application = Callable[[dict[str, Any], Callable[..., Any], Callable[..., Any]], Awaitable[None]]


def allowed_hosts_only(application: Application) -> Application:
    """The application for sockets that were opened by one of our names, as Django has it for pages."""

    async def guarded(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        names = settings.ALLOWED_HOSTS or (LOCAL if settings.DEBUG else [])
        domain, _ = split_domain_port(host)
        if domain and validate_host(domain, names):
            await application(scope, receive, send)
        else:
            # Before it was accepted: the server answers the handshake with 403.
            await send({"type": "websocket.close"})

    return guarded


def text_frame(text: str) -> bytes:
    """A server's unmasked WebSocket frame that holds the text (RFC 6455, section 5.2)."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class FrameSocketProtocol(WebSocketsSansIOProtocol, Connection):
    crowd: Crowd
    ear: Callable[[bytes], bool] | None = None

    def __init__(self, config: Any, server_state: Any, app_state: dict[str, Any], _loop: Any = None) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.crowd = server_state.crowd

    def connection_lost(self, exc: Exception | None) -> None:
        self.crowd.leave(self)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Who does not read our answers is not listened to: each ping asks for a pong."""
        super().pause_writing()
        self.transport.pause_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        if not self.read_paused:
            self.transport.resume_reading()

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        # The application has been scheduled by now, but runs only after this.
        if hasattr(self, "scope"):
            # ASGI's extensions are dicts; this one never leaves the process.
            self.scope["extensions"] |= {EXTENSION: self.write_frame, EAR: self.listen}  # type: ignore[dict-item]

    def listen(self, ear: Callable[[bytes], bool]) -> None:
        self.ear = ear

    def handle_text(self, event: Frame) -> None:
        if not (self.ear and event.fin and not self.close_sent and self.ear(bytes(event.data))):
            super().handle_text(event)

    def write_frame(self, frame: bytes) -> None:
        """Write a frame made by `text_frame`, unless the socket is closing or takes nothing now.

        A phone that sleeps misses messages instead of holding up the room or filling our memory.
        It sees the gap in the versions when it wakes, and asks for a snapshot.
        """
        if self.handshake_complete and self.writable.is_set() and not (self.close_sent or self.transport.is_closing()):
            self.transport.write(frame)
