"""The writing half of the ESC/POS codec: a document becomes the bytes of one print job."""

from dataclasses import dataclass
from typing import Any

from drivers.ticket_printer.base import Document, Gap, Height, Pair, Qr, Rule, Text
from drivers.ticket_printer.code_page import CodePage
from drivers.ticket_printer.escpos_library import encoder
from drivers.ticket_printer.escpos_options import EscPosOptions
from drivers.ticket_printer.raster import Dots, Pen
from drivers.ticket_printer.wrap import wrap

DOTS_PER_MM = 8
FONT_A = 12  # dots a letter is wide
BAND = 24  # rows of one raster command: what a printer at most waits for when a cable was pulled in the middle
NUMBER_CAP, TITLE_CAP, TEXT_CAP, NOTE_CAP = 132, 27, 21, 20  # dots: 16.5, 3.4, 2.6 and 2.5 mm
CAPS: dict[Height, int] = {"number": NUMBER_CAP, "title": TITLE_CAP, "text": TEXT_CAP, "note": NOTE_CAP}
LIBRARY_ALIGN = {"left": "left", "centre": "center", "right": "right"}
QR_LIMIT = 500
QUIET_MODULES = 4  # the empty edge every reader wants (ISO/IEC 18004)


@dataclass(frozen=True)
class Job:
    """The bytes of one paper, the longest run of data inside a command, and the paper's length in mm (estimated)."""

    data: bytes
    longest_run: int
    length_mm: float


class EscPosEncoder:
    """Encodes documents for one printer. Raises OSError when the font of the options cannot be read."""

    def __init__(self, options: EscPosOptions, *, draw_number: bool) -> None:
        self._options = options
        self._page = CodePage(options.code_page, options.page_number)
        self._pen = Pen(options.font_file) if options.font_file else None
        self._draw_number = draw_number and self._pen is not None

    def encode(self, document: Document) -> Job:
        """The whole job, without the question that confirms it. Raises ValueError for what cannot be printed."""
        width = self._options.dots or (576 if document.width_mm == 80 else 384)
        return _Paper(self._options, self._page, self._pen, self._draw_number, width).job(document)


class _Paper:
    """One job while it is being written."""

    def __init__(self, options: EscPosOptions, page: CodePage, pen: Pen | None, draw_number: bool, width: int) -> None:
        self._options, self._page, self._pen, self._draw_number, self._width = options, page, pen, draw_number, width
        self._columns = width // FONT_A
        self._out: Any = encoder()
        self._longest, self._dots = 0, 0

    def job(self, document: Document) -> Job:
        # ESC @ puts the printer's page back to 0, so the page follows it in every job.
        self._raw(b"\x1b@" + b"\x1bt" + bytes((self._page.number,)))
        for line in document.lines:
            match line:
                case Text():
                    self._text(line)
                case Pair():
                    self._pair(line)
                case Rule():
                    self._rule()
                case Qr():
                    self._qr(line)
                case Gap():
                    self._feed(round(line.mm * DOTS_PER_MM))
        if self._options.cut != "none":
            self._raw(b"\x1dV" + (b"\x42" if self._options.cut == "partial" else b"\x41"))
            self._raw(bytes((self._options.cut_feed,)))
        return Job(self._out.output, self._longest, self._dots / DOTS_PER_MM)

    def _raw(self, data: bytes) -> None:
        self._out._raw(data)

    def _spell(self, text: str) -> str:
        return self._page.spell(text, self._pen.can_draw if self._pen else _nothing)

    def _text(self, line: Text) -> None:
        for paragraph in line.text.splitlines() or [""]:
            spelled = self._spell(paragraph)
            if line.height == "number":
                self._number(spelled, line)
            elif self._pen is not None and not self._page.has(spelled):
                strong = line.strong or line.height == "title"
                self._picture(self._pen.paragraph(spelled, CAPS[line.height], strong, line.align, self._width))
            else:
                self._words(spelled, line)

    def _words(self, text: str, line: Text) -> None:
        tall = line.height == "title"
        self._out.set(align=LIBRARY_ALIGN[line.align], bold=line.strong, custom_size=True, width=1, height=1 + tall)
        for row in wrap(text, len, self._columns):
            self._raw(self._page.encode(row.rstrip(" ")) + b"\n")
            self._dots += 48 if tall else 30

    def _number(self, text: str, line: Text) -> None:
        if self._pen is not None and (self._draw_number or not self._page.has(text)):
            self._feed(BAND // 2)
            self._out.set(align=LIBRARY_ALIGN[line.align])
            self._picture(self._pen.number(text, NUMBER_CAP, self._width))
            self._feed(BAND // 2)
            return
        wide = max(1, min(8, self._width // (FONT_A * max(1, len(text)))))
        high = min(8, wide + 2)
        self._out.set(align=LIBRARY_ALIGN[line.align], bold=True, custom_size=True, width=wide, height=high)
        for row in wrap(text, len, self._columns // wide):
            self._raw(self._page.encode(row) + b"\n")
            self._dots += 24 * high

    def _pair(self, line: Pair) -> None:
        left, right = self._spell(" ".join(line.left.split("\n"))), self._spell(" ".join(line.right.split("\n")))
        if self._pen is not None and not self._page.has(left + right):
            drawn = self._pen.pair(left, right, TEXT_CAP, line.strong, self._width)
            if drawn is not None:
                self._picture(drawn)
                return
        elif len(left) + len(right) < self._columns:
            spaces = " " * (self._columns - len(left) - len(right))
            self._words_as_they_are(left + spaces + right, line.strong)
            return
        self._text(Text(left, strong=line.strong))
        self._text(Text(right, strong=line.strong, align="right"))

    def _words_as_they_are(self, row: str, strong: bool) -> None:
        self._out.set(align="left", bold=strong, custom_size=True, width=1, height=1)
        self._raw(self._page.encode(row) + b"\n")
        self._dots += 30

    def _rule(self) -> None:
        self._words_as_they_are(("- " * self._columns)[: self._columns - 1 + self._columns % 2], strong=False)

    def _qr(self, line: Qr) -> None:
        if not line.data or not line.data.isascii() or not line.data.isprintable() or len(line.data) > QR_LIMIT:
            raise ValueError(f"a QR code holds 1 to {QR_LIMIT} printable ASCII characters")
        # The library refuses `center` for a native code, so the alignment is set beside it.
        self._out.set(align="center", custom_size=True, width=1, height=1)
        size = 6 if self._width >= 512 else 5
        self._feed(QUIET_MODULES * size)
        self._out.qr(line.data, ec=1, size=size, model=2, native=True)
        self._longest = max(self._longest, len(line.data) + 8)
        self._dots += size * 41
        self._feed(QUIET_MODULES * size)
        for text in line.side:
            self._text(text)

    def _picture(self, dots: Dots) -> None:
        """`GS v 0` in bands: python-escpos would dither and split it its own way."""
        for start in range(0, len(dots.rows), BAND):
            rows = dots.rows[start : start + BAND]
            size = (dots.width_bytes & 255, dots.width_bytes >> 8, len(rows) & 255, len(rows) >> 8)
            self._raw(b"\x1dv0\x00" + bytes(size) + b"".join(rows))
            self._longest = max(self._longest, dots.width_bytes * len(rows))
        self._dots += len(dots.rows)

    def _feed(self, dots: int) -> None:
        self._dots += max(0, dots)
        while dots > 0:
            self._raw(b"\x1bJ" + bytes((min(dots, 255),)))
            dots -= 255


def _nothing(_letter: str) -> bool:
    """Without a font nothing can be drawn."""
    return False
