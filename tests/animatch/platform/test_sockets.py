import struct

import pytest

from animatch.platform.sockets import text_frame


def opened(frame: bytes) -> tuple[int, bytes]:
    """The first byte and the payload of an unmasked frame, by RFC 6455, section 5.2."""
    length, at = frame[1], 2
    if length == 126:
        (length,), at = struct.unpack(">H", frame[2:4]), 4
    elif length == 127:
        (length,), at = struct.unpack(">Q", frame[2:10]), 10
    assert len(frame) == at + length
    return frame[0], frame[at:]


@pytest.mark.parametrize("text", ["", "a", "ä" * 100, "x" * 125, "x" * 126, "x" * 65_535, "x" * 65_536])
def test_a_frame_is_one_whole_unmasked_text(text: str) -> None:
    assert opened(text_frame(text)) == (0x81, text.encode())
