"""uvicorn's HTTP protocol, for clients of whom nobody knows anything yet.

What a client may cost before its request is whole is bounded here: the bytes of its head, the time
for head and body, and how long it leaves an answer lying. One look at each connection a second
(`Crowd.check`) does for all deadlines, so that a request costs no timers.
"""

import json
from enum import Enum
from http import HTTPStatus
from typing import Any, NamedTuple, cast

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from animatch.platform.crowd import Connection, Crowd
from animatch.platform.patience import TRY_AGAIN, TRY_AGAIN_WORDS

HEAD_BYTES = 32 * 1024
MOST_HEADERS = 100
MOST_PIPELINED = 8
HEAD_SECONDS = 10
BODY_SECONDS = 180
LEAST_BYTES_A_SECOND = 10_000
SECONDS_TO_GET_GOING = 5
STALLED_SECONDS = 30


class Refusal(NamedTuple):
    status: HTTPStatus
    code: str
    message: str


TOO_MANY = Refusal(HTTPStatus.SERVICE_UNAVAILABLE, TRY_AGAIN, TRY_AGAIN_WORDS)
TOO_LONG = Refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "head_too_large", "That request's head is too long.")
TOO_SLOW = Refusal(HTTPStatus.REQUEST_TIMEOUT, "too_slow", "That took too long to arrive. Try again.")


class Phase(Enum):
    HEAD = 1
    BODY = 2
    ANSWER = 3
    IDLE = 4


class HttpConnection(HttpToolsProtocol, Connection):
    crowd: Crowd
    _phase, _since = Phase.HEAD, 0.0
    # Bytes of the request that is arriving: of its body, and around it.
    _inside, _around = 0, 0.0
    _stalled_since: float | None = None
    _refusal: Refusal | None = None

    def __init__(self, config: Any, server_state: Any, app_state: dict[str, Any], _loop: Any = None) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.crowd = server_state.crowd

    # From the transport

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._enter(Phase.HEAD)
        if not self.crowd.admit(self, self._since):
            self._refuse(TOO_MANY)

    def connection_lost(self, exc: Exception | None) -> None:
        self.crowd.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._phase is Phase.IDLE:
            self._enter(Phase.HEAD)
        self._around += len(data)
        super().data_received(data)
        if self._around > HEAD_BYTES and not self.transport.is_closing():
            self._refuse(TOO_LONG)

    def handle_websocket_upgrade(self) -> None:
        super().handle_websocket_upgrade()
        self.crowd.replace(self, cast(Connection, self.transport.get_protocol()))

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled_since = self.loop.time()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stalled_since = None

    # From the parser, which turns what is raised here into a call of `send_400_response`

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        # Those after the body count too.
        if len(self.headers) > MOST_HEADERS:
            self._give_up()

    def on_headers_complete(self) -> None:
        # What has come so far may hold some of the body.
        if len(self.pipeline) >= MOST_PIPELINED or (self._around > HEAD_BYTES and self._head_bytes() > HEAD_BYTES):
            self._give_up()
        self._enter(Phase.BODY)
        self._inside = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._inside += len(body)
        # A body in chunks has a few bytes around each of them.
        self._around -= len(body) * 17 / 16
        super().on_body(body)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._around = 0
        self._enter(Phase.IDLE if self._all_answered() else Phase.ANSWER)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._phase is Phase.ANSWER and self._all_answered():
            self._enter(Phase.IDLE)

    def send_400_response(self, msg: str) -> None:
        if self._refusal is None:
            super().send_400_response(msg)
        else:
            self._refuse(self._refusal)

    def _give_up(self) -> None:
        self._refusal = TOO_LONG
        raise ValueError

    # What it is doing

    def _enter(self, phase: Phase) -> None:
        self._phase, self._since = phase, self.loop.time()

    def _head_bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) for name, value in self.headers)

    def _all_answered(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def unanswered(self) -> bool:
        return self._phase is not Phase.ANSWER or self._stalled_since is not None

    def idle(self) -> bool:
        return self._phase is Phase.IDLE

    def cookies(self) -> str:
        return b"; ".join(value for name, value in self.headers or () if name == b"cookie").decode("latin-1")

    # The end

    def drop(self) -> None:
        self.transport.abort()

    def check(self, now: float) -> None:
        if self.transport.is_closing() and self._stalled_since is None:
            # What was said last may still be on its way.
            self._stalled_since = now
        if self._stalled_since is not None:
            if now - self._stalled_since > STALLED_SECONDS:
                self.transport.abort()
        elif self._phase is Phase.HEAD and now - self._since > HEAD_SECONDS:
            # A browser opens connections in advance, and would take a word for an answer.
            self._refuse(TOO_SLOW) if self._around else self.transport.close()
        elif self._phase is Phase.BODY and not self.flow.read_paused and self._too_slow(now - self._since):
            self._refuse(TOO_SLOW)

    def _too_slow(self, seconds: float) -> bool:
        least = LEAST_BYTES_A_SECOND * (seconds - SECONDS_TO_GET_GOING)
        return seconds > BODY_SECONDS or self._inside < least

    def _refuse(self, refusal: Refusal) -> None:
        """Say why and close; in the middle of an answer, only close."""
        if self._all_answered() if self._phase is Phase.HEAD else not (self.cycle.response_started or self.pipeline):
            self.transport.write(_answer(refusal))
        self.transport.close()


def _answer(refusal: Refusal) -> bytes:
    body = json.dumps({"code": refusal.code, "message": refusal.message}).encode()
    head = f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
    return STATUS_LINE[refusal.status] + head.encode() + body
