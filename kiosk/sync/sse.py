"""Server-sent events as bytes (WHATWG HTML, section 9.2): a writer of one message, and a sans-IO parser."""

from dataclasses import dataclass
from typing import Final

MAX_MESSAGE: Final = 16 * 1024 * 1024
COMMENT: Final = b":\n\n"


class StreamBroken(Exception):
    """The bytes are not such a stream, or one message has no end."""


@dataclass(frozen=True)
class Message:
    """One dispatched event; `id` is the last one given in the stream, `event` is "message" when none was named."""

    id: str
    event: str
    data: str


def message(ident: str, event: str, data: str) -> bytes:
    """The bytes of one message. `ident` and `event` are single lines; `data` may have several."""
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    return f"id: {ident}\nevent: {event}\n{lines}\n".encode()


class Parser:
    """Feed it bytes as they arrive, cut anywhere; it gives the messages that are complete."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._begun = False
        self._after_cr = False
        self._id = ""
        self._event = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, piece: bytes) -> list[Message]:
        """Raises StreamBroken for text that is not UTF-8 and for a message of more than MAX_MESSAGE bytes."""
        self._rest += piece
        self._size += len(piece)
        found: list[Message] = []
        for line in self._lines():
            message = self._line(line)
            if message:
                found.append(message)
                self._size = len(self._rest)
        if self._size > MAX_MESSAGE:
            raise StreamBroken("a message has no end")
        return found

    def _lines(self) -> list[str]:
        """Complete lines ended by LF, CR or CRLF; a CR at the very end of a piece may be half of a CRLF."""
        raw = bytes(self._rest)
        if self._after_cr and raw:
            raw = raw.removeprefix(b"\n")
            self._after_cr = False
        lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        self._after_cr = self._after_cr or raw.endswith(b"\r")
        self._rest = bytearray(lines.pop())
        try:
            texts = [line.decode() for line in lines]
        except UnicodeDecodeError as error:
            raise StreamBroken("not UTF-8") from error
        if texts and not self._begun:
            self._begun = True
            texts[0] = texts[0].removeprefix("\ufeff")
        return texts

    def _line(self, line: str) -> Message | None:
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif not name:
            # A comment is a sign of life, nothing to keep: an endless quiet stream must not count as a long message.
            self._size = sum(map(len, self._data))
        return None

    def _dispatch(self) -> Message | None:
        data, event = self._data, self._event
        self._data, self._event = [], ""
        return Message(self._id, event or "message", "\n".join(data)) if data else None
