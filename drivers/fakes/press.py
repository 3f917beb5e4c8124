"""The printing half of a fake printer: operations become the things on a paper."""

from drivers.fakes.escpos_decoder import Op
from drivers.fakes.paper import Code, Feed, Paper, Picture, Words

PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 17: "cp866", 46: "cp1251"}
ALIGNS = {0: "left", 48: "left", 1: "centre", 49: "centre", 2: "right", 50: "right"}


class Press:
    """The printing half of a printer: `do` an operation; a cut answers the paper it let go."""

    def __init__(self, width_dots: int, pages: dict[int, str] | None = None) -> None:
        self._width, self._pages = width_dots, pages or PAGES
        self.paper = Paper(width_dots)
        self._line = ""
        self._stored: list[bytes] = []
        self._qr_size, self._qr_error, self._qr_data = 3, "L", ""
        self._reset()

    def _reset(self) -> None:
        self._page, self._align, self._bold, self._wide, self._high = "cp437", "left", False, 1, 1
        self._line = ""

    def do(self, op: Op) -> Paper | None:
        """Print an operation; a paper when this one cut it off."""
        match op.name:
            case "text":
                self._write(op.data.decode(self._page, "replace"))
            case "lf" | "ff":
                self._end_line()
            case "ESC J":
                self._feed(op.data[0])
            case "ESC d":
                self._feed(op.data[0] * 30)
            case "GS v 0":
                self._raster(op.data)
            case "GS ( L" | "GS 8 L":
                self._graphics(op.data)
            case "GS ( k":
                self._code(op.data)
            case "GS V" | "ESC i" | "ESC m":
                return self._cut(op)
            case "unknown":
                self.paper.unknown.append(op.data.hex(" "))
            case _:
                self._set(op)
        return None

    def _set(self, op: Op) -> None:
        """Commands that change how the next ones print."""
        match op.name:
            case "ESC @":
                self._reset()
            case "ESC t":
                self._page = self._pages.get(op.data[0], "cp437")
            case "ESC a":
                self._align = ALIGNS.get(op.data[0], self._align)
            case "ESC E" | "ESC G":
                self._bold = bool(op.data[0] & 1)
            case "ESC !":
                self._mode(op.data[0])
            case "ESC $":
                self._line = self._line.ljust((op.data[0] | op.data[1] << 8) // (12 * self._wide))
            case "GS !":
                self._wide, self._high = (op.data[0] >> 4 & 7) + 1, (op.data[0] & 7) + 1

    def _mode(self, value: int) -> None:
        self._bold = bool(value & 0x08)
        self._high, self._wide = 1 + bool(value & 0x10), 1 + bool(value & 0x20)

    def _write(self, text: str) -> None:
        limit = max(1, self._width // (12 * self._wide))
        self._line += text
        while len(self._line) > limit:  # a printer goes on in the next line by itself
            rest = self._line[limit:]
            self._line = self._line[:limit]
            self._end_line()
            self._line = rest

    def _end_line(self) -> None:
        self.paper.things.append(Words(self._line, self._wide, self._high, self._bold, self._align))
        self._line = ""

    def _feed(self, dots: int) -> None:
        if self._line:
            self._end_line()
        self.paper.things.append(Feed(dots))

    def _raster(self, data: bytes) -> None:
        width, height = data[1] | data[2] << 8, data[3] | data[4] << 8
        self._picture(width, tuple(data[5 + i * width : 5 + (i + 1) * width] for i in range(height)))

    def _graphics(self, data: bytes) -> None:
        """Store a raster picture (function 112), print what is stored (2 or 50)."""
        function = data[1] if len(data) > 1 else 0
        if function == 112 and len(data) >= 10:
            width, height = (data[6] + (data[7] << 8) + 7) // 8, data[8] | data[9] << 8
            self._stored = [data[10 + i * width : 10 + (i + 1) * width].ljust(width, b"\0") for i in range(height)]
        elif function in (2, 50) and self._stored:
            self._picture(len(self._stored[0]), tuple(self._stored))
            self._stored = []

    def _picture(self, width: int, rows: tuple[bytes, ...]) -> None:
        last = self.paper.things[-1] if self.paper.things else None
        if isinstance(last, Picture) and (last.width_bytes, last.align) == (width, self._align):
            self.paper.things[-1] = Picture(width, last.rows + rows, self._align)  # bands of one picture
        else:
            self.paper.things.append(Picture(width, rows, self._align))

    def _code(self, data: bytes) -> None:
        if len(data) < 2 or data[0] != 49:
            return
        function, values = data[1], data[2:]
        if function == 67 and values:
            self._qr_size = values[0]
        elif function == 69 and values:
            self._qr_error = {48: "L", 49: "M", 50: "Q", 51: "H"}.get(values[0], "L")
        elif function == 80:
            self._qr_data = values[1:].decode("latin-1")
        elif function == 81 and self._qr_data:
            self.paper.things.append(Code(self._qr_data, self._qr_size, self._qr_error, self._align))

    def _cut(self, op: Op) -> Paper | None:
        if self._line:
            self._end_line()
        mode = op.data[0] if op.data else 0
        if len(op.data) > 1:
            self.paper.things.append(Feed(op.data[1]))
        paper, self.paper = self.paper, Paper(self._width)
        paper.cut = "full" if op.name == "ESC i" or mode in (0, 48, 65, 97) else "partial"
        return None if paper.blank else paper
